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

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.record.Guard;
import io.grpc.netty.NettyChannelBuilder;

import org.springframework.core.Ordered;
import org.springframework.grpc.client.GrpcChannelBuilderCustomizer;

/**
 * Records that a customizer of the application has chosen another transport than that of
 * the {@link GrpcClientHook hook}. Comes after other customizers.
 */
public final class GrpcTransportCheck implements GrpcChannelBuilderCustomizer<NettyChannelBuilder>, Ordered {

	private static final String REMEDY = "Leave the transport of the NettyChannelBuilder alone, or set"
			+ " 'loopback-fast-path.scope' to 'jvm'";

	private final ClientSockets sockets;

	/**
	 * Create a new check.
	 * @param sockets where the transport is recorded
	 */
	public GrpcTransportCheck(ClientSockets sockets) {
		this.sockets = sockets;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(String target, NettyChannelBuilder builder) {
		Guard.run("The transport of a gRPC channel is not recorded", () -> {
			// Spring chooses that of a Unix-domain socket, before all customizers
			if (this.sockets.isAvailable() && !target.startsWith("unix:")
					&& !(new ChannelBuilderInternals().transport(builder) instanceof HookedChannelFactory)) {
				this.sockets.builders()
					.putUnlessInternalsChanged(
							ChannelFactoryBeans.NETTY.with(Coverage.OWN_TRANSPORT).withRemedy(REMEDY));
			}
		});
	}

}
