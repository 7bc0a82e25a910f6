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

import java.util.Map;

import io.github.loopbackfastpath.FailureAnalyses;
import io.github.loopbackfastpath.FastPathAvailability.State;
import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.ReferencePage;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.server.RequiredFastPathCheck;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatServerHook;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopbackFastPathAutoConfiguration} and
 * {@link LoopbackFastPathTomcatAutoConfiguration}.
 */
@RunsOnWindowsJvm
class LoopbackFastPathAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(LoopbackFastPathAutoConfiguration.class, LoopbackFastPathTomcatAutoConfiguration.class));

	@Test
	@ReferencePage(15)
	void isOffByDefaultAndStillThere() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(SocketRequests.class)
				.hasSingleBean(SocketRequests.class)
				.doesNotHaveBean(TomcatServerHook.class)
				.doesNotHaveBean(RequiredFastPathCheck.class);
			assertThat(context.getBean(SocketRequests.class).availability().state()).isEqualTo(State.SWITCHED_OFF);
		});
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void onAnotherSystemNothingIsWatchedAndTheStateSaysWhy() {
		this.runner.withPropertyValues("loopback-fast-path.enabled=true").run((context) -> {
			assertThat(context).doesNotHaveBean(TomcatServerHook.class).doesNotHaveBean("loopbackFastPathAvailability");
			assertThat(context.getBean(SocketRequests.class).availability().state()).isEqualTo(State.NOT_WINDOWS);
			assertThat(ConditionEvaluationReport.get(context.getBeanFactory())
				.getConditionAndOutcomesBySource()
				.get(LoopbackFastPathTomcatAutoConfiguration.class.getName())
				.stream()
				.map((outcome) -> outcome.getOutcome().getMessage()))
				.contains("Windows found " + System.getProperty("os.name") + ", not Windows");
		});
	}

	@Test
	void whileProcessedAheadOfTimeTheSystemIsNotKnown() {
		this.runner.withPropertyValues("loopback-fast-path.enabled=true")
			.withSystemProperties(AbstractAotProcessor.AOT_PROCESSING + "=true")
			.run((context) -> assertThat(context).hasSingleBean(TomcatServerHook.class));
	}

	@Test
	void serverSideCanBeSwitchedOff() {
		this.runner
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
					"loopback-fast-path.server.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TomcatServerHook.class));
	}

	@Test
	void disabledWinsOverRequired() {
		this.runner.withPropertyValues("loopback-fast-path.enabled=false", "loopback-fast-path.required=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequiredFastPathCheck.class));
	}

	@Test
	void requiredIsCheckedWhenEnabled() {
		this.runner
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
					"loopback-fast-path.required=true")
			.run((context) -> assertThat(context).hasSingleBean(RequiredFastPathCheck.class));
	}

	@Test
	void tomcatIsOptional() {
		this.runner.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.withClassLoader(new FilteredClassLoader(Tomcat.class))
			.run((context) -> assertThat(context).hasSingleBean(SocketRequests.class)
				.doesNotHaveBean(TomcatServerHook.class));
		this.runner.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.withClassLoader(new FilteredClassLoader(ConfigurableTomcatWebServerFactory.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TomcatServerHook.class));
	}

	@Test
	void webServersAreOptional() {
		this.runner
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
					"loopback-fast-path.required=true")
			.withClassLoader(new FilteredClassLoader(WebServerInitializedEvent.class, Tomcat.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequiredFastPathCheck.class));
	}

	@Test
	void beanOfTheApplicationWins() {
		SocketRequests own = SocketRequests.create(false, FastPathScope.SOCKETS);
		this.runner.withBean(SocketRequests.class, () -> own)
			.run((context) -> assertThat(context).getBean(SocketRequests.class).isSameAs(own));
	}

	@Test
	void propertiesAreBound() {
		this.runner
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
					"loopback-fast-path.required=true", "loopback-fast-path.ip-version=any",
					"loopback-fast-path.server.ports=8080,0", "loopback-fast-path.server.enabled=false")
			.run((context) -> {
				LoopbackFastPathProperties properties = context.getBean(LoopbackFastPathProperties.class);
				assertThat(properties.isEnabled()).isTrue();
				assertThat(properties.isRequired()).isTrue();
				assertThat(properties.getIpVersion()).isEqualTo(IpVersion.ANY);
				assertThat(properties.getServer().isEnabled()).isFalse();
				assertThat(properties.getServer().getPorts()).containsExactlyInAnyOrder(8080, 0);
			});
	}

	@Test
	void environmentVariablesAreBound() {
		Map<String, Object> environment = Map.of("LOOPBACKFASTPATH_ENABLED", "true", "LOOPBACKFASTPATH_SERVER_PORTS",
				"8080,8443");
		this.runner.withPropertyValues(TestFastPath.WINDOWS)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment)))
			.run((context) -> {
				LoopbackFastPathProperties properties = context.getBean(LoopbackFastPathProperties.class);
				assertThat(properties.isEnabled()).isTrue();
				assertThat(properties.getServer().getPorts()).containsExactlyInAnyOrder(8080, 8443);
				assertThat(context).hasSingleBean(TomcatServerHook.class);
			});
	}

	@Test
	void defaultsAreBound() {
		this.runner.withUserConfiguration(BoundProperties.class).run((context) -> {
			LoopbackFastPathProperties properties = context.getBean(LoopbackFastPathProperties.class);
			assertThat(properties.isEnabled()).isFalse();
			assertThat(properties.isRequired()).isFalse();
			assertThat(properties.getIpVersion()).isEqualTo(IpVersion.IPV4);
			assertThat(properties.getServer().isEnabled()).isTrue();
			assertThat(properties.getServer().getPorts()).isEmpty();
		});
	}

	@Test
	void whatIsSwitchedOffIsNotBound() {
		this.runner.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.ip-version=ipv6")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LoopbackFastPathProperties.class));
	}

	@Test
	void whatHasNoEffectOnAnotherSystemIsNotBound() {
		this.runner
			.withPropertyValues("os.name=Linux", "loopback-fast-path.enabled=true",
					"loopback-fast-path.ip-version=ipv6")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LoopbackFastPathProperties.class));
	}

	@Test
	void wrongValueIsNamedWithPropertyAndRemedy() {
		this.runner
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
					"loopback-fast-path.ip-version=ipv6")
			.run((context) -> {
				assertThat(context).getFailure().rootCause().hasMessageContaining("IpVersion.ipv6");
				assertThat(FailureAnalyses.of(context.getStartupFailure()).getDescription())
					.contains("loopback-fast-path.ip-version", "ipv6");
				assertThat(FailureAnalyses.of(context.getStartupFailure()).getAction()).contains("ANY", "IPV4");
			});
	}

	@Test
	void wrongPortIsNamedWithPropertyValueAndRemedy() {
		this.runner
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
					"loopback-fast-path.server.ports=80800")
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
				assertThat(analysis.getDescription() + analysis.getAction()).contains("loopback-fast-path.server.ports",
						"80800", "0 to 65535");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(LoopbackFastPathProperties.class)
	static class BoundProperties {

	}

}
