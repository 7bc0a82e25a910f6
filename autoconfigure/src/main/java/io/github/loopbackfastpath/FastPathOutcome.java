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

import io.github.loopbackfastpath.winsock.WinsockError;

/**
 * What came of asking for the fast path on one socket.
 *
 * @param kind what happened
 * @param errorNumber the number that {@code WSAGetLastError} gave, or 0 if the system was
 * not asked or did not fail
 * @since 0.1.0
 */
public record FastPathOutcome(Kind kind, int errorNumber) {

	private static final FastPathOutcome REQUESTED = of(Kind.REQUESTED);

	static FastPathOutcome answered(int errorNumber) {
		if (errorNumber == 0) {
			return REQUESTED;
		}
		boolean unsupported = errorNumber == WinsockError.WSAEOPNOTSUPP.number();
		return new FastPathOutcome(unsupported ? Kind.UNSUPPORTED : Kind.FAILED, errorNumber);
	}

	/**
	 * Create an outcome of the given kind for a socket on which the system was not asked.
	 * @param kind what happened
	 * @return the outcome
	 */
	public static FastPathOutcome of(Kind kind) {
		return new FastPathOutcome(kind, 0);
	}

	/**
	 * Return whether the system accepted the request. Whether the connection then takes
	 * the fast path also depends on the other side and on filter drivers, and cannot be
	 * seen from here.
	 * @return whether the fast path was requested
	 */
	public boolean isRequested() {
		return this.kind == Kind.REQUESTED;
	}

	@Override
	public String toString() {
		return (this.errorNumber != 0) ? this.kind.description + " (" + WinsockError.describe(this.errorNumber) + ")"
				: this.kind.description;
	}

	/**
	 * What can come of asking.
	 */
	public enum Kind {

		/** The system accepted the request. */
		REQUESTED("requested"),

		/** The JDK asks on every TCP socket; no socket is asked twice. */
		LEFT_TO_JDK("left to the JDK, which asks for every TCP socket"),

		/** The system does not know the control code; it is not asked again. */
		UNSUPPORTED("not supported by this system"),

		/** The system answered with an error. */
		FAILED("failed"),

		/** The socket is not a TCP socket. */
		NOT_TCP("not a TCP socket"),

		/** The socket is connected, or about to be: too late. */
		ALREADY_CONNECTED("already connected"),

		/** The socket is closed. */
		CLOSED("closed"),

		/** The socket, or the operating system's handle of it, cannot be reached. */
		UNREACHABLE("the socket cannot be reached"),

		/** The fast path is switched off by configuration. */
		SWITCHED_OFF("switched off"),

		/** The system is not Windows. */
		NOT_WINDOWS("not on Windows"),

		/** The system cannot be asked from this JVM. */
		UNAVAILABLE("not available in this JVM"),

		/** The peer is not on the loopback interface, or not known. */
		NOT_LOOPBACK("left out because its peer is not loopback"),

		/** The port is not one of those configured. */
		PORT_EXCLUDED("left out because of its port"),

		/** The address is not of the configured IP version. */
		IP_VERSION_EXCLUDED("left out because of its IP version"),

		/** The socket was inherited from another process, which may accept on it. */
		INHERITED("inherited from another process");

		private final String description;

		Kind(String description) {
			this.description = description;
		}

	}

}
