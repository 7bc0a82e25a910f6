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
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import io.github.loopbackfastpath.sample.lab.peer.RawConnection;
import io.github.loopbackfastpath.sample.lab.peer.Request;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server to go away without a goodbye, and waits until the client notices.
 */
final class VanishedPeer implements Probe {

	static final int LONGEST_WAIT = 2000;

	private final Peer peer;

	private int unnoticed;

	VanishedPeer(Peer peer) throws IOException {
		this.peer = peer;
		peer.connect().close();
	}

	@Override
	public long once() throws IOException {
		try (RawConnection connection = this.peer.connect(); Selector selector = Selector.open()) {
			SocketChannel channel = connection.channel();
			connection.request(Request.VANISH);
			channel.configureBlocking(false);
			channel.register(selector, SelectionKey.OP_READ);
			long start = System.nanoTime();
			connection.write(1);
			if (selector.select(LONGEST_WAIT) == 0) {
				this.unnoticed++;
			}
			else if (!hasEnded(channel)) {
				throw new IOException("The server sent something instead of going away");
			}
			return System.nanoTime() - start;
		}
	}

	private boolean hasEnded(SocketChannel channel) {
		try {
			return channel.read(ByteBuffer.allocate(1)) < 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

	@Override
	public @Nullable String finding() {
		return (this.unnoticed > 0)
				? "THE END WENT UNNOTICED for %d s, %d times".formatted(LONGEST_WAIT / 1000, this.unnoticed) : null;
	}

}
