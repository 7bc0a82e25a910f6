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

import io.github.loopbackfastpath.winsock.SocketHandleException;
import io.github.loopbackfastpath.winsock.Winsock;
import io.github.loopbackfastpath.winsock.WinsockUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NativeDetector;

/**
 * The system that is asked for the fast path. Finds out once whether it can be asked at
 * all, and stops asking when it answers that it does not know the fast path.
 */
final class FastPathSystem {

	private static final Log logger = LogFactory.getLog(FastPathSystem.class);

	private final boolean windows;

	private final WinsockOpener opener;

	private volatile @Nullable FastPathAvailability availability;

	private volatile @Nullable Winsock winsock;

	private volatile JdkFastPath jdk = JdkFastPath.unanswered(JdkFastPath.Asking.UNKNOWN);

	/**
	 * Create a new instance.
	 * @param windows whether the system is Windows
	 * @param opener opens its Winsock
	 */
	FastPathSystem(boolean windows, WinsockOpener opener) {
		this.windows = windows;
		this.opener = opener;
	}

	/**
	 * Return the system that this JVM runs on.
	 */
	static FastPathSystem ofThisJvm() {
		return ThisJvm.SYSTEM;
	}

	FastPathAvailability availability() {
		FastPathAvailability availability = this.availability;
		return (availability != null) ? availability : probe();
	}

	JdkFastPath jdk() {
		availability();
		return this.jdk;
	}

	private synchronized FastPathAvailability probe() {
		FastPathAvailability availability = this.availability;
		if (availability == null) {
			availability = open();
			this.availability = availability;
		}
		return availability;
	}

	private FastPathAvailability open() {
		this.jdk = JdkFastPath.unanswered(JdkFastPath.Asking.UNKNOWN);
		if (!this.windows) {
			this.jdk = JdkFastPath.unanswered(JdkFastPath.Asking.NO);
			return FastPathAvailability.NOT_WINDOWS;
		}
		if (NativeDetector.inNativeImage()) {
			return FastPathAvailability.NATIVE_IMAGE;
		}
		try {
			Winsock winsock = this.opener.open();
			this.jdk = JdkFastPath.of(winsock);
			if (this.jdk.isAsking()) {
				return FastPathAvailability.leftTo(this.jdk);
			}
			this.winsock = winsock.withCheckedHandles();
			return FastPathAvailability.AVAILABLE;
		}
		catch (WinsockUnavailableException ex) {
			logger.debug("Winsock is not available", ex);
			if (this.jdk.isAsking()) {
				// Which the JDK does without JNA
				logger.info("Loopback fast path cannot see what the JDK does: %s. %s".formatted(ex.getMessage(),
						ex.getRemedy()));
				return FastPathAvailability.leftTo(this.jdk);
			}
			return FastPathAvailability.unavailable(String.valueOf(ex.getMessage()), ex.getRemedy());
		}
	}

	/**
	 * Ask for the fast path on the given socket if nothing stands in the way.
	 */
	FastPathOutcome request(@Nullable Object socket) {
		FastPathAvailability availability = availability();
		Winsock winsock = this.winsock;
		if (!availability.isAvailable() || winsock == null) {
			return availability.outcome();
		}
		try {
			FastPathOutcome.Kind obstacle = TcpSockets.obstacle(socket);
			if (obstacle != null || socket == null) {
				return FastPathOutcome.of((obstacle != null) ? obstacle : FastPathOutcome.Kind.NOT_TCP);
			}
			return answered(winsock.setLoopbackFastPath(socket));
		}
		catch (SocketHandleException | RuntimeException | LinkageError ex) {
			logger.debug("The handle of a socket cannot be reached", ex);
			return FastPathOutcome.of(FastPathOutcome.Kind.UNREACHABLE);
		}
	}

	private FastPathOutcome answered(int errorNumber) {
		FastPathOutcome outcome = FastPathOutcome.answered(errorNumber);
		if (outcome.kind() == FastPathOutcome.Kind.UNSUPPORTED) {
			this.availability = FastPathAvailability.UNSUPPORTED;
		}
		return outcome;
	}

	/**
	 * Opens Winsock.
	 */
	@FunctionalInterface
	interface WinsockOpener {

		Winsock open() throws WinsockUnavailableException;

	}

	private static final class ThisJvm {

		// A lambda, so that Winsock is loaded on Windows only
		static final FastPathSystem SYSTEM = new FastPathSystem(System.getProperty("os.name", "").startsWith("Windows"),
				() -> Winsock.open());

	}

}
