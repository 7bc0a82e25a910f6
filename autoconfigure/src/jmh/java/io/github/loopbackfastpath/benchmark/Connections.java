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

package io.github.loopbackfastpath.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * Opens a connection, waits until it is accepted, and closes it. Without lingering, so
 * that no port has to wait before it can be used again.
 */
public final class Connections implements AutoCloseable {

	private final ServerSocketChannel server;

	public Connections() throws IOException {
		this.server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

	/**
	 * Open one connection, and close it.
	 * @param beforeConnect what is done with its socket before it is connected
	 */
	public void openAndClose(Consumer<SocketChannel> beforeConnect) throws IOException {
		try (SocketChannel client = SocketChannel.open()) {
			beforeConnect.accept(client);
			client.connect(this.server.getLocalAddress());
			try (SocketChannel accepted = this.server.accept()) {
				accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
