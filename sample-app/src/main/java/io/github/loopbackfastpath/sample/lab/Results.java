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

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.github.loopbackfastpath.sample.lab.statistics.Comparison;
import io.github.loopbackfastpath.sample.lab.statistics.Latencies;
import io.github.loopbackfastpath.sample.lab.statistics.Measurement;
import io.github.loopbackfastpath.sample.lab.statistics.Metric;
import io.github.loopbackfastpath.sample.lab.statistics.Verdict;
import io.github.loopbackfastpath.sample.lab.workload.Variant;
import io.github.loopbackfastpath.sample.lab.workload.Workload;

/**
 * Concludes from what was measured of the variants at a workload.
 */
final class Results {

	private static final double MEBIBYTE = 1 << 20;

	private final Workload workload;

	private final List<Contestant> contestants;

	private final List<Metric> metrics;

	private final List<Comparison> control;

	Results(Workload workload, List<Contestant> contestants) {
		this.workload = workload;
		this.contestants = contestants;
		this.metrics = workload.isAboutThroughput() ? List.of(Metric.THROUGHPUT, Metric.CPU)
				: List.of(Metric.P50, Metric.P99, Metric.CPU);
		this.control = compare(rounds(Variant.PLAIN_AGAIN), Collections.emptyList());
	}

	WorkloadResult with(List<Skipped> skipped) {
		List<VariantResult> results = this.contestants.stream()
			.filter((contestant) -> !contestant.rounds().isEmpty())
			.map(this::result)
			.toList();
		return new WorkloadResult(this.workload, this.workload.title(), this.workload.isAboutThroughput(), results,
				List.copyOf(skipped));
	}

	private VariantResult result(Contestant contestant) {
		Measurement all = Measurement.sum(contestant.rounds());
		List<Comparison> comparisons = comparisons(contestant.variant());
		double operations = all.operationsPerSecond();
		int bytes = this.workload.bytes();
		return new VariantResult(contestant.variant(), contestant.variant().title(), Latencies.of(all.histogram()),
				operations, (bytes > 0) ? operations * bytes / MEBIBYTE : null, all.cpuMicrosPerOperation(),
				comparisons, verdict(contestant.variant(), comparisons), contestant.finding(),
				contestant.rounds().stream().map(RoundResult::of).toList());
	}

	private List<Comparison> comparisons(Variant variant) {
		return switch (variant) {
			case PLAIN -> Collections.emptyList();
			case PLAIN_AGAIN -> this.control;
			default -> compare(rounds(variant), this.control);
		};
	}

	private List<Comparison> compare(List<Measurement> rounds, List<Comparison> control) {
		Comparison[] comparisons = new Comparison[this.metrics.size()];
		Arrays.setAll(comparisons, (i) -> Comparison.of(this.metrics.get(i), rounds, rounds(Variant.PLAIN),
				control.isEmpty() ? null : control.get(i)));
		return List.of(comparisons);
	}

	private List<Measurement> rounds(Variant variant) {
		return this.contestants.stream()
			.filter((contestant) -> contestant.variant() == variant)
			.findFirst()
			.map(Contestant::rounds)
			.orElse(Collections.emptyList());
	}

	private String verdict(Variant variant, List<Comparison> comparisons) {
		return switch (variant) {
			case PLAIN -> "what the others are compared with";
			case PLAIN_AGAIN -> new Verdict(comparisons).textOfControl();
			default -> new Verdict(comparisons).text();
		};
	}

}
