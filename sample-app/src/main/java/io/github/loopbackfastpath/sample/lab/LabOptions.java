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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.loopbackfastpath.sample.lab.workload.Variant;
import io.github.loopbackfastpath.sample.lab.workload.Workload;
import org.jspecify.annotations.Nullable;

/**
 * What is set on the command line.
 *
 * @param settings what is measured
 * @param directory where the results go
 * @param compare the JSON file of an earlier run to compare with, or {@code null}
 * @param calibrationRuns how often the lab measures itself, or 0 to measure the machine
 */
public record LabOptions(LabSettings settings, Path directory, @Nullable Path compare, int calibrationRuns) {

	private static final String QUICK = "lab.quick";

	private static final String WORKLOADS = "lab.workloads";

	private static final String VARIANTS = "lab.variants";

	private static final String ROUNDS = "lab.rounds";

	private static final String RATE = "lab.rate";

	private static final String DIRECTORY = "lab.directory";

	private static final String COMPARE = "lab.compare";

	private static final String CALIBRATE = "lab.calibrate";

	private static final int CALIBRATION_RUNS = 40;

	private static final int MOST = 1_000_000;

	// With a value, without, or as one likes
	private static final Map<String, CommandLine.Value> OPTIONS = Map.of("lab", CommandLine.Value.NONE, QUICK,
			CommandLine.Value.NONE, WORKLOADS, CommandLine.Value.REQUIRED, VARIANTS, CommandLine.Value.REQUIRED, ROUNDS,
			CommandLine.Value.REQUIRED, RATE, CommandLine.Value.REQUIRED, DIRECTORY, CommandLine.Value.REQUIRED,
			COMPARE, CommandLine.Value.REQUIRED, CALIBRATE, CommandLine.Value.OPTIONAL);

	/**
	 * Read the options.
	 * @param arguments the command line
	 * @return the options
	 * @throws IllegalArgumentException if there is something wrong with them
	 */
	public static LabOptions of(List<String> arguments) {
		CommandLine line = new CommandLine(arguments, OPTIONS);
		boolean calibrate = line.has(CALIBRATE);
		if (calibrate && (line.has(VARIANTS) || line.has(COMPARE))) {
			throw new IllegalArgumentException("--lab.calibrate has variants of its own and compares with nothing: "
					+ "omit --lab.variants and --lab.compare");
		}
		LabSettings settings = (line.has(QUICK) || calibrate) ? LabSettings.quick() : LabSettings.full();
		Set<Workload> workloads = line.choice(WORKLOADS, Workload.class, Set.of(Workload.values()), Workload::id,
				settings.workloads());
		Set<Variant> variants = calibrate ? Variant.toCalibrate()
				: line.choice(VARIANTS, Variant.class, Variant.toChoose(), Variant::id, settings.variants());
		settings = settings.with(workloads, variants);
		double rate = line.number(RATE, 0, MOST, 0);
		settings = (rate > 0) ? settings.withRate(rate) : settings;
		settings = settings.withRounds(line.wholeNumber(ROUNDS, 1, MOST, settings.rounds()));
		String compare = line.value(COMPARE);
		String directory = line.value(DIRECTORY);
		return new LabOptions(settings, Path.of((directory != null) ? directory : "loopback-lab"),
				(compare != null) ? Path.of(compare) : null,
				calibrate ? line.wholeNumber(CALIBRATE, 1, MOST, CALIBRATION_RUNS) : 0);
	}

}
