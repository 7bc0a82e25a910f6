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

import java.util.Map;
import java.util.function.LongToIntFunction;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The one function of {@code ws2_32.dll} that is needed, under its own name.
 */
final class Ws2_32 {

	/**
	 * {@code _WSAIOW(IOC_VENDOR, 16)}.
	 */
	static final int SIO_LOOPBACK_FAST_PATH = 0x98000010;

	// A BOOL of four bytes that is never changed. There is no way back on a socket, so
	// FALSE is never sent
	private static final Memory TRUE = new Memory(Integer.BYTES);

	// Must not be NULL without an overlapped structure. All calls share it: none reads it
	private static final Memory BYTES_RETURNED = new Memory(Integer.BYTES);

	static {
		TRUE.setInt(0, 1);
		Native.register(
				NativeLibrary.getInstance("ws2_32", Map.of(Library.OPTION_CALLING_CONVENTION, Stdcall.CONVENTION)));
	}

	private Ws2_32() {
	}

	/**
	 * Load the library.
	 * @return the call that takes a handle and returns 0 or the Winsock error number
	 */
	static LongToIntFunction open() {
		return Ws2_32::setLoopbackFastPath;
	}

	private static int setLoopbackFastPath(long socket) {
		int result = WSAIoctl(new Pointer(socket), SIO_LOOPBACK_FAST_PATH, TRUE, Integer.BYTES, null, 0, BYTES_RETURNED,
				null, null);
		// JNA kept the error of this thread's call; WSAGetLastError would be a second
		// call
		return (result != 0) ? Native.getLastError() : 0;
	}

	private static native int WSAIoctl(Pointer s, int dwIoControlCode, Pointer lpvInBuffer, int cbInBuffer,
			@Nullable Pointer lpvOutBuffer, int cbOutBuffer, Pointer lpcbBytesReturned, @Nullable Pointer lpOverlapped,
			@Nullable Pointer lpCompletionRoutine);

}
