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
 * Sends some bytes and waits for the answer, over and over on one connection.
 */
final class Exchange implements Probe {

	// The server's thread has to be placed on a processor first
	private static final int UNMEASURED = 5;

	private final Peer peer;

	private final int request;

	private final int response;

	private RawConnection connection;

	Exchange(Peer peer, int request, int response) throws IOException {
		this.peer = peer;
		this.request = request;
		this.response = response;
		this.connection = connect();
	}

	private RawConnection connect() throws IOException {
		RawConnection connection = this.peer.connect();
		connection.request(Request.EXCHANGE, this.request, this.response);
		return connection;
	}

	@Override
	public void renew() throws IOException {
		this.connection.close();
		this.connection = connect();
		for (int i = 0; i < UNMEASURED; i++) {
			once();
		}
	}

	@Override
	public long once() throws IOException {
		long start = System.nanoTime();
		this.connection.write(this.request);
		this.connection.read(this.response);
		return System.nanoTime() - start;
	}

	@Override
	public void close() throws IOException {
		this.connection.close();
	}

}
