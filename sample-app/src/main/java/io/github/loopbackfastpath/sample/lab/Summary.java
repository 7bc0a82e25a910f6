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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.VerificationDescriptor;
import io.github.loopbackfastpath.sample.lab.statistics.Comparison;
import io.github.loopbackfastpath.sample.lab.statistics.Difference;
import io.github.loopbackfastpath.sample.lab.workload.Variant;
import io.github.loopbackfastpath.sample.lab.workload.Workload;
import org.jspecify.annotations.Nullable;

/**
 * The answer to what the user wants to know, in up to three sentences.
 */
final class Summary {

	private final boolean wine;

	private final @Nullable VerificationDescriptor verification;

	private final List<WorkloadResult> workloads;

	Summary(SystemDescription description, List<WorkloadResult> workloads) {
		this.wine = description.wine();
		this.verification = description.verification();
		this.workloads = workloads.stream().filter((workload) -> workload.workload().isAboutSpeed()).toList();
	}

	List<String> sentences() {
		List<String> sentences = new ArrayList<>();
		Map<Workload, Comparison> fastPath = comparisons(Variant.FAST_PATH);
		if (fastPath.isEmpty()) {
			sentences.add(withoutFastPath());
		}
		else {
			String advice = this.wine ? "this is Wine, which proves nothing about Windows"
					: new Advice(fastPath.values(), isNotActive()).text();
			sentences.add("On this machine: %s%s: %s.".formatted(differences(fastPath), activity(), advice));
		}
		if (this.verification != null) {
			sentences.add(this.verification.summary() + ".");
		}
		Map<Workload, Comparison> unixDomain = comparisons(Variant.UNIX_DOMAIN);
		if (!unixDomain.isEmpty()) {
			sentences.add("A Unix-domain socket instead of TCP: %s.".formatted(differences(unixDomain)));
		}
		return sentences;
	}

	private boolean isNotActive() {
		return this.verification != null && this.verification.verdict().equals("not-active");
	}

	private String activity() {
		if (this.verification == null) {
			return "";
		}
		return switch (this.verification.verdict()) {
			case "active" -> ", fast path active";
			case "not-active" -> ", fast path not active";
			default -> ", fast path active or not, which cannot be told";
		};
	}

	private String withoutFastPath() {
		return this.workloads.stream()
			.flatMap((workload) -> workload.skipped().stream())
			.filter((skipped) -> skipped.variant() == Variant.FAST_PATH)
			.findFirst()
			.map((skipped) -> "On this machine: no fast path, because %s: leave it disabled."
				.formatted(skipped.cause()))
			.orElse("The fast path on both ends was not measured.");
	}

	private Map<Workload, Comparison> comparisons(Variant variant) {
		Map<Workload, Comparison> comparisons = new EnumMap<>(Workload.class);
		for (WorkloadResult workload : this.workloads) {
			workload.variants()
				.stream()
				.filter((result) -> result.variant() == variant && !result.comparisons().isEmpty())
				.forEach((result) -> comparisons.put(workload.workload(), result.comparisons().get(0)));
		}
		return comparisons;
	}

	private static String differences(Map<Workload, Comparison> comparisons) {
		List<String> parts = new ArrayList<>();
		Map<String, List<String>> others = new TreeMap<>();
		comparisons.forEach((workload, comparison) -> {
			Difference difference = comparison.difference();
			if (difference.isFound()) {
				parts.add(workload.shortTitle() + " " + comparison.text());
			}
			else {
				others.computeIfAbsent(words(difference), (key) -> new ArrayList<>()).add(workload.shortTitle());
			}
		});
		others.forEach((words, workloads) -> parts.add(String.join(" and ", workloads) + " " + words));
		return String.join(", ", parts);
	}

	private static String words(Difference difference) {
		return switch (difference) {
			case NONE -> "no difference";
			case WITHIN_NOISE -> "within this machine's noise";
			case TOO_NOISY -> "too noisy to tell";
			default -> "too few rounds to tell";
		};
	}

}
