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

import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.grpc.ChannelFactoryBeans;
import io.github.loopbackfastpath.internal.client.grpc.GrpcClientHook;
import io.github.loopbackfastpath.internal.client.grpc.GrpcTransportCheck;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.socket.nio.NioSocketChannel;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.grpc.client.autoconfigure.GrpcChannelFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.grpc.client.GrpcChannelFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the loopback fast path of the
 * connections that gRPC clients open.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LoopbackFastPathAutoConfiguration.class)
@ConditionalOnClass({ ManagedChannel.class, GrpcChannelFactory.class, GrpcChannelFactoryCustomizer.class })
@ConditionalOnFastPath
@ConditionalOnBean(ClientSockets.class)
public final class LoopbackFastPathGrpcClientAutoConfiguration {

	LoopbackFastPathGrpcClientAutoConfiguration() {
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ChannelFactoryBeans loopbackFastPathChannelFactoryBeans(ClientSockets sockets) {
		return new ChannelFactoryBeans(sockets);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static GrpcChannelFactoryPostProcessor loopbackFastPathGrpcChannelFactoryPostProcessor(
			ObjectProvider<ChannelFactoryBeans> beans) {
		return new GrpcChannelFactoryPostProcessor(beans);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ NettyChannelBuilder.class, NioSocketChannel.class })
	static class NettyConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static GrpcClientHook loopbackFastPathGrpcClientHook(ClientSockets sockets) {
			return new GrpcClientHook(sockets);
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static GrpcTransportCheck loopbackFastPathGrpcTransportCheck(ClientSockets sockets) {
			return new GrpcTransportCheck(sockets);
		}

	}

}
