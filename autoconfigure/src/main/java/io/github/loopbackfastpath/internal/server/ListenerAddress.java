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

import java.net.Inet6Address;
import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * The address of a listener as users read it.
 */
public final class ListenerAddress {

	private ListenerAddress() {
	}

	/**
	 * Format an address and a port.
	 * @param address the address, {@code null} for the wildcard address
	 * @param port the port
	 * @return the text, such as {@code *:8080} or {@code [::1]:8080}
	 */
	public static String format(@Nullable InetAddress address, int port) {
		if (address == null || address.isAnyLocalAddress()) {
			return "*:" + port;
		}
		return ((address instanceof Inet6Address) ? "[%s]:%d" : "%s:%d").formatted(address.getHostAddress(), port);
	}

}
