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

package io.github.loopbackfastpath.internal.server.reactor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Waits for the notice that a server is bound, which Reactor Netty gives on an event loop
 * while the thread that started the server already continues.
 */
final class BindNotice {

	private static final Log logger = LogFactory.getLog(BindNotice.class);

	// As long as it may take to find out whether the fast path is available
	private static final int SECONDS = 10;

	private CountDownLatch expected = new CountDownLatch(0);

	synchronized void expect() {
		if (this.expected.getCount() == 0) {
			this.expected = new CountDownLatch(1);
		}
	}

	synchronized void given() {
		this.expected.countDown();
	}

	void await() {
		try {
			if (!latch().await(SECONDS, TimeUnit.SECONDS)) {
				logger.info(
						"Reactor Netty did not tell within %d seconds that its server is bound: a doOnBound(..) of the"
							.formatted(SECONDS) + " application may have failed");
				// Do not wait for it again
				given();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized CountDownLatch latch() {
		return this.expected;
	}

}
