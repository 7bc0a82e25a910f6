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

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyReactiveManagementContextAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole applications on Reactor Netty with every auto-configuration.
 */
@RunsOnWindowsJvm
class ReactorApplicationTests {

	private static final String WITHOUT_OTHERS = Stream
		.of(TomcatReactiveWebServerAutoConfiguration.class, TomcatReactiveManagementContextAutoConfiguration.class,
				JettyReactiveWebServerAutoConfiguration.class, JettyReactiveManagementContextAutoConfiguration.class)
		.map(Class::getName)
		.collect(Collectors.joining(",", "--spring.autoconfigure.exclude=", ""));

	private final RecordingCall call = new RecordingCall();

	@Test
	void managementServerOnItsOwnPortIsRequestedBeforeBind() {
		ApplicationContextInitializer<GenericApplicationContext> recording = (context) -> context
			.registerBean(SocketRequests.class, () -> TestFastPath.calling(this.call));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.REACTIVE)
			.initializers(recording)
			.properties("server.port=0", "server.address=127.0.0.1", "management.server.port=0",
					"management.server.address=127.0.0.1", "loopback-fast-path.enabled=true",
					"loopback-fast-path.required=true", "spring.main.banner-mode=off")
			.run("--" + TestFastPath.WINDOWS, WITHOUT_OTHERS)) {
			assertThat(this.call.calls()).hasSize(2).allMatch((recorded) -> recorded.localPort() == 0);
			List<RecordedListener> listeners = context.getBean(SocketRequests.class).record().servers().all();
			assertThat(listeners)
				.allMatch((listener) -> listener.moment() == Moment.BEFORE_BIND && listener.outcome().isRequested())
				.extracting(RecordedListener::localAddress)
				.containsExactlyInAnyOrder("127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"),
						"127.0.0.1:" + context.getEnvironment().getProperty("local.management.port"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
