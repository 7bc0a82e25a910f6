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

import java.lang.reflect.Field;
import java.net.InetSocketAddress;

import io.grpc.netty.InternalNettyChannelBuilder;
import io.grpc.netty.NettyChannelBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What is used of gRPC's internals: {@code NettyChannelBuilder.channelFactory}, and
 * {@code InternalNettyChannelBuilder.useNioTransport}. gRPC takes a channel factory only
 * together with event loops. With the latter they are the ones that it uses on Windows
 * anyway, shares among its channels and shuts down.
 */
class ChannelBuilderInternals {

	private final Field channelFactory = NettyChannelBuilder.class.getDeclaredField("channelFactory");

	private final @Nullable Object defaultFactory;

	/**
	 * Find the internals.
	 * @throws ReflectiveOperationException if one of them is gone
	 */
	ChannelBuilderInternals() throws ReflectiveOperationException {
		this.channelFactory.setAccessible(true);
		this.defaultFactory = this.channelFactory.get(NettyChannelBuilder.forAddress(new InetSocketAddress(0)));
	}

	/**
	 * Return whether nobody has chosen a transport, such as that of Unix-domain sockets.
	 */
	boolean hasDefaultTransport(NettyChannelBuilder builder) throws ReflectiveOperationException {
		return transport(builder) == this.defaultFactory;
	}

	Object transport(NettyChannelBuilder builder) throws ReflectiveOperationException {
		return this.channelFactory.get(builder);
	}

	void useNioTransport(NettyChannelBuilder builder) {
		InternalNettyChannelBuilder.useNioTransport(builder);
	}

}
