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

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.internal.record.Guard;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says each thing once: the state, and each error number of each side. Repetitions go to
 * the debug log.
 */
final class FastPathLog {

	private static final Log logger = LogFactory.getLog(LoopbackFastPath.class);

	private static final String DEPRECATION = "Microsoft deprecates this control code and newer Windows may gain"
			+ " nothing from it, so measure it on this machine";

	private final AtomicBoolean stateLogged = new AtomicBoolean();

	private final Set<String> errorsLogged = ConcurrentHashMap.newKeySet();

	private final FastPathScope scope;

	FastPathLog(FastPathScope scope) {
		this.scope = scope;
	}

	void availability(FastPathAvailability availability) {
		if (this.stateLogged.get() || !this.stateLogged.compareAndSet(false, true)) {
			return;
		}
		Guard.run("The availability is not logged", () -> log(availability));
	}

	private void log(FastPathAvailability availability) {
		switch (availability.state()) {
			case AVAILABLE ->
				logger.info("Loopback fast path is on: SIO_LOOPBACK_FAST_PATH is requested for local connections. "
						+ DEPRECATION);
			case SWITCHED_OFF, NOT_WINDOWS, NATIVE_IMAGE ->
				logger.debug("Loopback fast path is off: " + availability.cause());
			case LEFT_TO_JDK -> leftToJdk(("Loopback fast path is left to the JDK (%s): %s. Every TCP socket means IPv4"
					+ " and IPv6, any port and any peer, and the JDK fails a socket on any error but 10045. %s %s")
				.formatted(JdkFastPath.PROPERTY, availability.cause(), availability.remedy(), DEPRECATION));
			case UNAVAILABLE, UNSUPPORTED -> logger.warn("Loopback fast path is off, connections use plain TCP: %s. %s"
				.formatted(availability.cause(), availability.remedy()));
		}
	}

	private void leftToJdk(String message) {
		if (this.scope == FastPathScope.JVM) {
			logger.info(message);
		}
		else {
			// Java was started with the property, and nobody chose the scope
			logger.warn(message);
		}
	}

	void outcome(FastPathSide side, FastPathOutcome outcome) {
		FastPathError error = outcome.error();
		if (error != null) {
			if (outcome.result() == FastPathOutcome.Result.UNSUPPORTED) {
				// The warning below says all that there is to say
				this.stateLogged.set(true);
			}
			Guard.run("An error is not logged", () -> log(side, outcome, error));
		}
	}

	private void log(FastPathSide side, FastPathOutcome outcome, FastPathError error) {
		String message = (outcome.result() == FastPathOutcome.Result.UNSUPPORTED)
				? "Loopback fast path: %s. It is not requested any more in this JVM, and connections use plain TCP. Set"
					.formatted(outcome) + " 'loopback-fast-path.enabled' to 'false' to silence this warning"
				: "Loopback fast path on a %s socket %s. Such sockets use plain TCP; set"
					.formatted(side.name().toLowerCase(Locale.ROOT), outcome)
						+ " 'loopback-fast-path.enabled' to 'false' if this persists";
		if (this.errorsLogged.add(side + " " + error.number())) {
			logger.warn(message);
		}
		else {
			logger.debug(message);
		}
	}

}
