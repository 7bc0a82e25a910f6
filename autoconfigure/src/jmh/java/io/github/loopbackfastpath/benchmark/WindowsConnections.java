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

package io.github.loopbackfastpath.benchmark;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.Consumer;

import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.internal.system.SocketRequests;

/**
 * Opens and closes as many connections as it is told, and tells how many nanoseconds the
 * median one took. Their sum would be that of the few that are held up.
 */
final class WindowsConnections {

	private WindowsConnections() {
	}

	public static void main(String[] args) throws IOException {
		Consumer<SocketChannel> beforeConnect = Asking.valueOf(args[0])
			.beforeConnect(SocketRequests.create(true, FastPathScope.SOCKETS));
		try (Socket control = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
				Connections connections = new Connections()) {
			DataInputStream in = new DataInputStream(control.getInputStream());
			DataOutputStream out = new DataOutputStream(control.getOutputStream());
			for (int count = in.readInt(); count > 0; count = in.readInt()) {
				out.writeLong(median(count, connections, beforeConnect));
			}
			out.writeLong(0);
		}
	}

	private static long median(int count, Connections connections, Consumer<SocketChannel> beforeConnect)
			throws IOException {
		long[] nanos = new long[count];
		for (int i = 0; i < count; i++) {
			long start = System.nanoTime();
			connections.openAndClose(beforeConnect);
			nanos[i] = System.nanoTime() - start;
		}
		Arrays.sort(nanos);
		return nanos[count / 2];
	}

	/**
	 * Who asks for the fast path.
	 */
	enum Asking {

		/** The starter. */
		STARTER {

			@Override
			Consumer<SocketChannel> beforeConnect(SocketRequests fastPath) {
				return (channel) -> check(fastPath.request(channel).isRequested());
			}

		},

		/** The JDK, when it creates the socket. */
		JDK {

			@Override
			Consumer<SocketChannel> beforeConnect(SocketRequests fastPath) {
				check(fastPath.jdk().isAccepted());
				return (channel) -> {
				};
			}

		};

		abstract Consumer<SocketChannel> beforeConnect(SocketRequests fastPath);

		static void check(boolean asked) {
			if (!asked) {
				throw new IllegalStateException("The fast path is not asked for");
			}
		}

	}

}
