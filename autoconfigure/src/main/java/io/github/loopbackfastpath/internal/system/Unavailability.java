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
import io.github.loopbackfastpath.FastPathAvailability.State;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;

/**
 * The reasons why the fast path is not available, and the outcome for sockets then.
 */
final class Unavailability {

	static final FastPathAvailability SWITCHED_OFF = FastPathAvailability.unavailable(State.SWITCHED_OFF,
			"the fast path is switched off", "Set 'loopback-fast-path.enabled' to 'true'.");

	static final FastPathAvailability NOT_WINDOWS = FastPathAvailability.unavailable(State.NOT_WINDOWS,
			"the fast path exists only on Windows, and this system is " + System.getProperty("os.name"),
			"Run the application on Windows. Until then, connections use plain TCP.");

	static final FastPathAvailability NATIVE_IMAGE = FastPathAvailability.unavailable(State.NATIVE_IMAGE,
			"a native image has no JVM that gives access to the handle of a socket",
			"Run the application on a JVM. Until then, connections use plain TCP.");

	static final FastPathAvailability UNSUPPORTED = FastPathAvailability.unavailable(State.UNSUPPORTED,
			"this system answered that it does not support the fast path (10045 WSAEOPNOTSUPP)",
			"Set 'loopback-fast-path.enabled' to 'false': Windows before 8 and Server 2012 has no fast path, and newer"
					+ " ones may have lost it.");

	private Unavailability() {
	}

	static FastPathAvailability of(String cause, String remedy) {
		return FastPathAvailability.unavailable(State.UNAVAILABLE, cause, remedy);
	}

	static FastPathAvailability leftTo(JdkFastPath jdk) {
		if (jdk.answer() != null && jdk.answer().result() == FastPathOutcome.Result.UNSUPPORTED) {
			return UNSUPPORTED;
		}
		return FastPathAvailability.unavailable(State.LEFT_TO_JDK, jdk.toString(),
				"To have the fast path requested for local connections only, set 'loopback-fast-path.scope' to"
						+ " 'sockets' and start Java without -D" + JdkFastPath.PROPERTY + ".");
	}

	/**
	 * Return the outcome for sockets on which nothing is requested because of the given
	 * availability.
	 */
	static FastPathOutcome outcome(FastPathAvailability availability) {
		return switch (availability.state()) {
			case LEFT_TO_JDK -> FastPathOutcome.leftToJdk();
			case UNSUPPORTED -> FastPathOutcome.unsupported();
			case SWITCHED_OFF -> FastPathOutcome.skipped(SkipReason.SWITCHED_OFF);
			case NOT_WINDOWS -> FastPathOutcome.skipped(SkipReason.NOT_WINDOWS);
			case UNAVAILABLE, NATIVE_IMAGE, AVAILABLE -> FastPathOutcome.skipped(SkipReason.UNAVAILABLE);
		};
	}

}
