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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.sample.lab.workload.Variant;
import io.github.loopbackfastpath.sample.lab.workload.Workload;

import org.springframework.boot.ApplicationArguments;

/**
 * The lab's part of the command line.
 *
 * @param settings what is measured
 * @param directory where the results go
 */
public record LabOptions(LabSettings settings, Path directory) {

	private static final Set<String> NAMES = Set.of("lab", "lab.quick", "lab.workloads", "lab.variants", "lab.rounds",
			"lab.rate", "lab.directory");

	/** What there is to choose from. */
	public static final String USAGE = """
			Usage: java -jar <jar> --lab [--lab.quick] [--lab.workloads=<w>,...] [--lab.variants=<v>,...]
			       [--lab.rounds=<number>] [--lab.rate=<operations per second>] [--lab.directory=<directory>]
			Workloads: %s
			Variants:  %s""".formatted(ids(Workload.values(), Workload::id), ids(Variant.values(), Variant::id));

	/**
	 * Read the options.
	 * @param arguments the command line
	 * @return the options
	 * @throws IllegalArgumentException if there is something wrong with them
	 */
	public static LabOptions of(ApplicationArguments arguments) {
		for (String name : arguments.getOptionNames()) {
			if (name.startsWith("lab") && !NAMES.contains(name)) {
				throw new IllegalArgumentException("There is no option --" + name);
			}
		}
		LabSettings preset = arguments.containsOption("lab.quick") ? LabSettings.quick() : LabSettings.full();
		Set<Variant> variants = choice(arguments, "lab.variants", Variant.values(), Variant::id, preset.variants());
		variants.add(Variant.PLAIN);
		LabSettings settings = new LabSettings(
				choice(arguments, "lab.workloads", Workload.values(), Workload::id, preset.workloads()), variants,
				(int) number(arguments, "lab.rounds", preset.rounds()), preset.slice(), preset.warmUp(),
				number(arguments, "lab.rate", preset.rate()), preset.longestRound());
		return new LabOptions(settings, Path.of(value(arguments, "lab.directory", "loopback-lab")));
	}

	private static <E extends Enum<E>> Set<E> choice(ApplicationArguments arguments, String name, E[] all,
			Function<E, String> id, Set<E> preset) {
		String value = value(arguments, name, "");
		if (value.isEmpty()) {
			return EnumSet.copyOf(preset);
		}
		List<E> chosen = Arrays.stream(value.split(",")).map((wanted) -> find(wanted, name, all, id)).toList();
		return EnumSet.copyOf(chosen);
	}

	private static <E> E find(String wanted, String name, E[] all, Function<E, String> id) {
		return Arrays.stream(all)
			.filter((candidate) -> id.apply(candidate).equals(wanted))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("--%s knows no '%s'".formatted(name, wanted)));
	}

	private static double number(ApplicationArguments arguments, String name, double preset) {
		String value = value(arguments, name, "");
		try {
			double number = value.isEmpty() ? preset : Double.parseDouble(value);
			if (number >= 0 && number <= 1_000_000) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Said below
		}
		throw new IllegalArgumentException("--%s takes a number, not '%s'".formatted(name, value));
	}

	private static String value(ApplicationArguments arguments, String name, String preset) {
		List<String> values = arguments.getOptionValues(name);
		return (values == null || values.isEmpty()) ? preset : values.get(values.size() - 1);
	}

	private static <E> String ids(E[] all, Function<E, String> id) {
		return Arrays.stream(all).map(id).collect(Collectors.joining(", "));
	}

}
