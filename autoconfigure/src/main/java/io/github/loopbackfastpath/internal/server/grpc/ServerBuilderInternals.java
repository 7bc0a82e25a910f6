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

import java.lang.reflect.Field;
import java.util.List;

import io.grpc.netty.InternalNettyServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What is used of gRPC's internals: {@code NettyServerBuilder.channelFactory} and
 * {@code listenAddresses}, and {@code InternalNettyServerBuilder.useNioTransport}. gRPC
 * takes a channel factory only together with event loops. With the latter they are the
 * ones that it uses on Windows anyway, shares among its servers and shuts down.
 */
class ServerBuilderInternals {

	private final Field channelFactory = NettyServerBuilder.class.getDeclaredField("channelFactory");

	private final Field listenAddresses = NettyServerBuilder.class.getDeclaredField("listenAddresses");

	private final @Nullable Object defaultFactory;

	/**
	 * Find the internals.
	 * @throws ReflectiveOperationException if one of them is gone
	 */
	ServerBuilderInternals() throws ReflectiveOperationException {
		this.channelFactory.setAccessible(true);
		this.listenAddresses.setAccessible(true);
		this.defaultFactory = this.channelFactory.get(NettyServerBuilder.forPort(0));
	}

	/**
	 * Return whether nobody has chosen a transport, such as that of Unix-domain sockets.
	 */
	boolean hasDefaultTransport(NettyServerBuilder builder) throws ReflectiveOperationException {
		return this.channelFactory.get(builder) == this.defaultFactory;
	}

	/**
	 * Return the addresses to which the server will be bound. Customizers can add others.
	 */
	List<?> listenAddresses(NettyServerBuilder builder) throws ReflectiveOperationException {
		return (List<?>) this.listenAddresses.get(builder);
	}

	void useNioTransport(NettyServerBuilder builder) {
		InternalNettyServerBuilder.useNioTransport(builder);
	}

}
