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

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * An HTTP connection for many requests, one after the other.
 */
final class KeptConnection implements LoadContract.Connection {

	private final Socket socket = new Socket();

	KeptConnection(int port, Consumer<Socket> beforeConnect) throws IOException {
		try {
			beforeConnect.accept(this.socket);
			this.socket.setSoTimeout(60_000);
			this.socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 60_000);
		}
		catch (IOException ex) {
			this.socket.close();
			throw ex;
		}
	}

	/**
	 * Send a request, and read its answer up to "hello". If it ends later, the rest is
	 * read with the next one.
	 */
	@Override
	public String get() throws IOException {
		this.socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
		StringBuilder answer = new StringBuilder();
		while (answer.indexOf("hello") < 0) {
			byte[] bytes = new byte[1024];
			int length = this.socket.getInputStream().read(bytes);
			if (length < 0) {
				throw new EOFException();
			}
			answer.append(new String(bytes, 0, length, US_ASCII));
		}
		return answer.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
