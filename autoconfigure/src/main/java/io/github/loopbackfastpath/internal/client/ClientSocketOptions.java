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

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.loopbackfastpath.internal.record.SocketOptions;

/**
 * Looks at the options of the first socket that a client library has the fast path
 * requested for: those that differ from a new socket's, the library has set.
 */
final class ClientSocketOptions {

	private static final Map<String, SocketOption<?>> OPTIONS = Map.of("TCP_NODELAY", StandardSocketOptions.TCP_NODELAY,
			"SO_KEEPALIVE", StandardSocketOptions.SO_KEEPALIVE, "SO_LINGER", StandardSocketOptions.SO_LINGER,
			"SO_SNDBUF", StandardSocketOptions.SO_SNDBUF);

	private final SocketOptions options;

	private final String component;

	private final String settings;

	private final AtomicBoolean done = new AtomicBoolean();

	ClientSocketOptions(SocketOptions options, String component, String settings) {
		this.options = options;
		this.component = component;
		this.settings = settings;
	}

	void inspect(Socket socket) throws IOException {
		if (isFirst()) {
			try (Socket untouched = new Socket()) {
				compare(socket::getOption, untouched::getOption);
			}
		}
	}

	void inspect(SocketChannel channel) throws IOException {
		if (isFirst()) {
			try (SocketChannel untouched = SocketChannel.open()) {
				compare(channel::getOption, untouched::getOption);
			}
		}
	}

	private boolean isFirst() {
		return !this.done.get() && this.done.compareAndSet(false, true);
	}

	private void compare(OptionReader socket, OptionReader untouched) throws IOException {
		for (Map.Entry<String, SocketOption<?>> option : OPTIONS.entrySet()) {
			Object value = socket.read(option.getValue());
			if (!value.equals(untouched.read(option.getValue()))) {
				this.options.report(this.component, option.getKey(), value, this.settings);
			}
		}
	}

	@FunctionalInterface
	private interface OptionReader {

		Object read(SocketOption<?> option) throws IOException;

	}

}
