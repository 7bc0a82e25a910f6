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
import io.github.loopbackfastpath.internal.client.DeclaredClients;
import io.github.loopbackfastpath.internal.client.LibraryHook;
import io.github.loopbackfastpath.internal.client.jetty.JettyLibraryHook;
import io.github.loopbackfastpath.internal.client.reactor.ReactorLibraryHook;
import org.eclipse.jetty.client.HttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the loopback fast path of the
 * connections of clients that the application declares without a builder of Spring
 * Boot's, such as WebSocket clients.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LoopbackFastPathAutoConfiguration.class)
@ConditionalOnFastPath
@ConditionalOnBean(ClientSockets.class)
public final class LoopbackFastPathDeclaredClientAutoConfiguration {

	LoopbackFastPathDeclaredClientAutoConfiguration() {
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static DeclaredClientPostProcessor loopbackFastPathDeclaredClientPostProcessor(
			ObjectProvider<DeclaredClients> clients) {
		return new DeclaredClientPostProcessor(clients);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static DeclaredClients loopbackFastPathDeclaredClients(ClientSockets sockets, ObjectProvider<LibraryHook> hooks) {
		return new DeclaredClients(sockets, hooks);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpClient.class)
	static class JettyConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static LibraryHook loopbackFastPathJettyLibraryHook(ClientSockets sockets) {
			return new JettyLibraryHook(sockets);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(reactor.netty.http.client.HttpClient.class)
	static class ReactorConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static LibraryHook loopbackFastPathReactorLibraryHook(ClientSockets sockets) {
			return new ReactorLibraryHook(sockets);
		}

	}

}
