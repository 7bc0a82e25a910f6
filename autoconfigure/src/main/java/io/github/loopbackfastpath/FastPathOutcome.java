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

import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a request for the fast path on one socket: the {@linkplain #result()
 * result}, and the {@linkplain #skipReason() reason} if the socket was skipped or the
 * {@linkplain #error() error} if the system answered with one.
 *
 * @since 0.1.0
 */
public final class FastPathOutcome {

	private static final FastPathOutcome REQUESTED = new FastPathOutcome(Result.REQUESTED, null, null);

	private static final FastPathOutcome LEFT_TO_JDK = new FastPathOutcome(Result.LEFT_TO_JDK, null, null);

	private final Result result;

	private final @Nullable SkipReason skipReason;

	private final @Nullable FastPathError error;

	private FastPathOutcome(Result result, @Nullable SkipReason skipReason, @Nullable FastPathError error) {
		this.result = result;
		this.skipReason = skipReason;
		this.error = error;
	}

	/**
	 * Return the outcome for a socket on which the system accepted the request.
	 * @return the outcome
	 */
	public static FastPathOutcome requested() {
		return REQUESTED;
	}

	/**
	 * Return the outcome for a socket on which the JDK requests the fast path itself.
	 * @return the outcome
	 */
	public static FastPathOutcome leftToJdk() {
		return LEFT_TO_JDK;
	}

	/**
	 * Return the outcome for a socket on which the system answered with an error.
	 * @param error the error
	 * @return the outcome
	 */
	public static FastPathOutcome failed(FastPathError error) {
		boolean unsupported = error.equals(FastPathError.UNSUPPORTED);
		return new FastPathOutcome(unsupported ? Result.UNSUPPORTED : Result.FAILED, null, error);
	}

	/**
	 * Return the outcome for a socket on which nothing is requested any more, because the
	 * system does not support the fast path.
	 * @return the outcome
	 */
	public static FastPathOutcome unsupported() {
		return new FastPathOutcome(Result.UNSUPPORTED, null, null);
	}

	/**
	 * Return the outcome for a socket on which the fast path was not requested.
	 * @param reason why the socket was skipped
	 * @return the outcome
	 */
	public static FastPathOutcome skipped(SkipReason reason) {
		return new FastPathOutcome(Result.SKIPPED, reason, null);
	}

	/**
	 * Return what happened.
	 * @return the result
	 */
	public Result result() {
		return this.result;
	}

	/**
	 * Return why the socket was skipped.
	 * @return the reason, or {@code null} if the result is not {@link Result#SKIPPED}
	 */
	public @Nullable SkipReason skipReason() {
		return this.skipReason;
	}

	/**
	 * Return the error with which the system answered.
	 * @return the error, or {@code null} if the system was not called or did not fail
	 */
	public @Nullable FastPathError error() {
		return this.error;
	}

	/**
	 * Return whether the system accepted the request. Whether a connection then uses the
	 * fast path also depends on the peer and on filter drivers, and is not visible here.
	 * @return whether the fast path was requested
	 */
	public boolean isRequested() {
		return this.result == Result.REQUESTED;
	}

	/**
	 * Return the same outcome without the error, under which sockets are counted.
	 * @return the outcome
	 */
	public FastPathOutcome withoutError() {
		return (this.error != null) ? new FastPathOutcome(this.result, null, null) : this;
	}

	/**
	 * Return the outcome as the endpoint and the metrics show it: the skip reason if
	 * there is one, otherwise the result, in lower case with dashes.
	 * @return the value, such as {@code not-loopback}
	 */
	public String value() {
		Enum<?> value = (this.skipReason != null) ? this.skipReason : this.result;
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Override
	public boolean equals(@Nullable Object object) {
		return object instanceof FastPathOutcome other && this.result == other.result
				&& this.skipReason == other.skipReason && Objects.equals(this.error, other.error);
	}

	@Override
	public int hashCode() {
		// Computed for each socket, so without an array; the error adds little
		return 31 * this.result.hashCode() + Objects.hashCode(this.skipReason);
	}

	@Override
	public String toString() {
		String description = (this.skipReason != null) ? this.skipReason.description : this.result.description;
		return (this.error != null) ? description + " (" + this.error + ")" : description;
	}

	/**
	 * What happened on a socket.
	 */
	public enum Result {

		/** The system accepted the request. */
		REQUESTED("requested"),

		/** The JDK requests the fast path on every TCP socket itself. */
		LEFT_TO_JDK("left to the JDK, which requests it on every TCP socket"),

		/** The system does not support the control code. */
		UNSUPPORTED("not supported by this system"),

		/** The system answered with another error. */
		FAILED("failed"),

		/** The fast path was not requested on this socket. */
		SKIPPED("skipped");

		private final String description;

		Result(String description) {
			this.description = description;
		}

	}

	/**
	 * Why the fast path was not requested on a socket.
	 */
	public enum SkipReason {

		/** The socket is not a TCP socket. */
		NOT_TCP("not a TCP socket"),

		/** The socket is connected or connecting, which is too late. */
		ALREADY_CONNECTED("already connected"),

		/** The socket is closed. */
		CLOSED("closed"),

		/** The socket, or its handle in the operating system, cannot be reached. */
		UNREACHABLE("the socket cannot be reached"),

		/** The fast path is switched off by configuration. */
		SWITCHED_OFF("switched off"),

		/** The system is not Windows. */
		NOT_WINDOWS("not on Windows"),

		/** Winsock cannot be called from this JVM. */
		UNAVAILABLE("not available in this JVM"),

		/** The peer is not a loopback address, or is unknown. */
		NOT_LOOPBACK("skipped because its peer is not loopback"),

		/** The port is not among the configured ones. */
		PORT_EXCLUDED("skipped because of its port"),

		/** The address is not of the configured IP version. */
		IP_VERSION_EXCLUDED("skipped because of its IP version"),

		/** The socket was inherited from another process, which may accept on it. */
		INHERITED("inherited from another process");

		private final String description;

		SkipReason(String description) {
			this.description = description;
		}

	}

}
