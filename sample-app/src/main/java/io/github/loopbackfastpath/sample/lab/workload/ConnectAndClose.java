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

import io.github.loopbackfastpath.sample.lab.peer.RawConnection;
import io.github.loopbackfastpath.sample.lab.peer.Request;

/**
 * Sets a connection up, waits for the server's first byte and closes it. That takes until
 * the server has closed its end: otherwise the next connection would wait for what this
 * one has left to do.
 */
final class ConnectAndClose implements Probe {

	private final Peer peer;

	ConnectAndClose(Peer peer) throws IOException {
		this.peer = peer;
		once();
	}

	@Override
	public long once() throws IOException {
		long start = System.nanoTime();
		try (RawConnection connection = this.peer.connect()) {
			connection.request(Request.EXCHANGE, 1, 1);
			connection.write(1);
			connection.read(1);
			connection.end();
		}
		return System.nanoTime() - start;
	}

}
