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

package io.github.loopbackfastpath.internal.winsock;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongToIntFunction;

import com.sun.jna.Memory;

/**
 * A TCP connection of this process to itself over 127.0.0.1. The ends of it request the
 * fast path as told, which the JDK's sockets cannot promise.
 *
 * @since 0.1.0
 */
public final class LoopbackConnection implements AutoCloseable {

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	private final long nanos;

	private final NativeSocket client;

	private final NativeSocket server;

	private LoopbackConnection(LongToIntFunction request, boolean clientRequests, boolean listenerRequests,
			Duration timeout) throws IOException {
		this.nanos = timeout.toNanos();
		boolean complete = false;
		try {
			this.open.push(WinsockUse.begin());
			try (NativeSocket listener = new NativeSocket()) {
				if (listenerRequests) {
					request(request, listener);
				}
				Memory address = listener.listen();
				this.client = opened(new NativeSocket());
				if (clientRequests) {
					request(request, this.client);
				}
				this.client.connect(address);
				this.server = opened(listener.accept(this.nanos));
			}
			complete = true;
		}
		finally {
			if (!complete) {
				close();
			}
		}
	}

	private NativeSocket opened(NativeSocket socket) {
		this.open.push(socket);
		return socket;
	}

	private static void request(LongToIntFunction request, NativeSocket socket) throws RequestRefusedException {
		int error = request.applyAsInt(socket.handle());
		if (error != 0) {
			throw new RequestRefusedException(error);
		}
	}

	/**
	 * Open a connection on which each end makes the real request, or none.
	 * @param clientRequests whether the connecting end requests the fast path
	 * @param listenerRequests whether the listening end does
	 * @param timeout how long each step may take
	 * @return the connection
	 * @throws RequestRefusedException if the system refuses the request
	 * @throws IOException if there is no connection
	 */
	public static LoopbackConnection open(boolean clientRequests, boolean listenerRequests, Duration timeout)
			throws IOException {
		return open(Ws2_32.open(), clientRequests, listenerRequests, timeout);
	}

	/**
	 * Variant of {@link #open(boolean, boolean, Duration)} with another native call.
	 * @param request what takes a handle and returns 0 or the error number
	 */
	static LoopbackConnection open(LongToIntFunction request, boolean clientRequests, boolean listenerRequests,
			Duration timeout) throws IOException {
		return new LoopbackConnection(request, clientRequests, listenerRequests, timeout);
	}

	/**
	 * Send a byte to and fro.
	 * @param count how often
	 * @throws IOException if the connection does not carry it in time
	 */
	public void roundTrips(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			this.client.send(this.nanos);
			this.server.receive(this.nanos);
			this.server.send(this.nanos);
			this.client.receive(this.nanos);
		}
	}

	@Override
	public synchronized void close() {
		while (!this.open.isEmpty()) {
			try {
				this.open.pop().close();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

}
