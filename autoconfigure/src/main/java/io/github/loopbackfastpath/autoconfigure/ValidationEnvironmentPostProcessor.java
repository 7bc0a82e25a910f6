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

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.NativeDetector;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@link EnvironmentPostProcessor} that validates the configuration as soon as it is
 * complete, before anything of the JVM is changed because of it. Binds nothing unless the
 * starter is enabled, and nothing in a native image, which has no fast path.
 */
class ValidationEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private final UnknownProperties unknownProperties;

	ValidationEnvironmentPostProcessor(DeferredLogFactory logFactory) {
		this.unknownProperties = new UnknownProperties(logFactory.getLog(LoopbackFastPathProperties.class));
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (NativeDetector.inNativeImage()) {
			return;
		}
		this.unknownProperties.check(environment);
		if (Switches.isEnabled(environment)) {
			// On every system, so that it is noticed before the application is on Windows
			Binder.get(environment).bind(LoopbackFastPathProperties.PREFIX, LoopbackFastPathProperties.class);
		}
	}

}
