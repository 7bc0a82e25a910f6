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
import java.util.Collection;
import java.util.List;

import org.HdrHistogram.Histogram;

/**
 * What was measured of one variant in one round, or in several.
 *
 * @param latencies the latencies in nanoseconds, in ascending order
 * @param busyNanos how long the operations took altogether
 * @param cpuNanos the CPU time of both JVMs
 */
public record Measurement(long[] latencies, long busyNanos, long cpuNanos) {

	private static final int DIGITS = 3;

	/**
	 * Create a measurement.
	 * @param latencies the latencies in nanoseconds, in any order
	 * @param busyNanos how long the operations took altogether
	 * @param cpuNanos the CPU time of both JVMs
	 */
	public Measurement {
		latencies = latencies.clone();
		Arrays.sort(latencies);
	}

	/**
	 * Return the number of operations.
	 * @return the number
	 */
	public int operations() {
		return this.latencies.length;
	}

	/**
	 * Return the operations per second of the time in which one was under way.
	 * @return the rate
	 */
	public double operationsPerSecond() {
		return operations() * 1e9 / this.busyNanos;
	}

	/**
	 * Return the CPU time of an operation.
	 * @return the time in microseconds
	 */
	public double cpuMicrosPerOperation() {
		return this.cpuNanos / 1e3 / operations();
	}

	/**
	 * Return a percentile of the latencies.
	 * @param percentile the percentile, up to 100
	 * @return the latency in microseconds
	 */
	public double micros(double percentile) {
		int rank = (int) Math.ceil(percentile / 100 * this.latencies.length);
		return this.latencies[Math.max(rank, 1) - 1] / 1e3;
	}

	/**
	 * Return the latencies as a histogram.
	 * @return the histogram, in nanoseconds
	 */
	public Histogram histogram() {
		Histogram histogram = new Histogram(DIGITS);
		for (long latency : this.latencies) {
			histogram.recordValue(latency);
		}
		return histogram;
	}

	/**
	 * Return several measurements as one.
	 * @param measurements the measurements
	 * @return all together
	 */
	public static Measurement sum(Collection<Measurement> measurements) {
		return new Measurement(
				measurements.stream().flatMapToLong((measurement) -> Arrays.stream(measurement.latencies)).toArray(),
				measurements.stream().mapToLong(Measurement::busyNanos).sum(),
				measurements.stream().mapToLong(Measurement::cpuNanos).sum());
	}

	/**
	 * Return measurements of consecutive rounds together, in blocks of about equal size.
	 * @param rounds the measurements, one for each round
	 * @param blocks the number of blocks
	 * @return the blocks, or the rounds if there are not more
	 */
	static List<Measurement> blocks(List<Measurement> rounds, int blocks) {
		if (rounds.size() <= blocks) {
			return rounds;
		}
		Measurement[] sums = new Measurement[blocks];
		Arrays.setAll(sums, (i) -> sum(rounds.subList(i * rounds.size() / blocks, (i + 1) * rounds.size() / blocks)));
		return List.of(sums);
	}

}
