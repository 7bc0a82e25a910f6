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

package io.github.loopbackfastpath.autoconfigure;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The names of the properties that {@link LoopbackFastPathProperties} binds. Written
 * down, as to find them by reflection would take part of every start.
 */
final class KnownProperties {

	static final List<ConfigurationPropertyName> NAMES = Stream
		.of("enabled", "required", "verify", "scope", "ip-version", "server.enabled", "server.ports", "client.enabled",
				"client.ports")
		.map(ConfigurationPropertyName.of(LoopbackFastPathProperties.PREFIX)::append)
		.toList();

	private KnownProperties() {
	}

	/**
	 * Return the known name that takes the fewest edits to get to. The same last element
	 * in another group counts as one edit.
	 */
	static ConfigurationPropertyName nearestTo(ConfigurationPropertyName name) {
		return NAMES.stream()
			.min(Comparator.<ConfigurationPropertyName>comparingInt((known) -> edits(name, known))
				.thenComparingInt((known) -> editsOfAll(name, known)))
			.orElseThrow();
	}

	private static int edits(ConfigurationPropertyName unknown, ConfigurationPropertyName known) {
		int last = EditDistance.between(unknown.getLastElement(Form.DASHED), known.getLastElement(Form.DASHED));
		return Math.min(editsOfAll(unknown, known), last + 1);
	}

	private static int editsOfAll(ConfigurationPropertyName unknown, ConfigurationPropertyName known) {
		return EditDistance.between(unknown.toString(), known.toString());
	}

}
