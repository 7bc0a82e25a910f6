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

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.FastPathVerification.Verdict;

/**
 * The result of a verification that measured nothing, as the fast path is not available.
 */
final class Unmeasured {

	private Unmeasured() {
	}

	static FastPathVerification because(FastPathAvailability availability) {
		boolean notWindows = availability.state() == FastPathAvailability.State.NOT_WINDOWS;
		String summary = notWindows ? "Loopback fast path is not active: " + availability.cause()
				: "Loopback fast path was not verified: " + availability.cause();
		return new FastPathVerification(notWindows ? Verdict.NOT_ACTIVE : Verdict.CANNOT_BE_TOLD, summary, null,
				List.of(), System.getProperty("os.name", "unknown"), Instant.now(), Duration.ZERO);
	}

}
