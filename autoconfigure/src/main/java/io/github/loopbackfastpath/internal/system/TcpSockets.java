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

package io.github.loopbackfastpath.internal.system;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Channel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathSide;
import org.jspecify.annotations.Nullable;

/**
 * What public API says about a socket before its handle is touched.
 */
final class TcpSockets {

	private TcpSockets() {
	}

	static FastPathSide side(@Nullable Object socket) {
		boolean listening = socket instanceof ServerSocketChannel || socket instanceof AsynchronousServerSocketChannel
				|| socket instanceof ServerSocket;
		return listening ? FastPathSide.SERVER : FastPathSide.CLIENT;
	}

	/**
	 * Return why the fast path cannot be requested on the given socket, or {@code null}
	 * if it can.
	 */
	static @Nullable SkipReason obstacle(@Nullable Object socket) {
		if (!isTcp(socket)) {
			return SkipReason.NOT_TCP;
		}
		if (isClosed(socket)) {
			return SkipReason.CLOSED;
		}
		return isConnected(socket) ? SkipReason.ALREADY_CONNECTED : null;
	}

	private static boolean isTcp(@Nullable Object socket) {
		if (socket instanceof ServerSocketChannel || socket instanceof SocketChannel) {
			// A Unix-domain channel is of the same class, but has no address to reuse
			return ((NetworkChannel) socket).supportedOptions().contains(StandardSocketOptions.SO_REUSEADDR);
		}
		return socket instanceof AsynchronousServerSocketChannel || socket instanceof AsynchronousSocketChannel
				|| socket instanceof Socket || socket instanceof ServerSocket;
	}

	private static boolean isClosed(@Nullable Object socket) {
		return (socket instanceof Channel channel && !channel.isOpen())
				|| (socket instanceof Socket plain && plain.isClosed())
				|| (socket instanceof ServerSocket server && server.isClosed());
	}

	private static boolean isConnected(@Nullable Object socket) {
		return (socket instanceof SocketChannel channel && (channel.isConnected() || channel.isConnectionPending()))
				|| (socket instanceof Socket plain && plain.isConnected())
				|| (socket instanceof AsynchronousSocketChannel asynchronous && hasPeer(asynchronous));
	}

	private static boolean hasPeer(AsynchronousSocketChannel channel) {
		try {
			return channel.getRemoteAddress() != null;
		}
		catch (IOException ex) {
			// Closed in the meantime, which is noticed when its handle is read
			return false;
		}
	}

}
