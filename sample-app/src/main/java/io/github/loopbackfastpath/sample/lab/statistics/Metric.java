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

import java.util.function.ToDoubleFunction;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What is compared between variants.
 */
public enum Metric {

	/** The median latency. */
	P50("p50", false, false, (measurement) -> measurement.micros(50)),

	/** The latency that one in a hundred operations exceeds. */
	P99("p99", false, true, (measurement) -> measurement.micros(99)),

	/** The operations per second. */
	THROUGHPUT("throughput", true, false, Measurement::operationsPerSecond),

	/** The CPU time per operation. */
	CPU("CPU time", false, true, Measurement::cpuMicrosPerOperation);

	private final String label;

	private final boolean moreIsBetter;

	private final boolean needsManyOperations;

	private final ToDoubleFunction<Measurement> value;

	Metric(String label, boolean moreIsBetter, boolean needsManyOperations, ToDoubleFunction<Measurement> value) {
		this.label = label;
		this.moreIsBetter = moreIsBetter;
		this.needsManyOperations = needsManyOperations;
		this.value = value;
	}

	/**
	 * Return the name for people.
	 * @return the name
	 */
	@JsonValue
	public String label() {
		return this.label;
	}

	/**
	 * Return whether one round has too few operations: the hundredth of them, or too
	 * little for the system's count of CPU time.
	 */
	boolean needsManyOperations() {
		return this.needsManyOperations;
	}

	double of(Measurement measurement) {
		return this.value.applyAsDouble(measurement);
	}

	boolean isWorse(double ratio) {
		return this.moreIsBetter ? ratio < 1 : ratio > 1;
	}

}
