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
import io.github.loopbackfastpath.actuate.LoopbackFastPathEndpoint;
import io.github.loopbackfastpath.actuate.LoopbackFastPathInfoContributor;
import io.github.loopbackfastpath.internal.record.FastPathSettings;
import io.github.loopbackfastpath.internal.system.SocketRequests;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the endpoint and the info
 * contributor of the loopback fast path. They are there when it is switched off or on
 * another system too, to say so.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LoopbackFastPathAutoConfiguration.class,
		afterName = "io.github.loopbackfastpath.autoconfigure.LoopbackFastPathClientAutoConfiguration")
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBean(SocketRequests.class)
public final class LoopbackFastPathActuatorAutoConfiguration {

	LoopbackFastPathActuatorAutoConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
	@ConditionalOnAvailableEndpoint(LoopbackFastPathEndpoint.class)
	@EnableConfigurationProperties(LoopbackFastPathProperties.class)
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnMissingBean
		LoopbackFastPathEndpoint loopbackFastPathEndpoint(LoopbackFastPathProperties properties,
				SocketRequests requests) {
			return new LoopbackFastPathEndpoint(settings(properties), requests);
		}

		/**
		 * Watches from the start on, and only if somebody may want to know.
		 */
		@Bean
		@ConditionalOnFastPath
		ApplicationListener<ContextRefreshedEvent> loopbackFastPathFallOffWatch(SocketRequests requests) {
			return (event) -> requests.watchFallOffs();
		}

		private static FastPathSettings settings(LoopbackFastPathProperties properties) {
			LoopbackFastPathProperties.Server server = properties.getServer();
			LoopbackFastPathProperties.Client client = properties.getClient();
			return new FastPathSettings(properties.isEnabled(), properties.isRequired(), properties.getScope(),
					properties.getIpVersion(), new FastPathSettings.Side(server.isEnabled(), server.getPorts()),
					new FastPathSettings.Side(client.isEnabled(), client.getPorts()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ConditionalOnEnabledInfoContributor.class)
	@ConditionalOnEnabledInfoContributor(value = "loopback-fast-path", fallback = InfoContributorFallback.DISABLE)
	static class InfoConfiguration {

		@Bean
		LoopbackFastPathInfoContributor loopbackFastPathInfoContributor(LoopbackFastPath fastPath) {
			return new LoopbackFastPathInfoContributor(fastPath);
		}

	}

}
