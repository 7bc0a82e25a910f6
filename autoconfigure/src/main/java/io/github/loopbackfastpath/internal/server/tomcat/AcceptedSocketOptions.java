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

package io.github.loopbackfastpath.internal.server.tomcat;

import java.net.Socket;

import io.github.loopbackfastpath.internal.record.SocketOptions;
import org.apache.tomcat.util.net.SocketProperties;

/**
 * Takes the place of an accepted socket, to learn from Tomcat itself which options it
 * sets on those that inherit the fast path. Never creates an operating system's socket.
 */
final class AcceptedSocketOptions extends Socket {

	private final SocketOptions options;

	private AcceptedSocketOptions(SocketOptions options) {
		this.options = options;
	}

	static void report(SocketProperties properties, SocketOptions options) throws Exception {
		try (AcceptedSocketOptions socket = new AcceptedSocketOptions(options)) {
			properties.setProperties(socket);
		}
	}

	@Override
	public void setTcpNoDelay(boolean on) {
		report("TCP_NODELAY", on, "tcpNoDelay");
	}

	@Override
	public void setKeepAlive(boolean on) {
		report("SO_KEEPALIVE", on, "socket.soKeepAlive");
	}

	@Override
	public void setOOBInline(boolean on) {
		report("SO_OOBINLINE", on, "socket.ooBInline");
	}

	@Override
	public void setSoLinger(boolean on, int linger) {
		report("SO_LINGER", on ? linger + " s" : "off", "connectionLinger");
	}

	@Override
	public void setSendBufferSize(int size) {
		report("SO_SNDBUF", size, "socket.txBufSize");
	}

	@Override
	public void setReceiveBufferSize(int size) {
		report("SO_RCVBUF", size, "socket.rxBufSize");
	}

	@Override
	public void setReuseAddress(boolean on) {
		report("SO_REUSEADDR", on, "socket.soReuseAddress");
	}

	@Override
	public void setSoTimeout(int timeout) {
		// Not an option of Windows' socket: Java waits for itself
	}

	@Override
	public void setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
		// Not an option of the socket: Java ignores it
	}

	private void report(String name, Object value, String property) {
		this.options.report("tomcat", name, value, "the Tomcat connector's property '" + property + "'");
	}

}
