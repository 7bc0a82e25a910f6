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

import java.util.stream.Collectors;

import io.github.loopbackfastpath.ForkedJvm;
import io.github.loopbackfastpath.internal.client.ObservedServer;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole applications from whose class path client libraries are really missing. All
 * combinations, without the cost of a JVM each, are in
 * {@link LoopbackFastPathClientAutoConfigurationTests}.
 */
class MissingClientLibrariesTests {

	private static final String HTTP_COMPONENTS = "httpclient5";

	private static final String JETTY = "jetty-";

	private static final String REACTOR = "reactor-netty";

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					true,  false, false, HttpComponentsClientHttpRequestFactoryBuilder, requests the fast path before connect
					false, true,  false, JettyClientHttpRequestFactoryBuilder,          requests the fast path before connect
					false, false, true,  ReactorClientHttpRequestFactoryBuilder,        requests the fast path before connect
					false, false, false, JdkClientHttpRequestFactoryBuilder,            'its library gives no access to its sockets, which use plain TCP'
					""")
	void applicationStarts(boolean httpComponents, boolean jetty, boolean reactor, String type, String coverage)
			throws Exception {
		ForkedJvm jvm = new ForkedJvm();
		if (!httpComponents) {
			jvm.without(HTTP_COMPONENTS).without("httpcore5");
		}
		if (!jetty) {
			jvm.without(JETTY);
		}
		if (!reactor) {
			jvm.without(REACTOR).without("netty-").without("rsocket").without("grpc-netty");
		}
		assertThat(jvm.run(Application.class)).contains(type + " 'clientHttpRequestFactoryBuilder': " + coverage,
				"answered: hello", "calls: " + (coverage.startsWith("requests") ? 1 : 0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring-boot-webclient", "reactor-core" })
	void applicationWithoutOneOfSpringsModulesStarts(String module) throws Exception {
		assertThat(new ForkedJvm().without(module).without(REACTOR).without("rsocket").run(Application.class)).contains(
				"HttpComponentsClientHttpRequestFactoryBuilder 'clientHttpRequestFactoryBuilder': requests the fast path before");
	}

	@Test
	void applicationWithoutClientsStarts() throws Exception {
		assertThat(new ForkedJvm().without("spring-boot-http-client")
			.without("spring-boot-restclient")
			.without("spring-boot-webclient")
			.without("spring-boot-grpc")
			.run(Application.class)).contains("clients: none");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		public static void main(String[] args) {
			System.setProperty("spring.main.web-application-type", "none");
			System.setProperty("spring.devtools.restart.enabled", "false");
			System.setProperty("loopback-fast-path.enabled", "true");
			System.setProperty("reactor.netty.native", "false");
			try (ConfigurableApplicationContext context = SpringApplication.run(Application.class,
					"--" + TestFastPath.WINDOWS); ObservedServer server = ObservedServer.http()) {
				System.out.println("clients: " + context.getBean(SocketRequests.class)
					.record()
					.clientBuilders()
					.stream()
					.map(RecordedBuilder::toString)
					.collect(Collectors.collectingAndThen(Collectors.joining("; "),
							(clients) -> clients.isEmpty() ? "none" : clients)));
				context.getBeanProvider(RestClient.Builder.class)
					.ifAvailable((builder) -> System.out.println(
							"answered: " + builder.build().get().uri(server.uri("/")).retrieve().body(String.class)));
				context.getBeanProvider(RecordingCall.class)
					.ifAvailable((call) -> System.out.println("calls: " + call.calls().size()));
			}
			// Jetty's threads outlive the application
			System.exit(0);
		}

		@Bean
		RecordingCall recordingCall() {
			return new RecordingCall();
		}

		@Bean
		SocketRequests recordingFastPath(RecordingCall call) {
			return TestFastPath.calling(call);
		}

	}

}
