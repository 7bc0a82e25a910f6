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

package io.github.loopbackfastpath.winsock;

import org.jspecify.annotations.Nullable;

/**
 * The errors that Microsoft documents for {@code SIO_LOOPBACK_FAST_PATH}, with the
 * meaning given there. An error number that is not listed stays a number.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://learn.microsoft.com/en-us/previous-versions/windows/desktop/legacy/jj841212(v=vs.85)">SIO_LOOPBACK_FAST_PATH
 * control code</a>
 */
public enum WinsockError {

	/** An overlapped operation was started and will complete later. */
	WSA_IO_PENDING(997, "an overlapped operation was started and will complete later"),

	/** An overlapped operation was cancelled. */
	WSA_OPERATION_ABORTED(995, "an overlapped operation was cancelled because the socket was closed"),

	/** A blocking operation was interrupted. */
	WSAEINTR(10004, "a blocking operation was interrupted"),

	/** The socket's access permissions forbid the operation. */
	WSAEACCES(10013, "the socket was accessed in a way forbidden by its access permissions"),

	/** A pointer argument is not a valid address. */
	WSAEFAULT(10014, "a pointer argument is not in a valid part of the user address space"),

	/** The control code or a parameter is not acceptable. */
	WSAEINVAL(10022, "the control code or a parameter is not acceptable, or not applicable to this socket"),

	/** A callback is in progress. */
	WSAEINPROGRESS(10036, "the function was called while a callback is in progress"),

	/** The descriptor is not a socket. */
	WSAENOTSOCK(10038, "the descriptor is not a socket"),

	/** The transport provider does not support the control code. */
	WSAEOPNOTSUPP(10045, "the control code is not supported by the transport provider"),

	/** The network subsystem has failed. */
	WSAENETDOWN(10050, "the network subsystem has failed");

	private final int number;

	private final String meaning;

	WinsockError(int number, String meaning) {
		this.number = number;
		this.meaning = meaning;
	}

	/**
	 * Return the number that {@code WSAGetLastError} gives.
	 * @return the error number
	 */
	public int number() {
		return this.number;
	}

	/**
	 * Return the documented meaning.
	 * @return the meaning, without a full stop
	 */
	public String meaning() {
		return this.meaning;
	}

	/**
	 * Return the documented error with the given number.
	 * @param number the error number
	 * @return the error, or {@code null} if the number is not documented for this control
	 * code
	 */
	public static @Nullable WinsockError of(int number) {
		for (WinsockError error : values()) {
			if (error.number == number) {
				return error;
			}
		}
		return null;
	}

	/**
	 * Describe the given error number.
	 * @param number the error number
	 * @return number, name and meaning as far as they are documented
	 */
	public static String describe(int number) {
		WinsockError error = of(number);
		return (error != null) ? "%d %s: %s".formatted(number, error, error.meaning)
				: number + ": an error that is not documented for this control code";
	}

}
