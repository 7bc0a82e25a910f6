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

package io.github.loopbackfastpath.internal.verification;

import java.util.concurrent.CompletableFuture;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the counter of connects that fell off the fast path, each time on a thread of its
 * own, so that nobody has to wait for a counter that hangs. A reading that hangs stays
 * the only one, and closes the counter when it returns.
 */
final class FallOffReader {

	private static final Log logger = LogFactory.getLog(FallOffReader.class);

	private final Machine machine;

	private @Nullable CompletableFuture<Long> reading;

	FallOffReader(Machine machine) {
		this.machine = machine;
	}

	/**
	 * Begin to read, unless a reading is under way.
	 * @return the value, which comes when the counter is closed again
	 */
	synchronized CompletableFuture<Long> start() {
		CompletableFuture<Long> reading = this.reading;
		if (reading != null && !reading.isDone()) {
			return reading;
		}
		CompletableFuture<Long> next = new CompletableFuture<>();
		this.reading = next;
		try {
			BackgroundThread.start("loopback-fast-path-fall-offs", () -> read(next));
		}
		catch (Throwable ex) {
			// Such as want of memory for a thread
			next.completeExceptionally(ex);
		}
		return next;
	}

	private void read(CompletableFuture<Long> reading) {
		try {
			reading.complete(read());
		}
		catch (Throwable ex) {
			reading.completeExceptionally(ex);
			logger.debug("The count of fall-offs cannot be read", ex);
		}
	}

	private long read() throws Exception {
		try (Counter counter = this.machine.openFallOffCounter()) {
			return counter.read();
		}
	}

}
