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

package io.github.loopbackfastpath.internal.client;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;

import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.IpVersion;
import org.jspecify.annotations.Nullable;

/**
 * The peers for which the fast path is requested. The peer is what the TCP connection
 * leads to: a proxy, if there is one.
 *
 * @param ports the ports of the peers, empty for all
 * @param ipVersion the addresses of the peers
 */
public record PeerSelection(Set<Integer> ports, IpVersion ipVersion) {

	/**
	 * Return why a peer is skipped.
	 * @param peer the address that the socket is about to connect to, or {@code null} if
	 * it is not known
	 * @return the reason, or {@code null} if the peer is selected
	 */
	public @Nullable SkipReason exclusion(@Nullable SocketAddress peer) {
		if (!(peer instanceof InetSocketAddress inet) || inet.isUnresolved()
				|| !inet.getAddress().isLoopbackAddress()) {
			return SkipReason.NOT_LOOPBACK;
		}
		if (!this.ports.isEmpty() && !this.ports.contains(inet.getPort())) {
			return SkipReason.PORT_EXCLUDED;
		}
		return this.ipVersion.includes(inet.getAddress()) ? null : SkipReason.IP_VERSION_EXCLUDED;
	}

}
