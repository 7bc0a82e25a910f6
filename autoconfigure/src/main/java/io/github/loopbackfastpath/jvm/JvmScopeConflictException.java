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

package io.github.loopbackfastpath.jvm;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.source.ConfigurationProperty;

/**
 * Thrown when the JDK is to ask on every TCP socket and the configuration also chooses
 * among sockets.
 *
 * @since 0.1.0
 */
public class JvmScopeConflictException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	JvmScopeConflictException(List<ConfigurationProperty> conflicts) {
		super("'loopback-fast-path.scope' is 'jvm', with which the JDK asks on every TCP socket of this JVM, so"
				+ " that it cannot be combined with:%n%n%s".formatted(
						conflicts.stream().map(JvmScopeConflictException::describe).collect(Collectors.joining())));
	}

	private static String describe(ConfigurationProperty property) {
		String origin = (property.getOrigin() != null) ? " (originating from %s)".formatted(property.getOrigin()) : "";
		return "    %s=%s%s%n".formatted(property.getName(), property.getValue(), origin);
	}

	/**
	 * Return what a user can do about it.
	 * @return the action, in sentences
	 */
	public String getAction() {
		return "Remove these properties, or set 'loopback-fast-path.scope' to 'sockets' to have them respected.";
	}

}
