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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.server.TestServer;
import io.github.loopbackfastpath.internal.server.grpc.GrpcTestServer;
import io.github.loopbackfastpath.internal.server.grpc.HelloService;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Much traffic on a gRPC server.
 */
@RunsOnWindowsJvm
class GrpcLoadTests extends LoadContract {

	// Not those that gRPC ends a second after their last use
	private static EventLoopGroup loops;

	static TestServer[] servers() {
		return GrpcTestServer.values();
	}

	@BeforeAll
	static void startLoops() {
		loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
	}

	@AfterAll
	static void endLoops() {
		loops.shutdownGracefully();
	}

	@Override
	Connection connect(int port, @Nullable SocketRequests fastPath) {
		ManagedChannel channel = NettyChannelBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
			.usePlaintext()
			.eventLoopGroup(loops)
			.channelFactory(() -> newChannel(fastPath))
			.build();
		return new Connection() {

			@Override
			public String get() {
				return HelloService.greet(channel);
			}

			@Override
			public void close() {
				try {
					assertThat(channel.shutdownNow().awaitTermination(1, TimeUnit.MINUTES)).isTrue();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}

		};
	}

	private static NioSocketChannel newChannel(@Nullable SocketRequests fastPath) {
		try {
			SocketChannel socket = SocketChannel.open();
			if (fastPath != null) {
				fastPath.request(socket);
			}
			return new NioSocketChannel(socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * gRPC ends the event loops of its servers a second after their last use. It need not
	 * end all: another test may have left some.
	 */
	@Override
	void settle() {
		for (int i = 0; i < 50 && hasEventLoops(); i++) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
		}
	}

	private static boolean hasEventLoops() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().startsWith("grpc-nio-"));
	}

}
