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
 * The availability of the fast path in this JVM, and the cause and the remedy if it is
 * not available.
 *
 * @since 0.1.0
 */
public final class FastPathAvailability {

	private static final FastPathAvailability AVAILABLE = new FastPathAvailability(State.AVAILABLE, null, null);

	private final State state;

	private final @Nullable String cause;

	private final @Nullable String remedy;

	private FastPathAvailability(State state, @Nullable String cause, @Nullable String remedy) {
		this.state = state;
		this.cause = cause;
		this.remedy = remedy;
	}

	/**
	 * Return the availability on a system that can be called.
	 * @return the availability
	 */
	public static FastPathAvailability available() {
		return AVAILABLE;
	}

	/**
	 * Create the availability on a system that is not called.
	 * @param state the state, which is not {@link State#AVAILABLE}
	 * @param cause why the fast path is not available, without a full stop
	 * @param remedy what can be done about it, in sentences
	 * @return the availability
	 */
	public static FastPathAvailability unavailable(State state, String cause, String remedy) {
		return new FastPathAvailability(state, cause, remedy);
	}

	/**
	 * Return the state.
	 * @return the state
	 */
	public State state() {
		return this.state;
	}

	/**
	 * Return why the fast path is not available.
	 * @return the cause without a full stop, or {@code null} if it is available
	 */
	public @Nullable String cause() {
		return this.cause;
	}

	/**
	 * Return what can be done about it.
	 * @return the remedy in sentences, or {@code null} if the fast path is available
	 */
	public @Nullable String remedy() {
		return this.remedy;
	}

	/**
	 * Return whether the fast path can be requested.
	 * @return whether it is available
	 */
	public boolean isAvailable() {
		return this.state == State.AVAILABLE;
	}

	@Override
	public String toString() {
		return (this.cause != null) ? this.state + ": " + this.cause : this.state.toString();
	}

	/**
	 * The states.
	 */
	public enum State {

		/** The fast path can be requested. */
		AVAILABLE,

		/** The fast path is switched off by configuration. */
		SWITCHED_OFF,

		/** The system is not Windows. */
		NOT_WINDOWS,

		/** The application is a native image. */
		NATIVE_IMAGE,

		/** The JDK requests the fast path on every TCP socket itself. */
		LEFT_TO_JDK,

		/** Winsock cannot be called from this JVM. */
		UNAVAILABLE,

		/** The system answered that it does not support the fast path. */
		UNSUPPORTED

	}

}
