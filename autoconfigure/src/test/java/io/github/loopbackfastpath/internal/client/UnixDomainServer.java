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

package io.github.loopbackfastpath.internal.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on a Unix-domain socket that answers whatever it is asked, once for each
 * connection.
 */
public final class UnixDomainServer implements AutoCloseable {

	private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";

	private final ServerSocketChannel channel;

	private final AtomicInteger connections = new AtomicInteger();

	public UnixDomainServer(Path path) throws IOException {
		this.channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		this.channel.bind(UnixDomainSocketAddress.of(path));
		Thread thread = new Thread(this::answerAll, "unix-domain-server");
		thread.setDaemon(true);
		thread.start();
	}

	private void answerAll() {
		try {
			while (true) {
				try (SocketChannel accepted = this.channel.accept()) {
					this.connections.incrementAndGet();
					answer(accepted);
				}
			}
		}
		catch (IOException ex) {
			// The test has ended
		}
	}

	private static void answer(SocketChannel accepted) throws IOException {
		BufferedReader request = new BufferedReader(Channels.newReader(accepted, StandardCharsets.ISO_8859_1));
		for (String line = request.readLine(); line != null && !line.isEmpty();) {
			line = request.readLine();
		}
		accepted.write(ByteBuffer.wrap(ANSWER.getBytes(StandardCharsets.ISO_8859_1)));
	}

	public int connections() {
		return this.connections.get();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
