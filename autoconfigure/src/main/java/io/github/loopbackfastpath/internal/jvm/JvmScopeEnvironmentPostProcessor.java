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

package io.github.loopbackfastpath.internal.jvm;

import java.util.OptionalInt;

import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.internal.system.JdkFastPath;
import io.github.loopbackfastpath.internal.system.OperatingSystem;
import io.github.loopbackfastpath.internal.winsock.Winsock;
import org.apache.commons.logging.Log;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@link EnvironmentPostProcessor} that tells the JDK to request the fast path if the
 * configuration says so. Runs as soon as all configuration is there and has been
 * validated, as the JDK listens only until it opens its first socket. Does not tell it if
 * the JDK would fail every socket with what the system answers. Without an answer, for
 * example without JNA, which the JDK does not need, the configuration decides.
 */
class JvmScopeEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final int ORDER = ConfigDataEnvironmentPostProcessor.ORDER + 2;

	private final Log logger;

	private final ConfigurableBootstrapContext bootstrapContext;

	JvmScopeEnvironmentPostProcessor(DeferredLogFactory logFactory, ConfigurableBootstrapContext bootstrapContext) {
		this.logger = logFactory.getLog(JvmScopeEnvironmentPostProcessor.class);
		this.bootstrapContext = bootstrapContext;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		// Few set it, and all others need no binder, whose making takes its time
		if (!environment.containsProperty("loopback-fast-path.scope")) {
			return;
		}
		Binder binder = Binder.get(environment);
		if (isJvmScope(binder)) {
			// On every system, so that it is noticed before the application is on Windows
			JvmScopeConflicts.check(binder);
			if (OperatingSystem.isWindows(environment) && System.getProperty(JdkFastPath.PROPERTY) == null) {
				tellJdk(binder);
			}
		}
	}

	private void tellJdk(Binder binder) {
		OptionalInt error = new SystemAnswer(request(), this.logger).get();
		if (error.isEmpty() || JvmScopeRefusal.isToleratedByJdk(error.getAsInt())) {
			System.setProperty(JdkFastPath.PROPERTY, "true");
			return;
		}
		JvmScopeRefusal refusal = new JvmScopeRefusal(error.getAsInt());
		if (binder.bind("loopback-fast-path.required", Boolean.class).orElse(false)) {
			refusal.failStart();
		}
		this.logger.warn("The JDK does not request the loopback fast path: %s. %s Connections use plain TCP"
			.formatted(refusal, JvmScopeRefusal.REMEDY));
		// For the beans, so that this is not explained a second time
		this.bootstrapContext.addCloseListener((event) -> event.getApplicationContext()
			.getBeanFactory()
			.registerSingleton("loopbackFastPathJvmScopeRefusal", refusal));
	}

	/**
	 * Return how the request is sent, which the tests replace.
	 */
	SystemAnswer.Request request() {
		return () -> Winsock.answerWithoutJdk();
	}

	private static boolean isJvmScope(Binder binder) {
		return binder.bind("loopback-fast-path.enabled", Boolean.class).orElse(false)
				&& binder.bind("loopback-fast-path.scope", FastPathScope.class)
					.orElse(FastPathScope.SOCKETS) == FastPathScope.JVM;
	}

}
