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

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.internal.verification.FallOffs;
import org.jspecify.annotations.Nullable;

/**
 * The system from which the fast path is requested.
 */
interface FastPathSystem {

	/**
	 * Begin to find out whether the fast path is available, without waiting for it.
	 */
	void prepare();

	/**
	 * Return whether the fast path is available. Waits until that is known.
	 */
	FastPathAvailability availability();

	/**
	 * Return what is known of the JDK's own requests.
	 */
	JdkFastPath jdk();

	/**
	 * Return the version of the system with its build, which the JDK does not tell, or
	 * {@code null} if it is unknown.
	 */
	@Nullable String version();

	/**
	 * Request the fast path on the given socket. Never throws.
	 */
	FastPathOutcome request(@Nullable Object socket);

	/**
	 * Verify whether the system really uses the fast path. Never throws.
	 */
	FastPathVerification verify();

	/**
	 * Return the result of the last verification, if there was one.
	 */
	@Nullable FastPathVerification lastVerification();

	/**
	 * Begin to watch how many connects fall off the fast path, without waiting for it.
	 */
	default void watchFallOffs() {
	}

	/**
	 * Return by how much the number of connects that fell off the fast path grew, if that
	 * is known.
	 */
	default @Nullable FallOffs fallOffs() {
		return null;
	}

}
