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
import io.github.loopbackfastpath.internal.client.reactor.RSocketRequesterHook;
import io.github.loopbackfastpath.internal.server.RequiredFastPath;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import io.github.loopbackfastpath.internal.server.reactor.ReactorServerHook;
import io.github.loopbackfastpath.internal.server.reactor.RequiredRSocketServerCheck;
import io.github.loopbackfastpath.internal.server.reactor.UncoveredRSocketServers;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.rsocket.transport.netty.client.TcpClientTransport;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.rsocket.context.RSocketServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.messaging.rsocket.RSocketRequester;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the loopback fast path of the
 * connections that RSocket clients open. RSocket servers have it from
 * {@link LoopbackFastPathReactorServerAutoConfiguration}; here those that are out of
 * reach are reported, and those that require it are checked.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LoopbackFastPathAutoConfiguration.class)
@ConditionalOnClass({ TcpClientTransport.class, HttpClient.class })
@ConditionalOnBean(SocketRequests.class)
public final class LoopbackFastPathRSocketAutoConfiguration {

	LoopbackFastPathRSocketAutoConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFastPath
	@ConditionalOnClass(RSocketRequester.class)
	@ConditionalOnBean(ClientSockets.class)
	static class ClientConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static RSocketRequesterHook loopbackFastPathRSocketRequesterHook(ClientSockets sockets) {
			return new RSocketRequesterHook(sockets);
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static RSocketRequesterPostProcessor loopbackFastPathRSocketRequesterPostProcessor(
				ObjectProvider<RSocketRequesterHook> hook) {
			return new RSocketRequesterPostProcessor(hook);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFastPath
	@ConditionalOnClass({ RSocketServerInitializedEvent.class, NettyReactiveWebServerFactory.class })
	@ConditionalOnBean(ServerSockets.class)
	static class ServerConfiguration {

		@Bean
		UncoveredRSocketServers loopbackFastPathUncoveredRSocketServers(ServerSockets sockets,
				ObjectProvider<ReactorServerHook> hook) {
			return new UncoveredRSocketServers(sockets, hook);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RSocketServerInitializedEvent.class)
	@ConditionalOnBooleanProperty({ "loopback-fast-path.enabled", "loopback-fast-path.required" })
	static class RequiredConfiguration {

		@Bean
		RequiredRSocketServerCheck loopbackFastPathRequiredRSocketServerCheck(SocketRequests requests,
				ApplicationContext context) {
			return new RequiredRSocketServerCheck(new RequiredFastPath(requests), context);
		}

	}

}
