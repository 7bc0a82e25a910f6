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

import io.github.loopbackfastpath.FastPathProbe.Result;
import io.github.loopbackfastpath.FastPathProbe.WinsockOpener;
import io.github.loopbackfastpath.winsock.SocketHandleException;
import io.github.loopbackfastpath.winsock.Winsock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The Windows that is asked for the fast path. Stops asking when it answers that it does
 * not know the fast path.
 */
final class FastPathSystem {

	private static final Log logger = LogFactory.getLog(FastPathSystem.class);

	private final FastPathProbe probe;

	private volatile boolean unsupported;

	FastPathSystem(WinsockOpener opener) {
		this.probe = new FastPathProbe(opener);
	}

	/**
	 * Return the Windows that this JVM runs on.
	 */
	static FastPathSystem ofThisJvm() {
		return ThisJvm.SYSTEM;
	}

	/**
	 * Begin to find out whether the system can be asked.
	 */
	void prepare() {
		this.probe.start();
	}

	FastPathAvailability availability() {
		return this.unsupported ? FastPathAvailability.UNSUPPORTED : probed().availability();
	}

	JdkFastPath jdk() {
		return probed().jdk();
	}

	private Result probed() {
		return this.probe.start().join();
	}

	/**
	 * Ask for the fast path on the given socket if nothing stands in the way.
	 */
	FastPathOutcome request(@Nullable Object socket) {
		FastPathAvailability availability = availability();
		Winsock winsock = availability.isAvailable() ? probed().winsock() : null;
		if (winsock == null) {
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
			this.unsupported = true;
		}
		return outcome;
	}

	private static final class ThisJvm {

		static final FastPathSystem SYSTEM = new FastPathSystem(() -> Winsock.open());

	}

}
