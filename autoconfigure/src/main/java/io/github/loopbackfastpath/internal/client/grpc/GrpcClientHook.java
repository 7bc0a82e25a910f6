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

package io.github.loopbackfastpath.internal.client.grpc;

import java.net.InetSocketAddress;
import java.util.concurrent.Callable;

import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.netty.BeforeConnectHandler;
import io.grpc.netty.NettyChannelBuilder;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.grpc.client.GrpcChannelBuilderCustomizer;

/**
 * The hook for gRPC clients on Netty: a {@link HookedChannelFactory}. Comes before other
 * customizers, which may choose another transport.
 */
public final class GrpcClientHook implements GrpcChannelBuilderCustomizer<NettyChannelBuilder>, PriorityOrdered {

	private final ClientSockets sockets;

	private final HookedChannelFactory channels;

	private final Callable<ChannelBuilderInternals> internals;

	/**
	 * Create a new hook.
	 * @param sockets what to call before each connection
	 */
	public GrpcClientHook(ClientSockets sockets) {
		this(sockets, ChannelBuilderInternals::new);
	}

	GrpcClientHook(ClientSockets sockets, Callable<ChannelBuilderInternals> internals) {
		this.sockets = sockets.forComponent(ChannelFactoryBeans.COMPONENT, "NettyChannelBuilder.withOption(..)");
		this.channels = new HookedChannelFactory(new BeforeConnectHandler(this.sockets));
		this.internals = internals;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void customize(String target, NettyChannelBuilder builder) {
		this.sockets.install(builder, ChannelFactoryBeans.NETTY, this::hook);
	}

	private NettyChannelBuilder hook(NettyChannelBuilder builder) throws Exception {
		ChannelBuilderInternals internals = this.internals.call();
		if (internals.hasDefaultTransport(builder)) {
			internals.useNioTransport(builder);
			builder.channelFactory(this.channels, InetSocketAddress.class);
		}
		return builder;
	}

}
