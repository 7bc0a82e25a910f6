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

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;

/**
 * What Linux, or the log of the stand-in for Winsock, says of a listening socket.
 */
public final class ListenQueue {

	private static final int IPPROTO_TCP = 6;

	private static final int TCP_INFO = 11;

	private static final int TCP_INFO_SIZE = 104;

	/**
	 * Position of {@code tcpi_unacked}, which for a listening socket is the number of
	 * connections that wait to be accepted.
	 */
	private static final int UNACKED = 24;

	private static final int SOL_SOCKET = 1;

	private static final int SO_TYPE = 3;

	private static final int SOCK_STREAM = 1;

	private static final int SO_DOMAIN = 39;

	private static final int AF_INET = 2;

	private ListenQueue() {
	}

	/**
	 * Return whether the connection that was made waits to be accepted.
	 */
	public static boolean isWaiting(long handle) {
		if (StandIn.isPresent()) {
			return !WinsockLog.read().has(handle, "accept");
		}
		return option(handle, IPPROTO_TCP, TCP_INFO, TCP_INFO_SIZE).getInt(UNACKED) == 1;
	}

	/**
	 * Return whether the socket was opened for IPv4 only.
	 */
	public static boolean isIpv4(long handle) {
		if (StandIn.isPresent()) {
			return WinsockLog.read().isIpv4(handle);
		}
		return option(handle, SOL_SOCKET, SO_DOMAIN, Integer.BYTES).getInt(0) == AF_INET;
	}

	/**
	 * Return whether the file descriptor is that of a stream socket.
	 */
	public static boolean isStream(int descriptor) {
		IntByReference value = new IntByReference();
		int result = Function.getFunction("c", "getsockopt")
			.invokeInt(new Object[] { descriptor, SOL_SOCKET, SO_TYPE, value, new IntByReference(Integer.BYTES) });
		return result == 0 && value.getValue() == SOCK_STREAM;
	}

	private static Memory option(long handle, int level, int name, int size) {
		Memory value = new Memory(size);
		int result = Function.getFunction("c", "getsockopt")
			.invokeInt(new Object[] { (int) handle, level, name, value, new IntByReference(size) });
		if (result != 0) {
			throw new IllegalStateException("getsockopt failed");
		}
		return value;
	}

}
