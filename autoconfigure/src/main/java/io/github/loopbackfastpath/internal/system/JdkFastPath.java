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

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.internal.winsock.SocketHandleException;
import io.github.loopbackfastpath.internal.winsock.Winsock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own requests, as far as they are known. The JDK requests the fast path on
 * every TCP socket of the JVM if the system property {@value #PROPERTY} told it so before
 * its first socket.
 *
 * @param requested whether the system property tells the JDK to request the fast path
 * @param asking whether the JDK will request it
 * @param answer what the system answers, found out on a socket of our own, or
 * {@code null} if the JDK does not request it or the answer is unknown
 */
public record JdkFastPath(boolean requested, Asking asking, @Nullable FastPathOutcome answer) {

	/**
	 * The system property that the JDK reads once, before its first socket.
	 */
	public static final String PROPERTY = "jdk.net.useFastTcpLoopback";

	private static final Log logger = LogFactory.getLog(JdkFastPath.class);

	/**
	 * Create a new instance for a system that is not called.
	 */
	static JdkFastPath unanswered(Asking asking) {
		return new JdkFastPath(isRequestedByProperty(), asking, null);
	}

	/**
	 * Read whether the JDK will request it, and if so, find out what the system answers.
	 */
	static JdkFastPath of(Winsock winsock) {
		JdkFastPath jdk = unanswered(Asking.of(winsock.jdkSwitch()));
		return jdk.isAsking() ? new JdkFastPath(jdk.requested(), jdk.asking(), answer(winsock)) : jdk;
	}

	private static @Nullable FastPathOutcome answer(Winsock winsock) {
		try {
			int error = winsock.setLoopbackFastPathOnThrowAwaySocket();
			return (error == 0) ? FastPathOutcome.requested() : FastPathOutcome.failed(FastPathError.of(error));
		}
		catch (SocketHandleException | RuntimeException | LinkageError ex) {
			logger.debug("What the system answers cannot be found out", ex);
			return null;
		}
	}

	/**
	 * Return whether the system property tells the JDK to request the fast path, as it is
	 * now. The JDK may have read another value, or none.
	 * @return whether the property is set to a value with which the JDK requests it
	 */
	public static boolean isRequestedByProperty() {
		// As sun.nio.ch.Net has it
		String value = System.getProperty(PROPERTY, "false");
		return value.isEmpty() || Boolean.parseBoolean(value);
	}

	/**
	 * Return whether the JDK requests the fast path, as far as is known.
	 * @return whether it will request it, or was told to and that is all that can be
	 * known
	 */
	public boolean isAsking() {
		return this.asking == Asking.YES || (this.asking == Asking.UNKNOWN && this.requested);
	}

	/**
	 * Return whether the JDK requests the fast path and the system accepts.
	 * @return whether TCP sockets of this JVM have the fast path requested
	 */
	public boolean isAccepted() {
		return isAsking() && this.answer != null && this.answer.isRequested();
	}

	@Override
	public String toString() {
		String requests = (this.asking == Asking.UNKNOWN)
				? "the JDK was told to request it on every TCP socket of this JVM (whether it does cannot be read)"
				: "the JDK requests it on every TCP socket of this JVM";
		if (!isAsking()) {
			return "the JDK does not request it";
		}
		if (this.answer == null) {
			return requests + ", and the answer of this system is unknown";
		}
		return requests + (this.answer.isRequested() ? ", and this system accepts"
				: ", and this system answers: " + this.answer);
	}

	/**
	 * Whether the JDK will request the fast path.
	 */
	public enum Asking {

		/** The JDK will request it. */
		YES,

		/** The JDK will not request it. */
		NO,

		/** This JDK does not let that be read, or nobody has looked. */
		UNKNOWN;

		private static Asking of(@Nullable Boolean value) {
			if (value == null) {
				return UNKNOWN;
			}
			return value ? YES : NO;
		}

	}

}
