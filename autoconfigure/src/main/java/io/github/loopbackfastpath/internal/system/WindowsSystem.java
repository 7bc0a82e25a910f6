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
import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.system.FastPathProbe.Result;
import io.github.loopbackfastpath.internal.system.FastPathProbe.WinsockOpener;
import io.github.loopbackfastpath.internal.verification.FallOffs;
import io.github.loopbackfastpath.internal.verification.FastPathVerifier;
import io.github.loopbackfastpath.internal.winsock.SocketHandleException;
import io.github.loopbackfastpath.internal.winsock.WindowsVersion;
import io.github.loopbackfastpath.internal.winsock.Winsock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The Windows on which this JVM runs. Nothing is requested any more once it answered that
 * it does not support the fast path.
 */
final class WindowsSystem implements FastPathSystem {

	private static final Log logger = LogFactory.getLog(FastPathSystem.class);

	private final FastPathProbe probe;

	private final FastPathVerifier verifier;

	private volatile boolean unsupported;

	WindowsSystem(WinsockOpener opener) {
		this(opener, new FastPathVerifier());
	}

	WindowsSystem(WinsockOpener opener, FastPathVerifier verifier) {
		this.probe = new FastPathProbe(opener);
		this.verifier = verifier;
	}

	/**
	 * Return the Windows that this JVM runs on.
	 */
	static WindowsSystem ofThisJvm() {
		return ThisJvm.SYSTEM;
	}

	@Override
	public void prepare() {
		this.probe.start();
	}

	@Override
	public FastPathAvailability availability() {
		return this.unsupported ? Unavailability.UNSUPPORTED : probed().availability();
	}

	@Override
	public JdkFastPath jdk() {
		return probed().jdk();
	}

	@Override
	public @Nullable String version() {
		try {
			return (OperatingSystem.isWindows() && probed().winsock() != null) ? WindowsVersion.read() : null;
		}
		catch (RuntimeException | LinkageError ex) {
			Guard.run("The version of Windows is unknown", () -> logger.debug("The version of Windows is unknown", ex));
			return null;
		}
	}

	private Result probed() {
		return this.probe.start().join();
	}

	@Override
	public FastPathOutcome request(@Nullable Object socket) {
		FastPathAvailability availability = availability();
		Winsock winsock = probed().winsock();
		if (!availability.isAvailable() || winsock == null) {
			return Unavailability.outcome(availability);
		}
		try {
			SkipReason obstacle = TcpSockets.obstacle(socket);
			if (obstacle != null || socket == null) {
				return FastPathOutcome.skipped((obstacle != null) ? obstacle : SkipReason.NOT_TCP);
			}
			return answered(winsock.setLoopbackFastPath(socket));
		}
		catch (SocketHandleException | RuntimeException | LinkageError ex) {
			Guard.run("The handle of a socket cannot be reached",
					() -> logger.debug("The handle of a socket cannot be reached", ex));
			return FastPathOutcome.skipped(SkipReason.UNREACHABLE);
		}
	}

	private FastPathOutcome answered(int errorNumber) {
		if (errorNumber == 0) {
			return FastPathOutcome.requested();
		}
		FastPathOutcome outcome = FastPathOutcome.failed(FastPathError.of(errorNumber));
		if (outcome.result() == FastPathOutcome.Result.UNSUPPORTED) {
			this.unsupported = true;
		}
		return outcome;
	}

	@Override
	public FastPathVerification verify() {
		FastPathAvailability availability = availability();
		return switch (availability.state()) {
			// Its sockets are not the JDK's: what the JDK requests does not matter
			case AVAILABLE, LEFT_TO_JDK, UNSUPPORTED -> this.verifier.verify();
			default -> Unmeasured.because(availability);
		};
	}

	@Override
	public @Nullable FastPathVerification lastVerification() {
		return this.verifier.last();
	}

	@Override
	public void watchFallOffs() {
		switch (availability().state()) {
			case AVAILABLE, LEFT_TO_JDK -> this.verifier.watchFallOffs();
			default -> {
				// Nothing of this application can fall off
			}
		}
	}

	@Override
	public @Nullable FallOffs fallOffs() {
		return this.verifier.fallOffs();
	}

	private static final class ThisJvm {

		static final WindowsSystem SYSTEM = new WindowsSystem(() -> Winsock.open());

	}

}
