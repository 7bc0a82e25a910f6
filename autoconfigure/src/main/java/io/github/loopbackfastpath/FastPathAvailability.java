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

import org.jspecify.annotations.Nullable;

/**
 * Whether this JVM can ask the system for the fast path, and if not, why.
 *
 * @param state the state
 * @param cause why the fast path is not available, or {@code null} if it is
 * @param remedy what can be done about it, or {@code null} if the fast path is available
 * @since 0.1.0
 */
public record FastPathAvailability(State state, @Nullable String cause, @Nullable String remedy) {

	static final FastPathAvailability AVAILABLE = new FastPathAvailability(State.AVAILABLE, null, null);

	static final FastPathAvailability SWITCHED_OFF = new FastPathAvailability(State.SWITCHED_OFF,
			"the fast path is switched off", "Set 'loopback-fast-path.enabled' to 'true'.");

	static final FastPathAvailability NOT_WINDOWS = new FastPathAvailability(State.NOT_WINDOWS,
			"the fast path exists only on Windows, and this system is " + System.getProperty("os.name"),
			"Run the application on Windows, or go without: connections use plain TCP.");

	static final FastPathAvailability NATIVE_IMAGE = new FastPathAvailability(State.NATIVE_IMAGE,
			"a native image has no JVM from which the handle of a socket could be had",
			"Run the application on a JVM, or go without: connections use plain TCP.");

	static final FastPathAvailability UNSUPPORTED = new FastPathAvailability(State.UNSUPPORTED,
			"this system answered that it does not support the fast path (10045 WSAEOPNOTSUPP)",
			"Go without: Windows before 8 and Server 2012 has no fast path, and newer ones may have lost it.");

	static FastPathAvailability unavailable(String cause, String remedy) {
		return new FastPathAvailability(State.UNAVAILABLE, cause, remedy);
	}

	static FastPathAvailability leftTo(JdkFastPath jdk) {
		if (jdk.answer() != null && jdk.answer().kind() == FastPathOutcome.Kind.UNSUPPORTED) {
			return UNSUPPORTED;
		}
		return new FastPathAvailability(State.LEFT_TO_JDK, jdk.toString(),
				"To have only local connections asked for, set 'loopback-fast-path.scope' to 'sockets' and start Java"
						+ " without -D" + JdkFastPath.PROPERTY + ".");
	}

	/**
	 * Return whether the system can be asked.
	 * @return whether the fast path is available
	 */
	public boolean isAvailable() {
		return this.state == State.AVAILABLE;
	}

	/**
	 * Return the outcome for sockets on which the system is not asked because of this
	 * state.
	 * @return the outcome
	 */
	public FastPathOutcome outcome() {
		return FastPathOutcome.of(this.state.kind);
	}

	/**
	 * The states.
	 */
	public enum State {

		/** The system can be asked. */
		AVAILABLE(FastPathOutcome.Kind.REQUESTED),

		/** The fast path is switched off by configuration. */
		SWITCHED_OFF(FastPathOutcome.Kind.SWITCHED_OFF),

		/** The system is not Windows. */
		NOT_WINDOWS(FastPathOutcome.Kind.NOT_WINDOWS),

		/** The application is a native image. */
		NATIVE_IMAGE(FastPathOutcome.Kind.UNAVAILABLE),

		/** The JDK asks on every TCP socket, so nobody else does. */
		LEFT_TO_JDK(FastPathOutcome.Kind.LEFT_TO_JDK),

		/** Winsock cannot be called from this JVM. */
		UNAVAILABLE(FastPathOutcome.Kind.UNAVAILABLE),

		/** The system was asked and does not know the fast path. */
		UNSUPPORTED(FastPathOutcome.Kind.UNSUPPORTED);

		private final FastPathOutcome.Kind kind;

		State(FastPathOutcome.Kind kind) {
			this.kind = kind;
		}

	}

}
