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

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A proxy that leads every connection to the same server, whatever it is asked for.
 * Speaks SOCKS 5 and {@code CONNECT}.
 */
final class TestProxy implements AutoCloseable {

	private static final int SOCKS5 = 5;

	private final ServerSocket listener;

	private final InetSocketAddress target;

	private final Set<Integer> remotePorts = new ConcurrentSkipListSet<>();

	TestProxy(ObservedServer target) throws IOException {
		this.target = new InetSocketAddress(target.address(), target.port());
		this.listener = new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1"));
		daemon(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	Set<Integer> remotePorts() {
		return this.remotePorts;
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.listener.accept();
			this.remotePorts.add(client.getPort());
			daemon(() -> serve(client));
		}
	}

	private void serve(Socket client) throws IOException {
		try (client; Socket server = new Socket(this.target.getAddress(), this.target.getPort())) {
			DataInputStream input = new DataInputStream(client.getInputStream());
			OutputStream output = client.getOutputStream();
			int first = input.read();
			if (first == SOCKS5) {
				input.skipNBytes(input.read());
				output.write(new byte[] { SOCKS5, 0 });
				input.skipNBytes(3);
				int type = input.read();
				input.skipNBytes(((type == 1) ? 4 : (type == 4) ? 16 : input.read()) + 2);
				output.write(new byte[] { SOCKS5, 0, 0, 1, 0, 0, 0, 0, 0, 0 });
			}
			else {
				skipHeaders(input);
				output.write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
			}
			daemon(() -> pump(server.getInputStream(), output));
			pump(input, server.getOutputStream());
		}
	}

	private void skipHeaders(InputStream input) throws IOException {
		int last = 0;
		int read = input.read();
		while (read != -1) {
			last = (last << 8) | read;
			if (last == 0x0D0A0D0A) {
				return;
			}
			read = input.read();
		}
	}

	private void pump(InputStream input, OutputStream output) throws IOException {
		input.transferTo(output);
	}

	private void daemon(IoTask task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// Closed by one of the ends
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

	private interface IoTask {

		void run() throws IOException;

	}

}
