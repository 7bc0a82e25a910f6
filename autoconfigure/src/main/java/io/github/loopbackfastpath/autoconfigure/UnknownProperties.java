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

import java.util.HashSet;
import java.util.Set;

import org.apache.commons.logging.Log;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Warns once of each property under {@value LoopbackFastPathProperties#PREFIX} that does
 * not exist, with the nearest one that does. Binding ignores such a property.
 */
final class UnknownProperties {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName
		.of(LoopbackFastPathProperties.PREFIX);

	private final Set<ConfigurationPropertyName> warned = new HashSet<>();

	private final Log logger;

	UnknownProperties(Log logger) {
		this.logger = logger;
	}

	void check(ConfigurableEnvironment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			// Most applications have no property of the prefix, and pay for this alone
			if (source instanceof IterableConfigurationPropertySource names
					&& names.containsDescendantOf(PREFIX) != ConfigurationPropertyState.ABSENT) {
				names.stream().filter(PREFIX::isAncestorOf).forEach((name) -> check(source, name));
			}
		}
	}

	private void check(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationPropertyName property = withoutIndex(name);
		if (!KnownProperties.NAMES.contains(property) && this.warned.add(property)) {
			this.logger.warn("Unknown property '%s'%s: did you mean '%s'?".formatted(property, origin(source, name),
					KnownProperties.nearestTo(property)));
		}
	}

	private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
		ConfigurationPropertyName result = name;
		while (result.isLastElementIndexed()) {
			result = result.getParent();
		}
		return result;
	}

	private static String origin(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		Origin origin = (property != null) ? property.getOrigin() : null;
		return (origin != null) ? " (%s)".formatted(origin) : "";
	}

}
