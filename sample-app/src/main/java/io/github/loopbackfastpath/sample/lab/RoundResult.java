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

package io.github.loopbackfastpath.sample.lab;

import io.github.loopbackfastpath.sample.lab.statistics.Measurement;

/**
 * The figures of a variant in one round.
 *
 * @param operations the number of operations
 * @param p50Micros the median latency
 * @param p99Micros the latency that one in a hundred exceeds
 * @param operationsPerSecond the throughput
 * @param cpuMicrosPerOperation the CPU time of both JVMs
 */
public record RoundResult(long operations, double p50Micros, double p99Micros, double operationsPerSecond,
		double cpuMicrosPerOperation) {

	static RoundResult of(Measurement measurement) {
		return new RoundResult(measurement.operations(), measurement.micros(50), measurement.micros(99),
				measurement.operationsPerSecond(), measurement.cpuMicrosPerOperation());
	}

}
