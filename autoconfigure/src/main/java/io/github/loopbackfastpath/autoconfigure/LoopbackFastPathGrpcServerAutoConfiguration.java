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

package io.github.loopbackfastpath.autoconfigure;

import io.github.loopbackfastpath.internal.server.RequiredFastPath;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import io.github.loopbackfastpath.internal.server.grpc.GrpcServerHook;
import io.github.loopbackfastpath.internal.server.grpc.HookedAddresses;
import io.github.loopbackfastpath.internal.server.grpc.RequiredGrpcServerCheck;
import io.github.loopbackfastpath.internal.server.grpc.UncoveredGrpcServers;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.socket.nio.NioServerSocketChannel;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the loopback fast path of gRPC
 * servers' listening sockets. A gRPC server in a servlet container uses the container's.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LoopbackFastPathAutoConfiguration.class)
@ConditionalOnClass({ Server.class, GrpcServerStartedEvent.class, GrpcServerFactoryCustomizer.class })
@ConditionalOnBean(SocketRequests.class)
public final class LoopbackFastPathGrpcServerAutoConfiguration {

	LoopbackFastPathGrpcServerAutoConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFastPath
	@ConditionalOnBean(ServerSockets.class)
	@ConditionalOnClass({ NettyServerBuilder.class, NioServerSocketChannel.class })
	static class NettyConfiguration {

		@Bean
		GrpcServerHook loopbackFastPathGrpcServerHook(ServerSockets sockets) {
			return new GrpcServerHook(sockets);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFastPath
	@ConditionalOnBean(ServerSockets.class)
	static class UncoveredConfiguration {

		@Bean
		UncoveredGrpcServers loopbackFastPathUncoveredGrpcServers(ServerSockets sockets,
				ObjectProvider<HookedAddresses> hooked) {
			return new UncoveredGrpcServers(sockets,
					(address) -> hooked.stream().anyMatch((addresses) -> addresses.contains(address)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty({ "loopback-fast-path.enabled", "loopback-fast-path.required" })
	static class RequiredConfiguration {

		@Bean
		RequiredGrpcServerCheck loopbackFastPathRequiredGrpcServerCheck(SocketRequests requests,
				ApplicationContext context) {
			return new RequiredGrpcServerCheck(new RequiredFastPath(requests), context);
		}

	}

}
