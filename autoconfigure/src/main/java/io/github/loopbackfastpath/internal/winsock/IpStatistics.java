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

package io.github.loopbackfastpath.internal.winsock;

import java.io.IOException;

import com.sun.jna.Memory;

/**
 * The counters of Windows' IPv4 layer.
 *
 * @since 0.1.0
 */
public final class IpStatistics {

	private static final int AF_INET = 2;

	// MIB_IPSTATS: 23 numbers, of which this is the third
	private static final int SIZE = 92;

	private static final int IN_RECEIVES = 8;

	private IpStatistics() {
	}

	/**
	 * Return how many datagrams were received, of all programs.
	 * @return the number, of 32 bits
	 * @throws IOException if it cannot be read
	 */
	public static long received() throws IOException {
		Memory statistics = new Memory(SIZE);
		int error = Stdcall.function("iphlpapi", "GetIpStatisticsEx").invokeInt(new Object[] { statistics, AF_INET });
		if (error != 0) {
			throw new IOException("GetIpStatisticsEx failed with error " + error);
		}
		return Integer.toUnsignedLong(statistics.getInt(IN_RECEIVES));
	}

}
