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
import com.sun.jna.Platform;

/**
 * The calling convention of Windows' functions: {@code stdcall} on x86. The other
 * architectures have one convention only, and JNA refuses the alternative there.
 */
final class Stdcall {

	static final int CONVENTION = (Platform.isWindows() && !Platform.is64Bit()) ? Function.ALT_CONVENTION
			: Function.C_CONVENTION;

	private Stdcall() {
	}

	/**
	 * Return a function of the socket API, which has the same names on Windows and
	 * elsewhere.
	 */
	static Function socketFunction(String name) {
		return function(Platform.isWindows() ? "ws2_32" : Platform.C_LIBRARY_NAME, name);
	}

	/**
	 * Return a function of the given library.
	 */
	static Function function(String library, String name) {
		return Function.getFunction(library, name, CONVENTION);
	}

}
