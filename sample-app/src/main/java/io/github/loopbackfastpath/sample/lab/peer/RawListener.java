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

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Accepts connections and has each served by a thread of its own, which is kept for later
 * ones as servers do.
 */
final class RawListener {

	private static final int BACKLOG = 200;

	private final ServerSocketChannel channel;

	private final RawService service;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> daemon(task, "lab-connection"));

	/**
	 * Create a new listener.
	 * @param channel the channel, which is not bound yet
	 * @param service serves the connections
	 */
	RawListener(ServerSocketChannel channel, RawService service) {
		this.channel = channel;
		this.service = service;
	}

	/**
	 * Start to listen.
	 * @param address the address to bind to
	 * @return the address that the listener is bound to
	 */
	SocketAddress start(SocketAddress address) throws IOException {
		this.channel.bind(address, BACKLOG);
		daemon(this::acceptAll, "lab-acceptor").start();
		return this.channel.getLocalAddress();
	}

	private void acceptAll() {
		try {
			while (true) {
				SocketChannel accepted = this.channel.accept();
				this.threads.execute(() -> serve(accepted));
			}
		}
		catch (IOException ex) {
			System.err.println("The lab's peer accepts no more: " + ex);
		}
	}

	private void serve(SocketChannel accepted) {
		try (RawConnection connection = new RawConnection(accepted)) {
			this.service.serve(connection);
		}
		catch (IOException ex) {
			// The other side is done
		}
	}

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

}
