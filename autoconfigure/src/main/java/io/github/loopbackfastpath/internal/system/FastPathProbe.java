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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.winsock.Winsock;
import io.github.loopbackfastpath.internal.winsock.WinsockUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NativeDetector;

/**
 * The probe that finds out once whether the fast path is available. It runs on a thread
 * of its own, as it takes a while to load JNA, and native code may hang: whoever started
 * early does not wait, and nobody waits for ever.
 */
final class FastPathProbe {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(FastPathProbe.class);

	private final WinsockOpener opener;

	private final Duration longestWait;

	private volatile @Nullable CompletableFuture<Result> result;

	FastPathProbe(WinsockOpener opener) {
		this(opener, LONGEST_WAIT);
	}

	FastPathProbe(WinsockOpener opener, Duration longestWait) {
		this.opener = opener;
		this.longestWait = longestWait;
	}

	/**
	 * Begin to find out, unless that has begun before.
	 */
	CompletableFuture<Result> start() {
		CompletableFuture<Result> result = this.result;
		return (result != null) ? result : startOnce();
	}

	private synchronized CompletableFuture<Result> startOnce() {
		CompletableFuture<Result> result = this.result;
		if (result == null) {
			CompletableFuture<Result> pending = new CompletableFuture<>();
			execute(() -> complete(pending));
			this.result = pending;
			return pending;
		}
		return result;
	}

	private void complete(CompletableFuture<Result> result) {
		try {
			// On this thread, as the JDK's scheduler may start with it and takes over the
			// context class loader. An answer in time cancels the task
			result.completeOnTimeout(Result.tookTooLong(), this.longestWait.toMillis(), TimeUnit.MILLISECONDS);
		}
		finally {
			result.complete(open());
		}
	}

	private static void execute(Runnable probe) {
		Thread thread = new Thread(probe, "loopback-fast-path");
		thread.setDaemon(true);
		// Neither this thread nor one that starts from it may hold the class loader of a
		// web application that is undeployed. Those are the JDK's scheduler, and JNA's
		// "JNA Cleaner", which starts with the first native library, runs on while one is
		// loaded, and is not ours to stop
		thread.setContextClassLoader(null);
		thread.start();
	}

	private Result open() {
		if (NativeDetector.inNativeImage()) {
			return Result.unlessJdkRequests(Unavailability.NATIVE_IMAGE,
					JdkFastPath.unanswered(JdkFastPath.Asking.UNKNOWN));
		}
		JdkFastPath jdk = JdkFastPath.unanswered(JdkFastPath.Asking.UNKNOWN);
		try {
			Winsock winsock = this.opener.open();
			jdk = JdkFastPath.of(winsock);
			return jdk.isAsking() ? Result.leftTo(jdk)
					: new Result(FastPathAvailability.available(), jdk, winsock.withCheckedHandles());
		}
		catch (WinsockUnavailableException ex) {
			Guard.run("Winsock is not available", () -> logger.debug("Winsock is not available", ex));
			if (JdkFastPath.isRequestedByProperty()) {
				Guard.run("No log", () -> logger.info("Loopback fast path cannot verify what the JDK does: %s. %s"
					.formatted(ex.getMessage(), ex.getRemedy())));
			}
			return Result.unlessJdkRequests(Unavailability.of(String.valueOf(ex.getMessage()), ex.getRemedy()), jdk);
		}
		catch (Throwable ex) {
			// Not even a lack of memory may fail an application that can do without
			return Result.unlessJdkRequests(Unavailability.of("opening Winsock failed: " + ex,
					"Connections use plain TCP until the application is restarted."), jdk);
		}
	}

	/**
	 * The result of the probe.
	 *
	 * @param availability whether the fast path is available
	 * @param jdk what is known of the JDK's own requests
	 * @param winsock what to call, if the fast path is available
	 */
	record Result(FastPathAvailability availability, JdkFastPath jdk, @Nullable Winsock winsock) {

		/**
		 * Return the given availability, unless the JDK requests the fast path, for which
		 * it needs neither JNA nor this probe.
		 */
		static Result unlessJdkRequests(FastPathAvailability availability, JdkFastPath jdk) {
			return jdk.isAsking() ? leftTo(jdk) : new Result(availability, jdk, null);
		}

		static Result leftTo(JdkFastPath jdk) {
			return new Result(Unavailability.leftTo(jdk), jdk, null);
		}

		static Result tookTooLong() {
			return unlessJdkRequests(
					Unavailability
						.of("Winsock was not ready within %d seconds".formatted(LONGEST_WAIT.toSeconds()),
								"Find out what keeps JNA from loading its native library, such as a virus scanner, and"
										+ " restart the application."),
					JdkFastPath.unanswered(JdkFastPath.Asking.UNKNOWN));
		}

	}

	/**
	 * Opens Winsock, which the tests replace.
	 */
	@FunctionalInterface
	interface WinsockOpener {

		Winsock open() throws WinsockUnavailableException;

	}

}
