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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.loopbackfastpath.sample.lab.LabResult;
import io.github.loopbackfastpath.sample.lab.VariantResult;
import io.github.loopbackfastpath.sample.lab.WorkloadResult;
import io.github.loopbackfastpath.sample.lab.statistics.Difference;
import io.github.loopbackfastpath.sample.lab.workload.Variant;

/**
 * How often the lab came to each verdict about a known effect.
 */
final class VerdictCounts {

	private static final double CONSIDERABLE = 0.1;

	private static final String ROW = "%-30s %-26s %6s %6s %6s %6s %6s %6s %6s";

	private final Map<String, Map<Difference, Integer>> counts = new TreeMap<>();

	private int all;

	private int wrong;

	void add(LabResult result) {
		for (WorkloadResult workload : result.workloads()) {
			for (VariantResult variant : workload.variants()) {
				Double effect = variant.variant().effect();
				if (effect != null) {
					add(workload, variant.variant(), effect, variant.comparisons().get(0).difference());
				}
			}
		}
	}

	private void add(WorkloadResult workload, Variant variant, double effect, Difference difference) {
		this.counts.computeIfAbsent(key(workload.title(), variant), (key) -> new EnumMap<>(Difference.class))
			.merge(difference, 1, Integer::sum);
		this.all++;
		if (isWrong(effect, difference)) {
			this.wrong++;
		}
	}

	// In the order of the effects
	private static String key(String title, Variant variant) {
		return title + "\t" + (char) ('a' + variant.ordinal()) + variant.title();
	}

	/**
	 * An effect that does not exist was found, one was found the wrong way round, or one
	 * that matters was denied. That the noise hides it is not wrong.
	 */
	static boolean isWrong(double effect, Difference difference) {
		return switch (difference) {
			case BETTER -> true;
			case WORSE -> effect == 0;
			case NONE -> effect >= CONSIDERABLE;
			default -> false;
		};
	}

	int all() {
		return this.all;
	}

	int wrong() {
		return this.wrong;
	}

	List<String> lines() {
		List<String> lines = new ArrayList<>();
		lines.add(ROW.formatted("workload", "variant", "runs", "slower", "faster", "none", "noise", "noisy", "few"));
		this.counts.forEach((key, verdicts) -> {
			String[] names = key.split("\t.", 2);
			lines.add(ROW.formatted(names[0], names[1], verdicts.values().stream().mapToInt(Integer::intValue).sum(),
					count(verdicts, Difference.WORSE), count(verdicts, Difference.BETTER),
					count(verdicts, Difference.NONE), count(verdicts, Difference.WITHIN_NOISE),
					count(verdicts, Difference.TOO_NOISY), count(verdicts, Difference.UNKNOWN)));
		});
		lines.add(
				"slower, faster: found; none: no measurable difference; noise: within this machine's noise; noisy: too "
						+ "noisy to tell; few: too few rounds");
		lines.add("False verdicts: %d of %d comparisons (%.1f %%)".formatted(this.wrong, this.all,
				(this.all > 0) ? 100.0 * this.wrong / this.all : 0));
		return lines;
	}

	private static int count(Map<Difference, Integer> verdicts, Difference difference) {
		return verdicts.getOrDefault(difference, 0);
	}

}
