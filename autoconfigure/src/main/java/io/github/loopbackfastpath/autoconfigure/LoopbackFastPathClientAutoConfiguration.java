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

import io.github.loopbackfastpath.internal.client.ClientBeans;
import io.github.loopbackfastpath.internal.client.ClientHook;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.LibraryHook;
import io.github.loopbackfastpath.internal.client.httpcomponents.HttpComponentsClientHook;
import io.github.loopbackfastpath.internal.client.jetty.JettyClientHook;
import io.github.loopbackfastpath.internal.client.reactor.ReactorClientHook;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.eclipse.jetty.client.HttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the loopback fast path of the
 * connections that HTTP clients open.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LoopbackFastPathAutoConfiguration.class)
@ConditionalOnClass(ClientHttpRequestFactoryBuilder.class)
@ConditionalOnFastPath
@ConditionalOnBean(ClientSockets.class)
public final class LoopbackFastPathClientAutoConfiguration {

	LoopbackFastPathClientAutoConfiguration() {
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ClientHookPostProcessor loopbackFastPathClientHookPostProcessor(ObjectProvider<ClientBeans> beans) {
		return new ClientHookPostProcessor(beans);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ClientBeans loopbackFastPathClientBeans(ClientSockets sockets, ObjectProvider<ClientHook> hooks,
			ObjectProvider<LibraryHook> libraryHooks, ResourceLoader resourceLoader) {
		return new ClientBeans(sockets, hooks, libraryHooks, ClassUtils
			.isPresent("org.springframework.web.reactive.function.client.WebClient", resourceLoader.getClassLoader()));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpClients.class)
	static class HttpComponentsConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static HttpComponentsClientHook loopbackFastPathHttpComponentsClientHook(ClientSockets sockets) {
			return new HttpComponentsClientHook(sockets);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpClient.class)
	static class JettyConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static JettyClientHook loopbackFastPathJettyClientHook(ClientSockets sockets) {
			return new JettyClientHook(sockets);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(reactor.netty.http.client.HttpClient.class)
	static class ReactorConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static ReactorClientHook loopbackFastPathReactorClientHook(ClientSockets sockets) {
			return new ReactorClientHook(sockets);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveWebApplicationConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static DetectedBuilderRegistrar loopbackFastPathDetectedBuilderRegistrar() {
			return new DetectedBuilderRegistrar();
		}

	}

}
