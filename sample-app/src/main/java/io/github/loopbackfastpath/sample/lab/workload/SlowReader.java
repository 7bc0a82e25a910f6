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

package io.github.loopbackfastpath.sample.lab.workload;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.loopbackfastpath.sample.lab.peer.RawConnection;
import io.github.loopbackfastpath.sample.lab.peer.Request;
import org.jspecify.annotations.Nullable;

/**
 * Does not read what the server sends until the server can send no more, then reads it
 * all. The fast path gives up congestion control; that it keeps flow control is to be
 * seen here: the server must be held, and no byte be lost.
 */
final class SlowReader implements Probe {

	static final int SIZE = 64 * 1024 * 1024;

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

	private static final int PAUSES = 4;

	private final Peer peer;

	private long mostHeld;

	SlowReader(Peer peer) throws IOException {
		this.peer = peer;
		peer.connect().close();
	}

	@Override
	public long once() throws IOException {
		try (RawConnection connection = this.peer.connect()) {
			connection.request(Request.FLOOD, SIZE);
			// From here on the server counts anew
			connection.read(1);
			this.mostHeld = Math.max(this.mostHeld, awaitThatServerIsHeld());
			long start = System.nanoTime();
			connection.read(SIZE - 1);
			return System.nanoTime() - start;
		}
	}

	private long awaitThatServerIsHeld() throws IOException {
		long sent = -1;
		for (int unchanged = 0; unchanged < PAUSES;) {
			LockSupport.parkNanos(PAUSE);
			long now = this.peer.status().flooded();
			unchanged = (now == sent) ? unchanged + 1 : 0;
			sent = now;
		}
		return sent;
	}

	@Override
	public @Nullable String finding() {
		if (this.mostHeld >= SIZE) {
			return "FLOW CONTROL DOES NOT HOLD: %d MiB were sent although nothing was read".formatted(SIZE >> 20);
		}
		return "flow control holds: the server was stopped at %.1f MiB, and no byte was lost"
			.formatted(this.mostHeld / 1048576d);
	}

}
