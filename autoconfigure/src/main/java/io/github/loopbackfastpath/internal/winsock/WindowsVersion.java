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

/**
 * The version of Windows with its build, which the JDK does not tell.
 *
 * @since 0.1.0
 */
public final class WindowsVersion {

	// OSVERSIONINFOW: its size, three numbers, and texts
	private static final int SIZE = 276;

	private WindowsVersion() {
	}

	/**
	 * Read the version.
	 * @return the version, such as {@code 10.0.22631}
	 */
	public static String read() {
		Memory version = new Memory(SIZE);
		version.clear();
		version.setInt(0, SIZE);
		int status = Stdcall.function("ntdll", "RtlGetVersion").invokeInt(new Object[] { version });
		return (status == 0) ? "%d.%d.%d".formatted(version.getInt(4), version.getInt(8), version.getInt(12))
				: "unknown";
	}

}
