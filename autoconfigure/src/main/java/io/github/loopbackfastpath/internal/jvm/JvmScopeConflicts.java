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

package io.github.loopbackfastpath.internal.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.internal.system.FastPathStartException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Finds the properties that choose among sockets, which the JDK does not.
 */
final class JvmScopeConflicts {

	private final List<ConfigurationProperty> found = new ArrayList<>();

	private final Binder binder;

	private JvmScopeConflicts(Binder binder) {
		this.binder = binder;
	}

	/**
	 * Check the configuration of an application in which the JDK requests the fast path.
	 * @throws FastPathStartException if it contradicts that
	 */
	static void check(Binder binder) {
		JvmScopeConflicts conflicts = new JvmScopeConflicts(binder);
		conflicts.add("ip-version", Bindable.of(IpVersion.class), IpVersion.IPV4::equals);
		for (String side : new String[] { "server", "client" }) {
			conflicts.add(side + ".enabled", Bindable.of(Boolean.class), Boolean.FALSE::equals);
			conflicts.add(side + ".ports", Bindable.setOf(String.class), (ports) -> !ports.isEmpty());
		}
		if (!conflicts.found.isEmpty()) {
			throw new FastPathStartException(conflicts.describe(),
					"Remove these properties, or set 'loopback-fast-path.scope' to 'sockets' to have them respected.");
		}
	}

	private String describe() {
		return "'loopback-fast-path.scope' is 'jvm', with which the JDK requests the fast path on every TCP socket of"
				+ " this JVM, so that it cannot be combined with:%n%n%s"
					.formatted(this.found.stream().map(JvmScopeConflicts::describe).collect(Collectors.joining()));
	}

	private static String describe(ConfigurationProperty property) {
		String origin = (property.getOrigin() != null) ? " (originating from %s)".formatted(property.getOrigin()) : "";
		return "    %s=%s%s%n".formatted(property.getName(), property.getValue(), origin);
	}

	private <T> void add(String name, Bindable<T> type, Predicate<T> conflicting) {
		Witness witness = new Witness();
		T value = this.binder.bind("loopback-fast-path." + name, type, witness).orElse(null);
		if (value != null && witness.property != null && conflicting.test(value)) {
			this.found.add(witness.property);
		}
	}

	/**
	 * Remembers what a value came from: of a list, the first element.
	 */
	private static final class Witness implements BindHandler {

		private @Nullable ConfigurationProperty property;

		@Override
		public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Object result) {
			if (this.property == null) {
				this.property = context.getConfigurationProperty();
			}
			return result;
		}

	}

}
