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

import java.nio.channels.SocketChannel;
import java.time.Duration;

import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.server.TestServer;
import io.github.loopbackfastpath.internal.server.reactor.RSocketTestServer;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.netty.channel.Channel;
import io.netty.channel.nio.AbstractNioChannel;
import io.rsocket.RSocket;
import org.jspecify.annotations.Nullable;

/**
 * Much traffic on an RSocket server.
 */
@RunsOnWindowsJvm
class RSocketLoadTests extends LoadContract {

	static TestServer[] servers() {
		return RSocketTestServer.values();
	}

	@Override
	Connection connect(int port, @Nullable SocketRequests fastPath) {
		RSocket client = ((RSocketTestServer) this.server).connect("127.0.0.1", port, false,
				(channel) -> request(channel, fastPath));
		return new Connection() {

			@Override
			public String get() {
				return RSocketTestServer.greet(client);
			}

			@Override
			public void close() {
				client.dispose();
				client.onClose().onErrorComplete().block(Duration.ofMinutes(1));
			}

		};
	}

	private static void request(Channel channel, @Nullable SocketRequests fastPath) {
		if (fastPath != null) {
			fastPath.request((SocketChannel) ((AbstractNioChannel.NioUnsafe) channel.unsafe()).ch());
		}
	}

}
