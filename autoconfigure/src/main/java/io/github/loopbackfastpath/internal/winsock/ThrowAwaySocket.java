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

import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * A TCP socket that does not come from the JDK, which may request the fast path itself,
 * and fail, when it creates one. Neither does it depend on the JDK's networking to have
 * started Winsock.
 */
final class ThrowAwaySocket implements AutoCloseable {

	// The same numbers on Windows and elsewhere
	private static final int AF_INET = 2;

	private static final int SOCK_STREAM = 1;

	private static final short WINSOCK_2_2 = 0x0202;

	// WSADATA is smaller on every architecture
	private static final int WSADATA_SIZE = 512;

	private final int handle;

	ThrowAwaySocket() throws SocketHandleException {
		startWinsock();
		this.handle = Stdcall.socketFunction("socket").invokeInt(new Object[] { AF_INET, SOCK_STREAM, 0 });
		if (this.handle < 0) {
			stopWinsock();
			throw new SocketHandleException("the system creates no socket");
		}
	}

	/**
	 * Windows counts the calls: those of the JDK are not affected, whichever came first.
	 */
	private static void startWinsock() throws SocketHandleException {
		if (Platform.isWindows()) {
			int error = Stdcall.socketFunction("WSAStartup")
				.invokeInt(new Object[] { WINSOCK_2_2, new Memory(WSADATA_SIZE) });
			if (error != 0) {
				throw new SocketHandleException("WSAStartup failed with error " + error);
			}
		}
	}

	private static void stopWinsock() {
		if (Platform.isWindows()) {
			Stdcall.socketFunction("WSACleanup").invokeInt(new Object[0]);
		}
	}

	long handle() {
		return this.handle;
	}

	@Override
	public void close() {
		Stdcall.socketFunction(Platform.isWindows() ? "closesocket" : "close")
			.invokeInt(new Object[] { new Pointer(this.handle) });
		stopWinsock();
	}

}
