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
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * A metric of a variant compared with that of plain TCP.
 *
 * @param metric the metric
 * @param ratio the paired ratio to plain TCP, or {@code null} if the rounds do not allow
 * one
 * @param measurable whether the difference is larger than chance and the noise of this
 * machine explain
 */
public record Comparison(Metric metric, @Nullable PairedRatio ratio, boolean measurable) {

	// Same measurements, same conclusions
	private static final long SEED = 20120904;

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
		PairedRatio ratio = PairedRatio.of(values(metric, variant), values(metric, plain), new Random(SEED));
		PairedRatio noise = (control != null) ? control.ratio() : null;
		boolean measurable = ratio != null && ratio.differs() && (noise == null || !ratio.overlaps(noise));
		return new Comparison(metric, ratio, measurable);
	}

	private static double[] values(Metric metric, List<Measurement> rounds) {
		return rounds.stream().mapToDouble(metric::of).toArray();
	}

	boolean isWorse() {
		return this.ratio != null && this.metric.isWorse(this.ratio.estimate());
	}

	/**
	 * Return the difference for people, such as {@code p50 18 % lower (12 to 23 %)}.
	 * @return the difference
	 */
	String difference() {
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
	String interval() {
		return (this.ratio != null) ? "%s %+.0f to %+.0f %%".formatted(this.metric.label(), percent(this.ratio.low()),
				percent(this.ratio.high())) : this.metric.label() + " unknown";
	}

	private static double percent(double ratio) {
		return (ratio - 1) * 100;
	}

}
