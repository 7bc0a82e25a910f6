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
import io.github.loopbackfastpath.jvm.JvmScopeCheck;
import io.github.loopbackfastpath.jvm.JvmScopeRefusal;
import io.github.loopbackfastpath.server.FastPathListeners;
import io.github.loopbackfastpath.server.RequiredFastPathCheck;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link LoopbackFastPath}, which
 * exists always and asks only if it is enabled. It is made when somebody needs it, and
 * all else is there only if it is enabled, to keep the start of other applications short.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@Lazy
public final class LoopbackFastPathAutoConfiguration {

	LoopbackFastPathAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	LoopbackFastPath loopbackFastPath(Environment environment) {
		return new LoopbackFastPath(Switches.isEnabled(environment), Switches.scope(environment));
	}

	@Bean
	@ConditionalOnMissingBean
	FastPathListeners loopbackFastPathListeners() {
		return new FastPathListeners();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("loopback-fast-path.enabled")
	@Conditional(OnWindowsCondition.class)
	@EnableConfigurationProperties(LoopbackFastPathProperties.class)
	static class WindowsConfiguration {

		/**
		 * Finds out, and logs, whether the fast path is available as the application
		 * starts, even if it opens no socket.
		 */
		@Bean
		SmartInitializingSingleton loopbackFastPathAvailability(LoopbackFastPath fastPath) {
			return fastPath::availability;
		}

		@Bean
		@ConditionalOnProperty(name = "loopback-fast-path.scope", havingValue = "jvm")
		@ConditionalOnMissingBean(JvmScopeRefusal.class)
		JvmScopeCheck loopbackFastPathJvmScopeCheck(LoopbackFastPath fastPath) {
			return new JvmScopeCheck(fastPath);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	@ConditionalOnBooleanProperty({ "loopback-fast-path.enabled", "loopback-fast-path.required" })
	static class RequiredConfiguration {

		@Bean
		RequiredFastPathCheck loopbackFastPathRequiredCheck(LoopbackFastPath fastPath, FastPathListeners listeners) {
			return new RequiredFastPathCheck(fastPath, listeners);
		}

	}

}
