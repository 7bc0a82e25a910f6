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

package io.github.loopbackfastpath.benchmark;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A native call of the same shape as that of {@code WSAIoctl}, for systems that have
 * none: nine arguments, mapped and called in the same way, to a function that looks at
 * the first two only and returns 0. It does not enter the kernel, whose time nobody can
 * save.
 */
public final class CallOfSameShape {

	private static final int CODE = 0x98000010;

	private static final Memory TRUE = new Memory(Integer.BYTES);

	private static final Memory BYTES_RETURNED = new Memory(Integer.BYTES);

	static {
		TRUE.setInt(0, 1);
		Native.register(Platform.C_LIBRARY_NAME);
	}

	private CallOfSameShape() {
	}

	public static int call(long socket) {
		int result = pthread_equal(new Pointer(socket), CODE, TRUE, Integer.BYTES, null, 0, BYTES_RETURNED, null, null);
		return (result != 0) ? Native.getLastError() : 0;
	}

	/**
	 * Enter the kernel and return, which any call of Winsock costs at least.
	 */
	public static int systemCall() {
		return getppid();
	}

	private static native int getppid();

	private static native int pthread_equal(Pointer s, int dwIoControlCode, Pointer lpvInBuffer, int cbInBuffer,
			@Nullable Pointer lpvOutBuffer, int cbOutBuffer, Pointer lpcbBytesReturned, @Nullable Pointer lpOverlapped,
			@Nullable Pointer lpCompletionRoutine);

}
