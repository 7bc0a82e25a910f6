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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.loopbackfastpath.sample.lab.LabResult;
import io.github.loopbackfastpath.sample.lab.SystemDescription;
import io.github.loopbackfastpath.sample.lab.VariantResult;
import io.github.loopbackfastpath.sample.lab.WorkloadResult;
import io.github.loopbackfastpath.sample.lab.statistics.Comparison;
import io.github.loopbackfastpath.sample.lab.statistics.PairedRatio;
import io.github.loopbackfastpath.sample.lab.workload.Variant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results of an earlier run, to compare with. Of two runs only the ratios to plain
 * TCP can be compared: each run has its own, and the machine may have been faster.
 */
final class EarlierRun {

	private final JsonNode run;

	private EarlierRun(JsonNode run) {
		this.run = run;
	}

	/**
	 * Read the JSON file of a run.
	 * @throws IllegalArgumentException if it is not one
	 */
	static EarlierRun read(Path file) {
		try {
			JsonNode run = JsonMapper.shared().readTree(Files.readString(file));
			if (run.path("workloads").isArray() && run.path("settings").isObject()) {
				return new EarlierRun(run);
			}
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(
					"Cannot read %s. Choose a JSON file of an earlier run with --lab.compare=".formatted(file), ex);
		}
		catch (JacksonException ex) {
			// Reported below
		}
		throw new IllegalArgumentException(
				"%s is no result of this lab. Choose a JSON file of an earlier run with --lab.compare="
					.formatted(file));
	}

	List<String> compareWith(LabResult now) {
		List<String> lines = new ArrayList<>();
		JsonNode description = this.run.path("description");
		lines.add("Compared with the run of " + description.path("time").asString(""));
		SystemDescription system = now.description();
		addChange(lines, "System", description.path("build").asString(""), system.build());
		addChange(lines, "Java", description.path("java").asString(""), system.java());
		addChange(lines, "Fast path", description.at("/verification/verdict").asString("not verified"),
				(system.verification() != null) ? system.verification().verdict() : "not verified");
		addChange(lines, "Starter", description.path("starter").asString(""), system.starter());
		if (!JsonMapper.shared().valueToTree(now.settings()).equals(this.run.path("settings"))) {
			lines.add("  Other settings than then");
		}
		for (WorkloadResult workload : now.workloads()) {
			for (VariantResult variant : workload.variants()) {
				JsonNode then = find(workload, variant.variant());
				String line = (then != null) ? compare(variant, then) : null;
				if (line != null) {
					lines.add("  %s, %s: %s".formatted(workload.title(), variant.title(), line));
				}
			}
		}
		lines.add("");
		return lines;
	}

	private static void addChange(List<String> lines, String what, String then, String now) {
		if (!then.equals(now)) {
			lines.add("  %s: %s then, %s now".formatted(what, then, now));
		}
	}

	private @Nullable JsonNode find(WorkloadResult workload, Variant variant) {
		for (JsonNode earlier : this.run.path("workloads")) {
			if (earlier.path("workload").asString("").equals(workload.workload().id())) {
				for (JsonNode result : earlier.path("variants")) {
					if (result.path("variant").asString("").equals(variant.id())) {
						return result;
					}
				}
			}
		}
		return null;
	}

	private static @Nullable String compare(VariantResult now, JsonNode then) {
		if (now.variant() == Variant.PLAIN) {
			Double p50 = now.latencies().p50();
			return (p50 != null && then.at("/latencies/p50").isNumber()) ? String.format(Locale.ROOT,
					"p50 %.1f µs then, %.1f µs now", then.at("/latencies/p50").asDouble(), p50) : null;
		}
		Comparison comparison = now.comparisons().get(0);
		JsonNode ratio = then.at("/comparisons/0/ratio");
		if (comparison.ratio() == null || !ratio.isObject()) {
			return null;
		}
		PairedRatio before = new PairedRatio(ratio.path("estimate").asDouble(), ratio.path("low").asDouble(),
				ratio.path("high").asDouble());
		String changed = before.overlaps(comparison.ratio()) ? "no change" : "CHANGED";
		return "%s then, %s now: %s".formatted(
				new Comparison(comparison.metric(), before, comparison.difference()).interval(), comparison.interval(),
				changed);
	}

}
