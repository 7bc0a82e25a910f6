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

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.loopbackfastpath.FastPathScope;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * The properties that switch parts of the starter on and off. Beans depend on them, for
 * which Spring Boot takes {@code true} alone, and they are bound, which understands
 * {@code on}, {@code yes} and {@code 1} as well: with those only a part would be on.
 */
final class Switches {

	private static final String ENABLED = "loopback-fast-path.enabled";

	private static final List<String> PARTS = List.of("loopback-fast-path.required", "loopback-fast-path.verify",
			"loopback-fast-path.server.enabled", "loopback-fast-path.client.enabled");

	private static final Set<String> UNDERSTOOD_BY_BOTH = Set.of("", "true", "false", "off", "no", "0");

	private Switches() {
	}

	/**
	 * Return whether the starter is switched on. If it is, the values of all switches are
	 * ones that mean the same to both.
	 * @param environment the configuration
	 * @return whether it is enabled
	 * @throws InvalidConfigurationPropertyValueException if a value is not among those
	 */
	static boolean isEnabled(Environment environment) {
		boolean enabled = isOn(environment, ENABLED);
		if (enabled) {
			for (String part : PARTS) {
				isOn(environment, part);
			}
		}
		return enabled;
	}

	/**
	 * Return the scope as the condition on it has it.
	 * @param environment the configuration
	 * @return the scope
	 */
	static FastPathScope scope(Environment environment) {
		return "jvm".equalsIgnoreCase(environment.getProperty("loopback-fast-path.scope")) ? FastPathScope.JVM
				: FastPathScope.SOCKETS;
	}

	private static boolean isOn(Environment environment, String name) {
		String value = environment.getProperty(name, "");
		if (!UNDERSTOOD_BY_BOTH.contains(value.toLowerCase(Locale.ROOT))) {
			throw new InvalidConfigurationPropertyValueException(name, value, "Set it to 'true' or 'false'.");
		}
		return "true".equalsIgnoreCase(value);
	}

}
