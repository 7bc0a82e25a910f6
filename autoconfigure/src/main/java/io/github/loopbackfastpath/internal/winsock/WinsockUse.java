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
import com.sun.jna.Platform;

/**
 * The start of Winsock, which Windows counts: that of the JDK is not affected, whichever
 * came first.
 */
final class WinsockUse {

	private static final short WINSOCK_2_2 = 0x0202;

	// WSADATA is smaller on every architecture
	private static final int WSADATA_SIZE = 512;

	private WinsockUse() {
	}

	/**
	 * Begin to use Winsock.
	 * @return what ends that
	 */
	static AutoCloseable begin() throws IOException {
		if (!Platform.isWindows()) {
			return () -> {
			};
		}
		int error = Stdcall.socketFunction("WSAStartup")
			.invokeInt(new Object[] { WINSOCK_2_2, new Memory(WSADATA_SIZE) });
		if (error != 0) {
			throw new IOException("WSAStartup failed with error " + error);
		}
		return () -> Stdcall.socketFunction("WSACleanup").invokeInt(new Object[0]);
	}

}
