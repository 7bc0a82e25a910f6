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

package io.github.loopbackfastpath.internal.record;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Socket options that this application sets on sockets with the fast path although they
 * are not documented to work together with it.
 *
 * @see #SUPPORTED
 */
public final class SocketOptions {

	/**
	 * The only options that Microsoft documents as supported together with the fast path.
	 */
	public static final Set<String> SUPPORTED = Set.of("IP_TTL", "IP_UNICAST_IF", "IPV6_UNICAST_HOPS",
			"IPV6_UNICAST_IF", "IPV6_V6ONLY", "SO_CONDITIONAL_ACCEPT", "SO_EXCLUSIVEADDRUSE", "SO_PORT_SCALABILITY",
			"SO_RCVBUF", "SO_REUSEADDR", "TCP_BSDURGENT");

	private final Map<String, Option> options = new ConcurrentSkipListMap<>();

	SocketOptions() {
	}

	/**
	 * Report an option that is set on sockets with the fast path.
	 * @param component what sets it, such as {@code tomcat}
	 * @param name its name in Winsock, such as {@code TCP_NODELAY}
	 * @param value the value
	 * @param setting what decides it: a property or a method to call
	 */
	public void report(String component, String name, Object value, String setting) {
		if (!SUPPORTED.contains(name)) {
			this.options.put(component + " " + name, new Option(component, name, value.toString(), setting));
		}
	}

	/**
	 * Return the options that were reported and are not {@link #SUPPORTED}.
	 * @return a snapshot
	 */
	public List<Option> unsupported() {
		return List.copyOf(this.options.values());
	}

	/**
	 * An option that is not documented to work together with the fast path.
	 *
	 * @param component what sets it
	 * @param name its name in Winsock
	 * @param value the value
	 * @param setting what decides it
	 */
	public record Option(String component, String name, String value, String setting) {

	}

}
