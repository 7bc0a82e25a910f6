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

package io.github.loopbackfastpath.internal.record;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

import io.github.loopbackfastpath.FastPathOutcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The listening sockets of the embedded servers of one application, in the order in which
 * they were first started. Holds no strong reference to a server or a connector.
 */
public final class ListeningSockets {

	private static final Log logger = LogFactory.getLog(ListeningSockets.class);

	private final List<Entry> entries = new ArrayList<>();

	/**
	 * Record a listening socket, in place of what was recorded of it before.
	 * @param key the server's object for the listening socket
	 * @param server the server to which it belongs, by which {@code required} is judged
	 * @param socket the listening socket
	 */
	public void put(Object key, Object server, RecordedListener socket) {
		Entry entry = new Entry(new WeakReference<>(key), new WeakReference<>(server), socket);
		synchronized (this.entries) {
			int index = indexOf(key);
			if (index >= 0) {
				this.entries.set(index, entry);
			}
			else {
				this.entries.add(entry);
			}
		}
		if (!socket.isUnbound()) {
			log(socket);
		}
	}

	/**
	 * Complete what was recorded of a listening socket before it was bound.
	 * @param key the server's object for the listening socket
	 * @param localAddress the address and port to which it is bound
	 */
	public void bound(Object key, @Nullable String localAddress) {
		RecordedListener socket;
		synchronized (this.entries) {
			int index = indexOf(key);
			if (index < 0 || localAddress == null || !this.entries.get(index).socket.isUnbound()) {
				return;
			}
			Entry entry = this.entries.get(index);
			socket = entry.socket.boundTo(localAddress);
			this.entries.set(index, new Entry(entry.key, entry.server, socket));
		}
		log(socket);
	}

	/**
	 * Forget a listening socket that was removed from its server.
	 * @param key the server's object for the listening socket
	 */
	public void remove(Object key) {
		synchronized (this.entries) {
			int index = indexOf(key);
			if (index >= 0) {
				this.entries.remove(index);
			}
		}
	}

	private int indexOf(Object key) {
		this.entries.removeIf((entry) -> entry.key.get() == null);
		for (int i = 0; i < this.entries.size(); i++) {
			if (this.entries.get(i).key.get() == key) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Return the listening sockets of all servers.
	 */
	public List<RecordedListener> all() {
		return of(null);
	}

	/**
	 * Return the listening sockets of the given server.
	 * @param server the server, or {@code null} for all servers
	 */
	public List<RecordedListener> of(@Nullable Object server) {
		synchronized (this.entries) {
			return this.entries.stream()
				.filter((entry) -> entry.key.get() != null)
				.filter((entry) -> server == null || entry.server.get() == server)
				.map(Entry::socket)
				.toList();
		}
	}

	private static void log(RecordedListener socket) {
		Guard.run("No log of " + socket, () -> {
			String message = "Loopback fast path for " + socket;
			if (isNews(socket.outcome())) {
				logger.info(message);
			}
			else {
				logger.debug(message);
			}
		});
	}

	private static boolean isNews(FastPathOutcome outcome) {
		return switch (outcome.value()) {
			case "requested", "left-to-jdk", "failed", "ip-version-excluded" -> true;
			default -> false;
		};
	}

	private record Entry(WeakReference<Object> key, WeakReference<Object> server, RecordedListener socket) {

	}

}
