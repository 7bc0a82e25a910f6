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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A metric of a variant compared with that of plain TCP.
 *
 * @param metric the metric
 * @param ratio the paired ratio to plain TCP, or {@code null} if the rounds do not allow
 * one
 * @param difference what that means, with regard to the noise of this machine
 */
public record Comparison(Metric metric, @Nullable PairedRatio ratio, Difference difference) {

	private static final int BLOCKS = 12;

	/**
	 * Compare the rounds of a variant with those of plain TCP.
	 * @param metric the metric
	 * @param variant the variant's rounds
	 * @param plain the same rounds of plain TCP
	 * @param control the same comparison for plain TCP, measured a second time as if it
	 * were a variant, or {@code null} if it was not
	 * @return the comparison
	 */
	public static Comparison of(Metric metric, List<Measurement> variant, List<Measurement> plain,
			@Nullable Comparison control) {
		int rounds = Math.min(variant.size(), plain.size());
		PairedRatio ratio = PairedRatio.of(values(metric, variant.subList(0, rounds)),
				values(metric, plain.subList(0, rounds)));
		return new Comparison(metric, ratio, Difference.of(metric, ratio, (control != null) ? control.ratio() : null));
	}

	private static double[] values(Metric metric, List<Measurement> rounds) {
		List<Measurement> measurements = metric.needsManyOperations() ? Measurement.blocks(rounds, BLOCKS) : rounds;
		return measurements.stream().mapToDouble(metric::of).toArray();
	}

	/**
	 * Return the difference for people, such as {@code p50 18 % lower (12 to 23 %)}.
	 * @return the difference
	 */
	public String text() {
		if (this.ratio == null) {
			return this.metric.label() + " unknown";
		}
		boolean higher = this.ratio.estimate() > 1;
		double one = Math.abs(percent(this.ratio.low()));
		double other = Math.abs(percent(this.ratio.high()));
		return "%s %.0f %% %s (%.0f to %.0f %%)".formatted(this.metric.label(),
				Math.abs(percent(this.ratio.estimate())), higher ? "higher" : "lower", Math.min(one, other),
				Math.max(one, other));
	}

	/**
	 * Return the interval for people, such as {@code p50 -4 to +6 %}.
	 * @return the interval
	 */
	public String interval() {
		return (this.ratio != null) ? "%s %+.0f to %+.0f %%".formatted(this.metric.label(), percent(this.ratio.low()),
				percent(this.ratio.high())) : this.metric.label() + " unknown";
	}

	private static double percent(double ratio) {
		return (ratio - 1) * 100;
	}

}
