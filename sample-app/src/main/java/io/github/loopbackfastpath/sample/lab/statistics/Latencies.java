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

import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/**
 * Latencies in microseconds. A percentile is given only if at least ten of the measured
 * latencies lie beyond it.
 *
 * @param count how many were measured
 * @param p50 half are larger
 * @param p90 one in ten is larger
 * @param p99 one in a hundred is larger
 * @param p999 one in a thousand is larger
 * @param max the largest
 * @param curve the latency at each percentile
 * @param distribution the share of the latencies that are as large
 */
public record Latencies(long count, @Nullable Double p50, @Nullable Double p90, @Nullable Double p99,
		@Nullable Double p999, double max, List<Point> curve, List<Point> distribution) {

	private static final double[] PERCENTILES = { 0, 5, 10, 20, 30, 40, 50, 60, 70, 80, 85, 90, 92, 94, 96, 97, 98, 99,
			99.2, 99.4, 99.6, 99.7, 99.8, 99.9, 99.92, 99.94, 99.96, 99.97, 99.98, 99.99 };

	private static final int BEYOND = 10;

	private static final long FIRST_BUCKET = 1000;

	private static final double BUCKET_GROWTH = 1.15;

	/**
	 * Read the latencies from a histogram.
	 * @param histogram the histogram, in nanoseconds
	 * @return the latencies
	 */
	public static Latencies of(Histogram histogram) {
		return new Latencies(histogram.getTotalCount(), micros(histogram, 50), micros(histogram, 90),
				micros(histogram, 99), micros(histogram, 99.9), histogram.getMaxValue() / 1e3, curve(histogram),
				distribution(histogram));
	}

	private static @Nullable Double micros(Histogram histogram, double percentile) {
		double beyond = histogram.getTotalCount() * (100 - percentile) / 100;
		return (beyond >= BEYOND - 1e-6) ? histogram.getValueAtPercentile(percentile) / 1e3 : null;
	}

	private static List<Point> curve(Histogram histogram) {
		List<Point> curve = new ArrayList<>();
		for (double percentile : PERCENTILES) {
			Double micros = micros(histogram, percentile);
			if (micros != null) {
				curve.add(new Point(percentile, micros));
			}
		}
		return curve;
	}

	private static List<Point> distribution(Histogram histogram) {
		List<Point> distribution = new ArrayList<>();
		for (HistogramIterationValue bucket : histogram.logarithmicBucketValues(FIRST_BUCKET, BUCKET_GROWTH)) {
			if (bucket.getTotalCountToThisValue() == 0) {
				continue;
			}
			double share = (double) bucket.getCountAddedInThisIterationStep() / histogram.getTotalCount();
			distribution.add(new Point(bucket.getValueIteratedTo() / 1e3, share));
		}
		return distribution;
	}

	/**
	 * A point of a curve.
	 *
	 * @param x where
	 * @param y how much
	 */
	public record Point(double x, double y) {

	}

}
