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

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Creates verifiers on machines with real sockets and scripted counters.
 */
public final class TestVerifiers {

	private TestVerifiers() {
	}

	/**
	 * Return one where the fast path is active.
	 */
	public static FastPathVerifier active() {
		return on(new TestMachine());
	}

	/**
	 * Return one where every connect falls off the fast path.
	 */
	public static FastPathVerifier filtered() {
		return filtered(new AtomicLong());
	}

	/**
	 * Return one where every connect falls off the fast path, with a counter to which
	 * other programs can add.
	 */
	public static FastPathVerifier filtered(AtomicLong fallOffs) {
		TestMachine machine = new TestMachine();
		machine.fallsOff = (client, listener) -> client;
		machine.datagramsOfCandidate = 2;
		machine.fallOffs = fallOffs;
		return on(machine);
	}

	/**
	 * Return one where the request is ignored.
	 */
	public static FastPathVerifier ignoring() {
		TestMachine machine = new TestMachine();
		machine.fallsOff = (client, listener) -> false;
		machine.datagramsOfCandidate = 2;
		return on(machine);
	}

	/**
	 * Return one where the request is refused.
	 */
	public static FastPathVerifier refusing(int error) {
		TestMachine machine = new TestMachine();
		machine.answer = error;
		return on(machine);
	}

	/**
	 * Return one where the fast path is active, and it is counted how often the counter
	 * of fall-offs is opened.
	 */
	public static FastPathVerifier observed(AtomicInteger opened) {
		return on(new TestMachine() {

			@Override
			public Counter openFallOffCounter() throws IOException {
				opened.incrementAndGet();
				return super.openFallOffCounter();
			}

		});
	}

	private static FastPathVerifier on(TestMachine machine) {
		return new FastPathVerifier(machine, Clock.systemUTC(), Duration.ofSeconds(10));
	}

}
