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

package io.github.loopbackfastpath.internal.client.httpcomponents;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;

import io.github.loopbackfastpath.internal.client.ClientSockets;
import org.jspecify.annotations.Nullable;

/**
 * A socket that is asked for before it connects.
 */
final class FastPathSocket extends Socket {

	private final ClientSockets sockets;

	private final @Nullable Proxy proxy;

	private FastPathSocket(ClientSockets sockets) {
		this.sockets = sockets;
		this.proxy = null;
	}

	private FastPathSocket(ClientSockets sockets, Proxy proxy) {
		super(proxy);
		this.sockets = sockets;
		this.proxy = proxy;
	}

	static Socket create(ClientSockets sockets, @Nullable Proxy proxy) {
		return (proxy != null) ? new FastPathSocket(sockets, proxy) : new FastPathSocket(sockets);
	}

	@Override
	public void connect(SocketAddress endpoint, int timeout) throws IOException {
		this.sockets.beforeConnect(this, (this.proxy != null) ? address(this.proxy) : endpoint);
		super.connect(endpoint, timeout);
	}

	/**
	 * The address that the JDK connects to: it looks a SOCKS proxy up by name each time.
	 */
	private static @Nullable SocketAddress address(Proxy proxy) {
		return (proxy.address() instanceof InetSocketAddress address)
				? new InetSocketAddress(address.getHostString(), address.getPort()) : null;
	}

}
