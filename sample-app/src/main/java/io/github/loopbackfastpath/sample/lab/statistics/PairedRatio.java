/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.loopbackfastpath.sample.lab.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * How many times the baseline something is, from values that were measured in the same
 * rounds: the median of the rounds' ratios, with a 95 % confidence interval.
 * <p>
 * The interval is a bootstrap over the rounds. It spans the central 99 % of the resampled
 * medians: with six to sixteen rounds that contains the truth 95 to 98 % of the time,
 * while the central 95 % would contain it less than 95 % of the time.
 *
 * @param estimate the ratio
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
public record PairedRatio(double estimate, double low, double high) {

	/** With fewer rounds no interval is worth its name. */
	public static final int MIN_ROUNDS = 6;

	private static final int RESAMPLES = 2000;

	private static final double TAIL = 0.005;

	/**
	 * Compare values with those of the baseline in the same rounds.
	 * @param values the values, one for each round
	 * @param baseline the baseline's values, one for each round
	 * @param random decides on the resamples
	 * @return the ratio, or {@code null} if the values do not allow one
	 */
	public static @Nullable PairedRatio of(double[] values, double[] baseline, RandomGenerator random) {
		int rounds = Math.min(values.length, baseline.length);
		double[] ratios = IntStream.range(0, rounds).mapToDouble((i) -> values[i] / baseline[i]).toArray();
		if (rounds < MIN_ROUNDS || !Arrays.stream(ratios).allMatch((ratio) -> ratio > 0 && Double.isFinite(ratio))) {
			return null;
		}
		double[] medians = IntStream.range(0, RESAMPLES)
			.mapToDouble((i) -> median(resample(ratios, random)))
			.sorted()
			.toArray();
		int tail = (int) (RESAMPLES * TAIL);
		return new PairedRatio(median(ratios), medians[tail], medians[RESAMPLES - 1 - tail]);
	}

	private static double[] resample(double[] values, RandomGenerator random) {
		return IntStream.range(0, values.length).mapToDouble((i) -> values[random.nextInt(values.length)]).toArray();
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		// The geometric mean of the two in the middle, which is the same for the inverse
		return Math.sqrt(sorted[(sorted.length - 1) / 2] * sorted[sorted.length / 2]);
	}

	/**
	 * Return whether the interval leaves out 1.
	 * @return whether there is a difference
	 */
	public boolean differs() {
		return this.low > 1 || this.high < 1;
	}

	/**
	 * Return whether the interval has something in common with another.
	 * @param other the other ratio
	 * @return whether the intervals overlap
	 */
	public boolean overlaps(PairedRatio other) {
		return this.low <= other.high && other.low <= this.high;
	}

}
