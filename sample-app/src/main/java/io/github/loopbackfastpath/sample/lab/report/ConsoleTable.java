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

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.loopbackfastpath.sample.lab.LabResult;
import io.github.loopbackfastpath.sample.lab.Skipped;
import io.github.loopbackfastpath.sample.lab.VariantResult;
import io.github.loopbackfastpath.sample.lab.WorkloadResult;
import io.github.loopbackfastpath.sample.lab.statistics.Latencies;
import org.jspecify.annotations.Nullable;

/**
 * Prints the answer first, then the results as tables, each variant's verdict below.
 */
final class ConsoleTable {

	private static final String ROW = "  %-24s %9s %9s %9s %9s %11s %9s %9s%n";

	private final PrintStream out;

	ConsoleTable(PrintStream out) {
		this.out = out;
	}

	void print(LabResult result) {
		this.out.println();
		if (!result.complete()) {
			this.out.println("Not finished. This is what there is:");
		}
		result.summary().forEach(this.out::println);
		result.workloads().forEach(this::print);
		printSkipped(result.workloads());
		result.description().notes().forEach((note) -> this.out.println("Note: " + note));
		this.out.println(
				"""
						Times are microseconds; in parentheses 99 % intervals. A difference is reported if its interval excludes 0
						and does not overlap that of plain TCP compared with itself.
						""");
	}

	private void print(WorkloadResult workload) {
		this.out.printf("%n%s%n", workload.title());
		this.out.printf(ROW, "", "p50", "p90", "p99", "p99.9", "per second", "MiB/s", "CPU/op");
		for (VariantResult variant : workload.variants()) {
			Latencies latencies = variant.latencies();
			this.out.printf(ROW, variant.title(), number(latencies.p50()), number(latencies.p90()),
					number(latencies.p99()), number(latencies.p999()), number(variant.operationsPerSecond()),
					number(variant.mebibytesPerSecond()), number(variant.cpuMicrosPerOperation()));
		}
		for (VariantResult variant : workload.variants()) {
			printVerdict(variant);
		}
	}

	private void printVerdict(VariantResult variant) {
		if (!variant.comparisons().isEmpty()) {
			this.out.printf("  -> %s: %s%n", variant.title(), variant.verdict());
		}
		if (variant.finding() != null) {
			this.out.printf("  -> %s: %s%n", variant.title(), variant.finding());
		}
	}

	private void printSkipped(List<WorkloadResult> workloads) {
		Map<String, Set<String>> variants = new LinkedHashMap<>();
		Map<String, Set<String>> titles = new LinkedHashMap<>();
		for (WorkloadResult workload : workloads) {
			for (Skipped skipped : workload.skipped()) {
				variants.computeIfAbsent(skipped.cause(), (key) -> new LinkedHashSet<>()).add(skipped.title());
				titles.computeIfAbsent(skipped.cause(), (key) -> new LinkedHashSet<>()).add(workload.title());
			}
		}
		this.out.println();
		variants.forEach((cause, skipped) -> this.out.printf("Skipped: %s, because %s (%s)%n",
				String.join("; ", skipped), cause, where(titles.getOrDefault(cause, Set.of()), workloads)));
	}

	private String where(Collection<String> titles, List<WorkloadResult> workloads) {
		return (titles.size() == workloads.size()) ? "everywhere" : String.join("; ", titles);
	}

	private String number(@Nullable Double number) {
		if (number == null) {
			return "-";
		}
		return String.format(Locale.ROOT, (number < 100) ? "%.1f" : "%.0f", number);
	}

}
