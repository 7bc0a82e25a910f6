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

import java.util.function.LongToIntFunction;

import io.github.loopbackfastpath.winsock.TestWinsock;
import io.github.loopbackfastpath.winsock.WinsockUnavailableException;

/**
 * Creates a {@link LoopbackFastPath} that behaves as on Windows, with a system of its
 * own, so that nothing one test learns of the system is known to another.
 */
public final class TestFastPath {

	/** The property by which an application believes to be on Windows. */
	public static final String WINDOWS = "os.name=Windows 11";

	private TestFastPath() {
	}

	static LoopbackFastPath windows(FastPathSystem system, FastPathScope scope) {
		return new LoopbackFastPath(system, FastPathAvailability.NOT_WINDOWS, scope);
	}

	static LoopbackFastPath windows(FastPathSystem system) {
		return new LoopbackFastPath(system, FastPathAvailability.NOT_WINDOWS);
	}

	/**
	 * Return an instance that issues the given native call.
	 */
	public static LoopbackFastPath calling(LongToIntFunction nativeCall) {
		return calling(nativeCall, FastPathScope.SOCKETS);
	}

	/**
	 * Return an instance that issues the given native call in the given scope.
	 */
	public static LoopbackFastPath calling(LongToIntFunction nativeCall, FastPathScope scope) {
		return windows(new FastPathSystem(() -> TestWinsock.open(nativeCall)), scope);
	}

	/**
	 * Return an instance in a JVM of which the JDK asks for every TCP socket, where the
	 * given native call answers.
	 */
	public static LoopbackFastPath whileJdkAsks(LongToIntFunction nativeCall) {
		return windows(new FastPathSystem(() -> TestWinsock.openWhileJdkAsks(nativeCall)));
	}

	/**
	 * Return an instance on a Windows where Winsock cannot be opened.
	 */
	public static LoopbackFastPath unavailable(WinsockUnavailableException cause) {
		return windows(new FastPathSystem(() -> {
			throw cause;
		}));
	}

}
