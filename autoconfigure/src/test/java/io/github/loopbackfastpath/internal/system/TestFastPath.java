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

package io.github.loopbackfastpath.internal.system;

import java.util.function.LongToIntFunction;

import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.internal.verification.FastPathVerifier;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import io.github.loopbackfastpath.internal.winsock.WinsockUnavailableException;

/**
 * Creates a {@link SocketRequests} that behaves as on Windows, with a system of its own,
 * so that nothing one test learns of the system is known to another.
 */
public final class TestFastPath {

	/** The property that makes an application believe that it runs on Windows. */
	public static final String WINDOWS = "os.name=Windows 11";

	private TestFastPath() {
	}

	static SocketRequests windows(FastPathSystem system, FastPathScope scope) {
		return new SocketRequests(system, scope);
	}

	static SocketRequests windows(FastPathSystem system) {
		return new SocketRequests(system, FastPathScope.SOCKETS);
	}

	/**
	 * Return an instance that issues the given native call.
	 */
	public static SocketRequests calling(LongToIntFunction nativeCall) {
		return calling(nativeCall, FastPathScope.SOCKETS);
	}

	/**
	 * Return an instance that issues the given native call in the given scope.
	 */
	public static SocketRequests calling(LongToIntFunction nativeCall, FastPathScope scope) {
		return windows(new WindowsSystem(() -> TestWinsock.open(nativeCall)), scope);
	}

	/**
	 * Return an instance in a JVM of which the JDK asks for every TCP socket, where the
	 * given native call answers.
	 */
	public static SocketRequests whileJdkAsks(LongToIntFunction nativeCall) {
		return windows(new WindowsSystem(() -> TestWinsock.openWhileJdkAsks(nativeCall)));
	}

	/**
	 * Return an instance on a Windows where Winsock cannot be opened.
	 */
	public static SocketRequests unavailable(WinsockUnavailableException cause) {
		return windows(new WindowsSystem(() -> {
			throw cause;
		}));
	}

	/**
	 * Return an instance that issues the given native call, and verifies with the given
	 * verifier.
	 */
	public static SocketRequests verifying(LongToIntFunction nativeCall, FastPathVerifier verifier) {
		return windows(new WindowsSystem(() -> TestWinsock.open(nativeCall), verifier));
	}

}
