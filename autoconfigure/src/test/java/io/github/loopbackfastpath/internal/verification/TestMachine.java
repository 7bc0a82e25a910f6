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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;

import io.github.loopbackfastpath.internal.winsock.LoopbackConnection;
import io.github.loopbackfastpath.internal.winsock.TestConnections;

/**
 * A machine with real sockets, the counters and the answer of which are scripted.
 */
class TestMachine implements Machine {

	/** Decides whether a connect falls off, by which ends requested the fast path. */
	BiPredicate<Boolean, Boolean> fallsOff = (client, listener) -> client && !listener;

	/** What the system answers to a request. */
	int answer;

	/** Where the counter begins: it wraps around soon. */
	AtomicLong fallOffs = new AtomicLong(0xFFFF_FFFDL);

	/** How many datagrams a round trip has when both ends requested the fast path. */
	int datagramsOfCandidate;

	final AtomicLong datagrams = new AtomicLong(0xFFFF_FF00L);

	final AtomicInteger openConnections = new AtomicInteger();

	final AtomicInteger openCounters = new AtomicInteger();

	@Override
	public Connection connect(boolean clientRequests, boolean listenerRequests) throws IOException {
		LoopbackConnection connection = TestConnections.open((handle) -> this.answer, clientRequests, listenerRequests);
		this.openConnections.incrementAndGet();
		if (this.fallsOff.test(clientRequests, listenerRequests)) {
			this.fallOffs.incrementAndGet();
		}
		int each = (clientRequests && listenerRequests) ? this.datagramsOfCandidate : 2;
		return new Connection() {

			private boolean closed;

			@Override
			public void roundTrips(int count) throws IOException {
				connection.roundTrips(count);
				TestMachine.this.datagrams.addAndGet((long) each * count);
			}

			@Override
			public synchronized void close() {
				connection.close();
				if (!this.closed) {
					this.closed = true;
					TestMachine.this.openConnections.decrementAndGet();
				}
			}

		};
	}

	@Override
	public Counter openFallOffCounter() throws IOException {
		return counter(this.fallOffs);
	}

	@Override
	public Counter openIpCounter() throws IOException {
		return counter(this.datagrams);
	}

	private Counter counter(AtomicLong value) {
		this.openCounters.incrementAndGet();
		return new Counter() {

			@Override
			public long read() {
				return value.get() & 0xFFFF_FFFFL;
			}

			@Override
			public void close() {
				TestMachine.this.openCounters.decrementAndGet();
			}

		};
	}

	@Override
	public String system() {
		return "Windows 11 (10.0.26100)";
	}

}
