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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An error with which Windows answered a request for the fast path, with what Microsoft
 * documents of it for {@code SIO_LOOPBACK_FAST_PATH}.
 *
 * @param number the number that {@code WSAGetLastError} returned
 * @param name its name, or {@code null} if it is not documented for this control code
 * @param meaning its meaning without a full stop, or {@code null} if it is not documented
 * for this control code
 * @since 0.1.0
 * @see <a href=
 * "https://learn.microsoft.com/en-us/previous-versions/windows/desktop/legacy/jj841212(v=vs.85)">SIO_LOOPBACK_FAST_PATH
 * control code</a>
 */
public record FastPathError(int number, @Nullable String name, @Nullable String meaning) {

	/**
	 * {@code WSAEOPNOTSUPP}: this Windows does not support the fast path.
	 */
	public static final FastPathError UNSUPPORTED = new FastPathError(10045, "WSAEOPNOTSUPP",
			"the control code is not supported by the transport provider");

	private static final List<FastPathError> DOCUMENTED = List.of(
			new FastPathError(995, "WSA_OPERATION_ABORTED",
					"an overlapped operation was cancelled because the socket was closed"),
			new FastPathError(997, "WSA_IO_PENDING", "an overlapped operation was started and will complete later"),
			new FastPathError(10004, "WSAEINTR", "a blocking operation was interrupted"),
			new FastPathError(10013, "WSAEACCES",
					"the socket was accessed in a way forbidden by its access permissions"),
			new FastPathError(10014, "WSAEFAULT",
					"a pointer argument is not in a valid part of the user address space"),
			new FastPathError(10022, "WSAEINVAL",
					"the control code or a parameter is not acceptable, or not applicable to this socket"),
			new FastPathError(10036, "WSAEINPROGRESS", "the function was called while a callback is in progress"),
			new FastPathError(10038, "WSAENOTSOCK", "the descriptor is not a socket"), UNSUPPORTED,
			new FastPathError(10050, "WSAENETDOWN", "the network subsystem has failed"));

	/**
	 * Return the error with the given number.
	 * @param number the number that {@code WSAGetLastError} returned
	 * @return the error, without name and meaning if it is not documented for this
	 * control code
	 */
	public static FastPathError of(int number) {
		return DOCUMENTED.stream()
			.filter((error) -> error.number == number)
			.findFirst()
			.orElseGet(() -> new FastPathError(number, null, null));
	}

	/**
	 * Return the errors that Microsoft documents for this control code.
	 * @return the errors, ordered by number
	 */
	public static List<FastPathError> documented() {
		return DOCUMENTED;
	}

	@Override
	public String toString() {
		return (this.name != null) ? "%d %s: %s".formatted(this.number, this.name, this.meaning)
				: this.number + ": an error that is not documented for this control code";
	}

}
