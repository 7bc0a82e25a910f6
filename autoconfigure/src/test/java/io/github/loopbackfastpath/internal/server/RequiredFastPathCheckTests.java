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

package io.github.loopbackfastpath.internal.server;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.loopbackfastpath.FailureAnalyses;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathTomcatAutoConfiguration;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.FastPathStartException;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequiredFastPathCheck}.
 */
class RequiredFastPathCheckTests {

	private final RecordingCall call = new RecordingCall();

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class,
				LoopbackFastPathAutoConfiguration.class, LoopbackFastPathTomcatAutoConfiguration.class))
		.withPropertyValues("server.port=0", TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
				"loopback-fast-path.required=true");

	private final WebApplicationContextRunner windows = this.runner.withBean(SocketRequests.class,
			() -> TestFastPath.calling(this.call));

	@Test
	void applicationStartsWhenEveryListenerWasRequested() {
		this.windows.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void errorFailsTheStartAndIsExplained() {
		this.call.answerWith((handle) -> 10022);
		this.windows.run((context) -> {
			FailureAnalysis analysis = analyze(context);
			assertThat(analysis.getDescription()).contains("'loopback-fast-path.required' is 'true'", "http-nio-auto-",
					"10022 WSAEINVAL");
			assertThat(analysis.getAction()).contains("'loopback-fast-path.required'");
		});
	}

	@Test
	void systemThatDoesNotSupportItFailsTheStartAndIsExplained() {
		this.call.answerWith((handle) -> 10045);
		this.windows.run((context) -> assertThat(analyze(context).getDescription()).contains("10045 WSAEOPNOTSUPP"));
	}

	@Test
	void unavailableWinsockFailsTheStartWithItsRemedy() {
		this.runner.withBean(SocketRequests.class, () -> TestFastPath.unavailable(TestWinsock.unavailable()))
			.run((context) -> {
				assertThat(analyze(context).getDescription()).contains("JNA could not load native code");
				assertThat(analyze(context).getAction()).contains("-Djna.tmpdir=");
			});
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void otherSystemFailsTheStartAndNamesTheProfile() {
		this.runner.run((context) -> {
			assertThat(analyze(context).getDescription()).contains("only on Windows");
			assertThat(analyze(context).getAction()).contains("profile");
		});
	}

	@Test
	void listenerExcludedByItsPortIsNotRequiredBesideAnother() throws IOException {
		int port = TomcatRunner.freePort();
		this.windows.withBean(AdditionalConnector.class, () -> new AdditionalConnector(port))
			.withPropertyValues("loopback-fast-path.server.ports=" + port)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(this.call.calls()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "loopback-fast-path.server.ports=1", "server.address=::1" })
	void selectionWithoutAnyListenerFailsTheStart(String property) {
		this.windows.withPropertyValues(property).run((context) -> {
			assertThat(analyze(context).getDescription()).contains("no listener", "http-nio-");
			assertThat(analyze(context).getAction()).contains("'loopback-fast-path.server.ports'");
		});
		assertThat(this.call.calls()).isEmpty();
	}

	@Test
	void serverWithoutAHookIsRecordedAndFailsTheStart() {
		new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class,
					LoopbackFastPathAutoConfiguration.class))
			.withBean(SocketRequests.class, () -> TestFastPath.calling(this.call))
			.withPropertyValues("server.port=0", TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
					"loopback-fast-path.required=true")
			.run((context) -> assertThat(analyze(context).getDescription()).contains("TomcatWebServer",
					"the socket cannot be reached"));
	}

	@Test
	void serverThatIsNotAskedForFailsTheStart() {
		this.windows.withPropertyValues("loopback-fast-path.server.enabled=false")
			.run((context) -> assertThat(analyze(context).getDescription()).contains("TomcatWebServer"));
	}

	@Test
	void laterFailureOfARestartedConnectorDoesNoHarm() {
		this.windows.run((context) -> {
			this.call.answerWith((handle) -> 10022);
			ServletWebServerApplicationContext source = (ServletWebServerApplicationContext) context
				.getSourceApplicationContext();
			TomcatWebServer server = (TomcatWebServer) source.getWebServer();
			assertThat(server).isNotNull();
			server.getTomcat().getConnector().stop();
			server.getTomcat().getConnector().start();
			assertThat(context.getBean(SocketRequests.class).record().servers().all()).singleElement()
				.matches(RecordedListener::isMissingFastPath);
			source.stop();
			source.start();
			assertThat(source.isRunning()).isTrue();
		});
	}

	private static FailureAnalysis analyze(AssertableWebApplicationContext context) {
		assertThat(context).hasFailed();
		assertThat(Stream.iterate(context.getStartupFailure(), Objects::nonNull, Throwable::getCause))
			.hasAtLeastOneElementOfType(FastPathStartException.class);
		return FailureAnalyses.of(context.getStartupFailure());
	}

	private record AdditionalConnector(
			int port) implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

		@Override
		public void customize(ConfigurableTomcatWebServerFactory factory) {
			Connector connector = new Connector();
			connector.setPort(this.port);
			((TomcatServletWebServerFactory) factory).addAdditionalConnectors(connector);
		}

	}

}
