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

package io.github.loopbackfastpath.sample.lab.report;

import java.util.List;
import java.util.Locale;

import io.github.loopbackfastpath.sample.lab.LabResult;
import io.github.loopbackfastpath.sample.lab.RoundResult;
import io.github.loopbackfastpath.sample.lab.VariantResult;
import io.github.loopbackfastpath.sample.lab.WorkloadResult;

/**
 * Every round as a line of comma-separated values, for statistics of one's own.
 */
public final class RoundsCsv {

	private static final String HEADER = "workload,variant,round,operations,p50_us,p99_us,operations_per_second,cpu_us_per_operation\n";

	private RoundsCsv() {
	}

	/**
	 * Format the rounds of a result.
	 * @param result the result
	 * @return the text
	 */
	public static String of(LabResult result) {
		StringBuilder text = new StringBuilder(HEADER);
		for (WorkloadResult workload : result.workloads()) {
			for (VariantResult variant : workload.variants()) {
				append(text, workload.workload().id() + "," + variant.variant().id(), variant.rounds());
			}
		}
		return text.toString();
	}

	private static void append(StringBuilder text, String prefix, List<RoundResult> rounds) {
		for (int i = 0; i < rounds.size(); i++) {
			RoundResult round = rounds.get(i);
			text.append(String.format(Locale.ROOT, "%s,%d,%d,%.3f,%.3f,%.3f,%.3f\n", prefix, i + 1, round.operations(),
					round.p50Micros(), round.p99Micros(), round.operationsPerSecond(), round.cpuMicrosPerOperation()));
		}
	}

}
