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

package io.github.loopbackfastpath.resilience;

import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts the requests that were sent, and those that were not answered as they should.
 */
final class Requests {

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicInteger lost = new AtomicInteger();

	void assertAnswered(Request request) {
		this.sent.incrementAndGet();
		this.lost.incrementAndGet();
		try {
			assertThat(request.send()).contains("hello");
		}
		catch (Exception ex) {
			throw new AssertionError("Not answered", ex);
		}
		this.lost.decrementAndGet();
	}

	void answered() {
		this.sent.incrementAndGet();
	}

	void notAnswered() {
		this.sent.incrementAndGet();
		this.lost.incrementAndGet();
	}

	int sent() {
		return this.sent.get();
	}

	int lost() {
		return this.lost.get();
	}

	@FunctionalInterface
	interface Request {

		String send() throws Exception;

	}

}
