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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections of a run, all of which another thread can close when the run hangs.
 */
final class OpenConnections implements AutoCloseable {

	private final Machine machine;

	private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	OpenConnections(Machine machine) {
		this.machine = machine;
	}

	Connection connect(boolean clientRequests, boolean listenerRequests) throws IOException {
		if (this.closed) {
			throw new IOException("the run was given up");
		}
		Connection connection = this.machine.connect(clientRequests, listenerRequests);
		this.connections.add(connection);
		if (this.closed) {
			close();
		}
		return new Connection() {

			@Override
			public void roundTrips(int count) throws IOException {
				connection.roundTrips(count);
			}

			@Override
			public void close() {
				OpenConnections.this.connections.remove(connection);
				connection.close();
			}

		};
	}

	@Override
	public void close() {
		this.closed = true;
		this.connections.forEach(Connection::close);
		this.connections.clear();
	}

}
