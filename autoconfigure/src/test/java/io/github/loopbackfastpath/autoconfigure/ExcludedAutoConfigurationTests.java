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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.grpc.BindableService;
import io.grpc.protobuf.services.HealthStatusManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.tcp.TcpClient;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.rsocket.autoconfigure.RSocketRequesterAutoConfiguration;
import org.springframework.boot.rsocket.autoconfigure.RSocketStrategiesAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.messaging.rsocket.RSocketRequester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each auto-configuration can be excluded, alone and with any other.
 */
class ExcludedAutoConfigurationTests {

	private static final List<Class<?>> WEB = List.of(LoopbackFastPathAutoConfiguration.class,
			LoopbackFastPathTomcatAutoConfiguration.class, LoopbackFastPathJettyAutoConfiguration.class,
			LoopbackFastPathReactorServerAutoConfiguration.class, LoopbackFastPathClientAutoConfiguration.class,
			LoopbackFastPathDeclaredClientAutoConfiguration.class, LoopbackFastPathRSocketAutoConfiguration.class,
			LoopbackFastPathActuatorAutoConfiguration.class, LoopbackFastPathMetricsAutoConfiguration.class);

	private static final List<Class<?>> GRPC = List.of(LoopbackFastPathAutoConfiguration.class,
			LoopbackFastPathGrpcServerAutoConfiguration.class, LoopbackFastPathGrpcClientAutoConfiguration.class,
			LoopbackFastPathClientAutoConfiguration.class, LoopbackFastPathActuatorAutoConfiguration.class);

	@ParameterizedTest
	@MethodSource("webCombinations")
	void applicationStartsWithTheOthers(List<Class<?>> included, boolean enabled) {
		Class<?>[] configurations = included.toArray(Class[]::new);
		new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
					TomcatServletWebServerAutoConfiguration.class, HttpClientAutoConfiguration.class,
					ImperativeHttpClientAutoConfiguration.class, RSocketStrategiesAutoConfiguration.class,
					RSocketRequesterAutoConfiguration.class))
			.withBean(TcpClient.class, TcpClient::create)
			.withConfiguration(AutoConfigurations.of(configurations))
			.withPropertyValues(TestFastPath.WINDOWS, "server.port=0", "loopback-fast-path.enabled=" + enabled,
					"management.endpoints.web.exposure.include=loopbackfastpath",
					"management.info.loopback-fast-path.enabled=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(RSocketRequester.Builder.class);
			});
	}

	@ParameterizedTest
	@MethodSource("grpcCombinations")
	void grpcApplicationStartsWithTheOthers(List<Class<?>> included, boolean enabled) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class, HttpClientAutoConfiguration.class,
					ImperativeHttpClientAutoConfiguration.class, SslAutoConfiguration.class,
					GrpcServerAutoConfiguration.class, GrpcClientAutoConfiguration.class))
			.withConfiguration(AutoConfigurations.of(included.toArray(Class[]::new)))
			.withBean(BindableService.class, () -> new HealthStatusManager().getHealthService())
			.withPropertyValues(TestFastPath.WINDOWS, "spring.grpc.server.port=0",
					"loopback-fast-path.enabled=" + enabled)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	static Stream<Arguments> webCombinations() {
		return combinations(WEB);
	}

	static Stream<Arguments> grpcCombinations() {
		return combinations(GRPC);
	}

	/**
	 * All without each one, all without each pair, each one alone, and each pair alone.
	 */
	private static Stream<Arguments> combinations(List<Class<?>> all) {
		Set<List<Class<?>>> combinations = new LinkedHashSet<>();
		for (Class<?> one : all) {
			for (Class<?> other : all) {
				combinations.add(all.stream().filter((type) -> type != one && type != other).toList());
				combinations.add(all.stream().filter((type) -> type == one || type == other).toList());
			}
		}
		return combinations.stream()
			.flatMap((included) -> Stream.of(Arguments.of(included, true), Arguments.of(included, false)));
	}

}
