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
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * How many times the baseline something is, from values that were measured in the same
 * rounds: the median of the rounds' ratios, with a 99 % confidence interval.
 * <p>
 * The interval reaches from one of the ordered ratios to another, chosen by the binomial
 * distribution as for the sign test. That makes no assumption about the noise but that it
 * is as likely to favour one of a pair as the other: the pair is measured in random
 * order. A round in which the scheduler placed one of them better moves it by one rank
 * only, however much faster that made it.
 *
 * @param estimate the ratio
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
public record PairedRatio(double estimate, double low, double high) {

	/** With fewer rounds there is no such interval. */
	public static final int MIN_ROUNDS = 8;

	private static final double TAIL = 0.005;

	/**
	 * Compare values with those of the baseline in the same rounds.
	 * @param values the values, one for each round
	 * @param baseline the baseline's values, one for each round
	 * @return the ratio, or {@code null} if the values do not allow one
	 */
	public static @Nullable PairedRatio of(double[] values, double[] baseline) {
		int rounds = Math.min(values.length, baseline.length);
		double[] ratios = IntStream.range(0, rounds).mapToDouble((i) -> values[i] / baseline[i]).sorted().toArray();
		if (rounds < MIN_ROUNDS || !Arrays.stream(ratios).allMatch((ratio) -> ratio > 0 && Double.isFinite(ratio))) {
			return null;
		}
		int outside = outside(rounds);
		// The geometric mean of the two in the middle, which is the same for the inverse
		double median = Math.sqrt(ratios[(rounds - 1) / 2] * ratios[rounds / 2]);
		return new PairedRatio(median, ratios[outside], ratios[rounds - 1 - outside]);
	}

	/**
	 * Return how many of the ordered ratios lie outside the interval on each side: as
	 * many tosses of a coin show heads no more often than the tail allows.
	 */
	private static int outside(int rounds) {
		double probability = Math.pow(0.5, rounds);
		double cumulated = probability;
		int heads = 0;
		while (cumulated + probability * (rounds - heads) / (heads + 1) <= TAIL) {
			probability *= (double) (rounds - heads) / (heads + 1);
			heads++;
			cumulated += probability;
		}
		return heads;
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

	/**
	 * Return whether an effect of a given size could hide in the interval.
	 * @param share the size, as a share of the baseline
	 * @return whether the interval reaches that far
	 */
	boolean reaches(double share) {
		return this.high >= 1 + share || this.low <= 1 - share;
	}

}
