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

package io.github.loopbackfastpath.internal.server.grpc;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import io.github.loopbackfastpath.internal.server.netty.ServerChannels;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.grpc.server.ServerBuilderCustomizer;

/**
 * The hook for gRPC servers on Netty: a channel factory that hooks each server channel.
 * Comes before other customizers, which may choose another transport.
 */
public final class GrpcServerHook
		implements ServerBuilderCustomizer<NettyServerBuilder>, HookedAddresses, PriorityOrdered {

	static final String COMPONENT = "grpc-netty";

	private static final Log logger = LogFactory.getLog(GrpcServerHook.class);

	private final ServerSockets sockets;

	private final ServerChannels channels;

	private final Callable<ServerBuilderInternals> internals;

	/**
	 * Create a new hook.
	 * @param sockets what to call before a channel binds
	 */
	public GrpcServerHook(ServerSockets sockets) {
		this(sockets, ServerBuilderInternals::new);
	}

	GrpcServerHook(ServerSockets sockets, Callable<ServerBuilderInternals> internals) {
		this.sockets = sockets;
		this.channels = new ServerChannels(sockets, COMPONENT, () -> {
		});
		this.internals = internals;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void customize(NettyServerBuilder builder) {
		try {
			if (this.sockets.isAvailable()) {
				hook(builder, this.internals.call());
			}
		}
		catch (Exception | LinkageError ex) {
			Guard.run("A warning cannot be logged",
					() -> logger.warn("Loopback fast path cannot reach the listening sockets of this gRPC server, which"
							+ " use plain TCP: its internals have changed (" + ex + ")"));
		}
	}

	private void hook(NettyServerBuilder builder, ServerBuilderInternals internals)
			throws ReflectiveOperationException {
		if (internals.hasDefaultTransport(builder)) {
			internals.useNioTransport(builder);
			List<?> addresses = internals.listenAddresses(builder);
			builder.channelFactory(() -> newChannel(addresses.stream().allMatch(GrpcServerHook::isIpv4)));
		}
	}

	private ServerChannel newChannel(boolean ipv4) {
		return ipv4
				? this.channels
					.hookIpv4(new NioServerSocketChannel(SelectorProvider.provider(), SocketProtocolFamily.INET))
				: this.channels.hook(new NioServerSocketChannel());
	}

	private static boolean isIpv4(Object address) {
		return address instanceof InetSocketAddress inet && inet.getAddress() instanceof Inet4Address ipv4
				&& !ipv4.isAnyLocalAddress();
	}

	@Override
	public boolean contains(SocketAddress address) {
		return this.channels.boundTo(address::equals) != null;
	}

}
