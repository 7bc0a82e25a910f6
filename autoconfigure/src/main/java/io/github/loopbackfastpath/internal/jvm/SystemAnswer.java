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

package io.github.loopbackfastpath.internal.jvm;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.loopbackfastpath.internal.winsock.WinsockUnavailableException;
import org.apache.commons.logging.Log;

/**
 * The answer of the system to a request for the fast path, found out before the JDK
 * requests it. On a thread of its own, as native code may hang, which must not keep an
 * application from starting.
 */
final class SystemAnswer {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private final Request request;

	private final Duration longestWait;

	private final Log logger;

	SystemAnswer(Request request, Log logger) {
		this(request, LONGEST_WAIT, logger);
	}

	SystemAnswer(Request request, Duration longestWait, Log logger) {
		this.request = request;
		this.longestWait = longestWait;
		this.logger = logger;
	}

	/**
	 * Find out the answer.
	 * @return 0 or the Winsock error number, or nothing if there is no answer
	 */
	OptionalInt get() {
		CompletableFuture<Integer> answer = new CompletableFuture<>();
		execute(() -> complete(answer));
		try {
			return OptionalInt.of(answer.get(this.longestWait.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			this.logger.debug("The answer of this system to a request for the loopback fast path is unknown", ex);
		}
		return OptionalInt.empty();
	}

	private void complete(CompletableFuture<Integer> answer) {
		try {
			answer.complete(this.request.send());
		}
		catch (Throwable ex) {
			// Not even a lack of memory may fail an application that can do without
			answer.completeExceptionally(ex);
		}
	}

	private static void execute(Runnable request) {
		Thread thread = new Thread(request, "loopback-fast-path-answer");
		thread.setDaemon(true);
		// Nor may a thread that JNA starts hold the class loader of a web application
		thread.setContextClassLoader(null);
		thread.start();
	}

	/**
	 * Requests the fast path on a socket that is not the JDK's.
	 */
	@FunctionalInterface
	interface Request {

		/**
		 * Send the request.
		 * @return 0 on success, otherwise the Winsock error number
		 * @throws WinsockUnavailableException if Winsock cannot be called
		 */
		int send() throws WinsockUnavailableException;

	}

}
