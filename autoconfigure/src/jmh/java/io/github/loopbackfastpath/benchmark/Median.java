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

package io.github.loopbackfastpath.benchmark;

import java.util.Arrays;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The median of paired values with its 95 % confidence interval. The interval reaches
 * from one of the values to another, chosen by the binomial distribution, and supposes
 * nothing about how the values are distributed.
 *
 * @param median the median
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 * @param pairs the number of pairs
 */
record Median(double median, double low, double high, int pairs) {

	static Median of(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int pairs = sorted.length;
		int rank = new BinomialDistribution(null, pairs, 0.5).inverseCumulativeProbability(0.025);
		int low = Math.max(rank - 1, 0);
		return new Median((sorted[(pairs - 1) / 2] + sorted[pairs / 2]) / 2, sorted[low], sorted[pairs - 1 - low],
				pairs);
	}

	@Override
	public String toString() {
		return "%.3f (95 %%: %.3f to %.3f, %d pairs)".formatted(this.median, this.low, this.high, this.pairs);
	}

}
