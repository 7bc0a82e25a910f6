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

package io.github.loopbackfastpath.sample.lab.peer;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * Asks the peer for its numbers, over a connection of its own that is never measured.
 */
public final class PeerStatus implements Closeable {

	private final RawConnection connection;

	/**
	 * Create a new instance.
	 * @param offer the peer's offer
	 * @throws IOException if the peer does not answer
	 */
	public PeerStatus(PeerOffer offer) throws IOException {
		int port = Integer.parseInt(offer.addresses().get(Endpoint.PLAIN));
		this.connection = new RawConnection(SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
		this.connection.request(Request.STATUS);
	}

	/**
	 * Return the CPU time of the peer's JVM.
	 * @return the time in nanoseconds
	 * @throws IOException if the peer does not answer
	 */
	public long cpuNanos() throws IOException {
		return ask()[0];
	}

	/**
	 * Return how much of the last flood the peer could send.
	 * @return the bytes
	 * @throws IOException if the peer does not answer
	 */
	public long flooded() throws IOException {
		return ask()[1];
	}

	private synchronized long[] ask() throws IOException {
		this.connection.write(1);
		return new long[] { this.connection.readLong(), this.connection.readLong() };
	}

	@Override
	public void close() throws IOException {
		this.connection.close();
	}

}
