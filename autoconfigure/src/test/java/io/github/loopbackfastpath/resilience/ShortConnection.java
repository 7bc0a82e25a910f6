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

package io.github.loopbackfastpath.resilience;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A request on a connection of its own.
 */
final class ShortConnection {

	private ShortConnection() {
	}

	/**
	 * Send a request, and return the whole answer.
	 * @param port the port on loopback
	 * @param beforeConnect what to do with the socket before it connects
	 */
	static String get(int port, Consumer<Socket> beforeConnect) throws IOException {
		try (Socket socket = new Socket()) {
			beforeConnect.accept(socket);
			socket.setSoTimeout(60_000);
			socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 60_000);
			socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), US_ASCII);
		}
	}

	static String get(int port) throws IOException {
		return get(port, (socket) -> {
		});
	}

}
