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

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A command line of which every argument must be known.
 */
final class CommandLine {

	private static final String DASHES = "--";

	private final Map<String, String> values = new LinkedHashMap<>();

	/**
	 * Read the arguments.
	 * @throws IllegalArgumentException if there is something wrong with one of them
	 */
	CommandLine(List<String> arguments, Map<String, Value> options) {
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			String option = (equals < 0) ? argument : argument.substring(0, equals);
			String value = (equals < 0) ? "" : argument.substring(equals + 1);
			Value kind = option.startsWith(DASHES) ? options.get(option.substring(DASHES.length())) : null;
			if (kind == null) {
				throw new IllegalArgumentException(
						"There is no option %s.%s".formatted(option, suggestion(option, options.keySet())));
			}
			if (kind == Value.NONE && equals >= 0) {
				throw new IllegalArgumentException("%s takes no value: write %s or omit it".formatted(option, option));
			}
			if (value.isEmpty() && (kind == Value.REQUIRED || equals >= 0)) {
				throw new IllegalArgumentException("%s needs a value: %s=...".formatted(option, option));
			}
			this.values.put(option.substring(DASHES.length()), value);
		}
	}

	private static String suggestion(String wanted, Collection<String> options) {
		String nearest = Spelling.nearest(wanted.replaceFirst("^-+", ""), new TreeSet<>(options));
		return (nearest != null) ? " Did you mean " + DASHES + nearest + "?" : "";
	}

	boolean has(String option) {
		return this.values.containsKey(option);
	}

	@Nullable String value(String option) {
		String value = this.values.get(option);
		return (value != null && !value.isEmpty()) ? value : null;
	}

	int wholeNumber(String option, int least, int most, int preset) {
		String value = value(option);
		try {
			int number = (value != null) ? Integer.parseInt(value) : preset;
			if (number >= least && number <= most) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Reported below
		}
		throw new IllegalArgumentException(
				"--%s needs a whole number from %d to %d, not '%s'".formatted(option, least, most, value));
	}

	double number(String option, int least, int most, double preset) {
		String value = value(option);
		try {
			double number = (value != null) ? Double.parseDouble(value) : preset;
			if (number >= least && number <= most) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Reported below
		}
		throw new IllegalArgumentException(
				"--%s needs a number from %d to %d, not '%s'".formatted(option, least, most, value));
	}

	<E extends Enum<E>> Set<E> choice(String option, Class<E> type, Set<E> all, Function<E, String> id, Set<E> preset) {
		String value = value(option);
		if (value == null) {
			return EnumSet.copyOf(preset);
		}
		Map<String, E> known = new LinkedHashMap<>();
		EnumSet.copyOf(all).forEach((candidate) -> known.put(id.apply(candidate), candidate));
		Set<E> chosen = EnumSet.noneOf(type);
		for (String wanted : value.split(",", -1)) {
			E found = known.get(wanted);
			if (found == null) {
				String nearest = Spelling.nearest(wanted, known.keySet());
				throw new IllegalArgumentException("--%s has no '%s'.%s There are: %s".formatted(option, wanted,
						(nearest != null) ? " Did you mean " + nearest + "?" : "", String.join(", ", known.keySet())));
			}
			chosen.add(found);
		}
		return chosen;
	}

	/**
	 * Whether an option has a value.
	 */
	enum Value {

		NONE, OPTIONAL, REQUIRED

	}

}
