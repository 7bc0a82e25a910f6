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

import org.HdrHistogram.Histogram;

/**
 * What was measured of one variant in one round.
 *
 * @param latencies the latencies in nanoseconds
 * @param busyNanos how long the operations took altogether
 * @param cpuNanos the CPU time of both JVMs
 */
public record Measurement(Histogram latencies, long busyNanos, long cpuNanos) {

	/**
	 * Return the number of operations.
	 * @return the number
	 */
	public long operations() {
		return this.latencies.getTotalCount();
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
		return this.latencies.getValueAtPercentile(percentile) / 1e3;
	}

	/**
	 * Return this measurement and another together.
	 * @param other the other measurement
	 * @return both as one
	 */
	public Measurement plus(Measurement other) {
		Histogram sum = this.latencies.copy();
		sum.add(other.latencies);
		return new Measurement(sum, this.busyNanos + other.busyNanos, this.cpuNanos + other.cpuNanos);
	}

}
