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
import java.util.concurrent.atomic.AtomicInteger;

import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.ReferencePage;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whole applications, as {@code SpringApplication} starts them with all that Boot
 * configures.
 */
@RunsOnWindowsJvm
class TomcatApplicationTests {

	private final RecordingCall call = new RecordingCall();

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void tomcatIsAskedForBeforeBind(WebApplicationType type) {
		try (ConfigurableApplicationContext context = run(type)) {
			assertAskedBeforeBind(context, 1);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void managementServerOnItsOwnPortIsAskedForBeforeBind(WebApplicationType type) {
		try (ConfigurableApplicationContext context = run(type, "--management.server.port=0")) {
			assertAskedBeforeBind(context, 2);
			assertThat(context.getEnvironment().getProperty("local.management.port")).isNotNull()
				.isNotEqualTo(context.getEnvironment().getProperty("local.server.port"));
		}
	}

	@Test
	void managementServerIsRequiredToo() {
		AtomicInteger calls = new AtomicInteger();
		this.call.answerWith((handle) -> (calls.incrementAndGet() > 1) ? 10022 : 0);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> run(WebApplicationType.SERVLET, "--management.server.port=0",
					"--loopback-fast-path.required=true"))
			.havingRootCause()
			.withMessageContaining("10022 WSAEINVAL");
	}

	@Test
	void applicationWithoutWebServerStarts() {
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE,
				"--loopback-fast-path.required=true")) {
			assertThat(context.getBean(SocketRequests.class).availability().isAvailable()).isTrue();
			assertThat(this.call.calls()).isEmpty();
		}
	}

	@Test
	@ReferencePage(15)
	void disabledStarterAsksForNothing() {
		try (ConfigurableApplicationContext context = run(WebApplicationType.SERVLET, "--management.server.port=0",
				"--loopback-fast-path.enabled=false")) {
			assertThat(this.call.calls()).isEmpty();
			assertThat(context.getBean(SocketRequests.class).record().servers().all()).isEmpty();
		}
	}

	private void assertAskedBeforeBind(ConfigurableApplicationContext context, int listeners) {
		assertThat(this.call.calls()).hasSize(listeners).allMatch((recorded) -> recorded.localPort() == 0);
		List<RecordedListener> all = context.getBean(SocketRequests.class).record().servers().all();
		assertThat(all).hasSize(listeners)
			.allMatch((listener) -> listener.moment() == Moment.BEFORE_BIND && listener.outcome().isRequested());
	}

	private ConfigurableApplicationContext run(WebApplicationType type, String... arguments) {
		ApplicationContextInitializer<GenericApplicationContext> recording = (context) -> context
			.registerBean(SocketRequests.class, () -> TestFastPath.calling(this.call));
		return new SpringApplicationBuilder(Application.class).web(type)
			.initializers(recording)
			.properties("server.port=0", "loopback-fast-path.enabled=true", "spring.main.banner-mode=off")
			.run(StringUtils.addStringToArray(arguments, "--" + TestFastPath.WINDOWS));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
