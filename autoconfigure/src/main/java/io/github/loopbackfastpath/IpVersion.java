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

package io.github.loopbackfastpath;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * The addresses for which the fast path is requested. These are addresses, not of socket
 * families: on Windows a Java socket for an IPv4 address is a dual-stack socket unless it
 * was opened for IPv4, or {@code java.net.preferIPv4Stack} is set.
 *
 * @since 0.1.0
 */
public enum IpVersion {

	/**
	 * IPv4 addresses only.
	 */
	IPV4,

	/**
	 * IPv4 and IPv6 addresses.
	 */
	ANY;

	/**
	 * Return whether the given address is one of this version. The wildcard address is of
	 * every version, as it stands for IPv4 addresses too.
	 * @param address the address, IPv4-mapped addresses being IPv4 as always in Java
	 * @return whether the address is included
	 */
	public boolean includes(InetAddress address) {
		return this == ANY || address instanceof Inet4Address || address.isAnyLocalAddress();
	}

}
