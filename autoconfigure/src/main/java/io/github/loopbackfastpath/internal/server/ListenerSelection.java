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

package io.github.loopbackfastpath.internal.server;

import java.net.InetAddress;
import java.util.Set;

import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.IpVersion;
import org.jspecify.annotations.Nullable;

/**
 * The listening sockets for which the fast path is requested.
 *
 * @param ports the configured ports of the listeners, empty for all
 * @param ipVersion the addresses of the listeners
 * @since 0.1.0
 */
public record ListenerSelection(Set<Integer> ports, IpVersion ipVersion) {

	/**
	 * Return why a listener is skipped.
	 * @param address the configured address, or {@code null} for the wildcard address
	 * @param port the configured port, 0 if the system chooses one
	 * @return the reason, or {@code null} if the listener is selected
	 */
	public @Nullable SkipReason exclusion(@Nullable InetAddress address, int port) {
		if (!this.ports.isEmpty() && !this.ports.contains(port)) {
			return SkipReason.PORT_EXCLUDED;
		}
		return (address == null || this.ipVersion.includes(address)) ? null : SkipReason.IP_VERSION_EXCLUDED;
	}

}
