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

package io.github.loopbackfastpath.internal.winsock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * Proves on sockets of its own, bound to a loopback port, that a handle is what it seems
 * to be: {@code getsockname} must know it, and by the same port as Java does. A handle
 * that is wrong would change a stranger's socket or file.
 */
final class HandleSelfCheck {

	private static final int SOCKADDR_STORAGE_SIZE = 128;

	private static final int PORT_OFFSET = 2;

	private final SocketHandles handles;

	HandleSelfCheck(SocketHandles handles) {
		this.handles = handles;
	}

	void run() throws IOException, SocketHandleException {
		InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		try (SocketChannel channel = SocketChannel.open(); Socket socket = new Socket()) {
			channel.bind(anyPort);
			check(channel, channel.socket().getLocalPort());
			socket.bind(anyPort);
			check(socket, socket.getLocalPort());
		}
	}

	private void check(Object socket, int expectedPort) throws SocketHandleException {
		long handle = this.handles.handleOf(socket);
		int port = localPort(handle);
		if (port != expectedPort) {
			throw new SocketHandleException("handle %d of a %s bound to port %d belongs to %s".formatted(handle,
					socket.getClass().getName(), expectedPort, (port < 0) ? "no socket" : "port " + port));
		}
	}

	/**
	 * Return the local port of a handle, 0 if it is not bound, or -1 if it is no socket.
	 */
	static int localPort(long handle) {
		Memory address = new Memory(SOCKADDR_STORAGE_SIZE);
		IntByReference length = new IntByReference(SOCKADDR_STORAGE_SIZE);
		int result = Stdcall.socketFunction("getsockname")
			.invokeInt(new Object[] { new Pointer(handle), address, length });
		// The port is in network byte order, at the same place for IPv4 and IPv6
		return (result == 0) ? Short.toUnsignedInt(Short.reverseBytes(address.getShort(PORT_OFFSET))) : -1;
	}

}
