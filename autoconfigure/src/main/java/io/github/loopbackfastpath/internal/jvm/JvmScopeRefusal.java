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

package io.github.loopbackfastpath.internal.jvm;

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.internal.system.FastPathStartException;

/**
 * The answer of a system with which the JDK would fail every TCP socket. While there is
 * one, the JDK is not told to request the fast path.
 *
 * @param error the Winsock error number
 */
public record JvmScopeRefusal(int error) {

	static final String REMEDY = "Set 'loopback-fast-path.scope' to 'sockets', or 'loopback-fast-path.enabled' to"
			+ " 'false'.";

	/**
	 * Return whether the JDK opens its sockets with the given answer.
	 */
	static boolean isToleratedByJdk(int answer) {
		return answer == 0 || answer == FastPathError.UNSUPPORTED.number();
	}

	/**
	 * Fail the start of an application that requires the fast path.
	 */
	void failStart() {
		throw new FastPathStartException(
				"'loopback-fast-path.required' is 'true' and 'loopback-fast-path.scope' is 'jvm', but %s."
					.formatted(this),
				REMEDY + " If the application can do without the fast path, set 'loopback-fast-path.required' to"
						+ " 'false'.");
	}

	@Override
	public String toString() {
		return "this system answered %s, with which the JDK would fail every TCP socket"
			.formatted(FastPathError.of(this.error));
	}

}
