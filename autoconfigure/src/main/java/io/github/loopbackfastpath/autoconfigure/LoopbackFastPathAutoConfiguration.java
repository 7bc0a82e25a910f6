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

import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.ClientsWithoutHook;
import io.github.loopbackfastpath.internal.client.PeerSelection;
import io.github.loopbackfastpath.internal.jvm.JvmScopeCheck;
import io.github.loopbackfastpath.internal.jvm.JvmScopeRefusal;
import io.github.loopbackfastpath.internal.server.ListenerSelection;
import io.github.loopbackfastpath.internal.server.RequiredFastPathCheck;
import io.github.loopbackfastpath.internal.server.ServerHook;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import io.github.loopbackfastpath.internal.server.UncoveredServers;
import io.github.loopbackfastpath.internal.system.BackgroundVerification;
import io.github.loopbackfastpath.internal.system.DefaultLoopbackFastPath;
import io.github.loopbackfastpath.internal.system.RequiredVerification;
import io.github.loopbackfastpath.internal.system.SocketRequests;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link LoopbackFastPath}. That
 * bean exists always, and is created when somebody needs it; the others exist only if the
 * starter is enabled, to keep the start of other applications short.
 * <p>
 * What the hooks of clients need has the role of infrastructure and static factory
 * methods: a bean post-processor of the application may need a client, and Spring warns
 * of each other bean that is created on its behalf.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@Lazy
public final class LoopbackFastPathAutoConfiguration {

	LoopbackFastPathAutoConfiguration() {
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnMissingBean
	static SocketRequests loopbackFastPathSocketRequests(Environment environment) {
		return SocketRequests.create(Switches.isEnabled(environment), Switches.scope(environment));
	}

	@Bean
	@ConditionalOnMissingBean
	LoopbackFastPath loopbackFastPath(SocketRequests requests) {
		return new DefaultLoopbackFastPath(requests);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFastPath
	@EnableConfigurationProperties(LoopbackFastPathProperties.class)
	static class WindowsConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		@ConditionalOnBooleanProperty(name = "loopback-fast-path.server.enabled", matchIfMissing = true)
		ServerSockets loopbackFastPathServerSockets(SocketRequests requests, LoopbackFastPathProperties properties) {
			return new ServerSockets(requests,
					new ListenerSelection(properties.getServer().getPorts(), properties.getIpVersion()));
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		@ConditionalOnBooleanProperty(name = "loopback-fast-path.client.enabled", matchIfMissing = true)
		static ClientSockets loopbackFastPathClientSockets(SocketRequests requests,
				LoopbackFastPathProperties properties) {
			return new ClientSockets(requests,
					new PeerSelection(properties.getClient().getPorts(), properties.getIpVersion()));
		}

		/**
		 * Finds out, and logs, whether the fast path is available when the application
		 * has started, even if it opens no socket.
		 */
		@Bean
		ApplicationListener<ContextRefreshedEvent> loopbackFastPathAvailability(SocketRequests requests) {
			return (event) -> requests.announce();
		}

		@Bean
		@ConditionalOnProperty(name = "loopback-fast-path.scope", havingValue = "jvm")
		@ConditionalOnMissingBean(JvmScopeRefusal.class)
		JvmScopeCheck loopbackFastPathJvmScopeCheck(SocketRequests requests) {
			return new JvmScopeCheck(requests);
		}

		@Bean
		@ConditionalOnBooleanProperty(name = "loopback-fast-path.client.enabled", matchIfMissing = true)
		@ConditionalOnProperty(name = "loopback-fast-path.scope", havingValue = "sockets", matchIfMissing = true)
		ClientsWithoutHook loopbackFastPathClientsWithoutHook(SocketRequests requests) {
			return new ClientsWithoutHook(requests);
		}

		@Bean
		@ConditionalOnBooleanProperty({ "loopback-fast-path.verify", "loopback-fast-path.required" })
		RequiredVerification loopbackFastPathRequiredVerification(SocketRequests requests) {
			return new RequiredVerification(requests);
		}

		@Bean
		@ConditionalOnBooleanProperty("loopback-fast-path.verify")
		@ConditionalOnBooleanProperty(name = "loopback-fast-path.required", havingValue = false, matchIfMissing = true)
		BackgroundVerification loopbackFastPathBackgroundVerification(SocketRequests requests) {
			return new BackgroundVerification(requests);
		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(WebServerInitializedEvent.class)
		@ConditionalOnBooleanProperty(name = "loopback-fast-path.server.enabled", matchIfMissing = true)
		static class UncoveredServersConfiguration {

			@Bean
			UncoveredServers loopbackFastPathUncoveredServers(ServerSockets sockets, ObjectProvider<ServerHook> hooks,
					ApplicationContext context) {
				return new UncoveredServers(sockets, hooks, context);
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	@ConditionalOnBooleanProperty({ "loopback-fast-path.enabled", "loopback-fast-path.required" })
	static class RequiredConfiguration {

		@Bean
		RequiredFastPathCheck loopbackFastPathRequiredCheck(SocketRequests requests, ObjectProvider<ServerHook> hooks,
				ApplicationContext context) {
			return new RequiredFastPathCheck(requests, hooks, context);
		}

	}

}
