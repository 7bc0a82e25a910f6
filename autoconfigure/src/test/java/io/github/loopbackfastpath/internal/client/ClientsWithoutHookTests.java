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

package io.github.loopbackfastpath.internal.client;

import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathClientAutoConfiguration;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientsWithoutHook}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientsWithoutHookTests {

	private static final String MESSAGE = "Loopback fast path cannot be requested by the clients of";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
				LoopbackFastPathClientAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ImperativeHttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class))
		.withBean(SocketRequests.class, () -> TestFastPath.calling(new RecordingCall()))
		.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
				"spring.http.clients.imperative.factory=jdk", "spring.http.clients.reactive.connector=jdk");

	@Test
	void clientsOfTheJdkAreNamedOnceWithTheWaysOut(CapturedOutput output) {
		this.runner.run((context) -> assertThat(output.getOut().lines().filter((line) -> line.contains(MESSAGE)))
			.singleElement()
			.asString()
			.contains("INFO", "JdkClientHttpRequestFactoryBuilder 'clientHttpRequestFactoryBuilder'", "httpclient5",
					"JdkClientHttpConnectorBuilder 'clientHttpConnectorBuilder'", "reactor-netty-http",
					"'loopback-fast-path.scope' to 'jvm'"));
	}

	@Test
	void asynchronousClientOfHttpComponentsIsNamedAndTheClassicOneIsNot(CapturedOutput output) {
		this.runner
			.withPropertyValues("spring.http.clients.imperative.factory=http-components",
					"spring.http.clients.reactive.connector=http-components")
			.run((context) -> assertThat(output)
				.contains(MESSAGE + " HttpComponentsClientHttpConnectorBuilder 'clientHttpConnectorBuilder',"));
	}

	@Test
	void buildersOfTheUserAreNamed(CapturedOutput output) {
		this.runner.withUserConfiguration(UserBuilders.class)
			.run((context) -> assertThat(output).contains(MESSAGE
					+ " SimpleClientHttpRequestFactoryBuilder 'requestFactoryBuilder', JdkClientHttpConnectorBuilder 'connectorBuilder',"));
	}

	@Test
	void nothingIsSaidAboutClientsWithHook(CapturedOutput output) {
		this.runner
			.withPropertyValues("spring.http.clients.imperative.factory=http-components",
					"spring.http.clients.reactive.connector=reactor")
			.run((context) -> assertThat(output).contains("Loopback fast path is on").doesNotContain(MESSAGE));
	}

	@Test
	void webClientIsNotNamedWhereThereIsNone(CapturedOutput output) {
		this.runner.withClassLoader(new FilteredClassLoader(WebClient.class))
			.run((context) -> assertThat(output).contains(MESSAGE).doesNotContain("JdkClientHttpConnectorBuilder"));
	}

	@Test
	void nothingIsSaidAboutBuildersThatWouldHaveToBeCreated(CapturedOutput output) {
		this.runner.withUserConfiguration(LazyBuilders.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain(MESSAGE);
		});
	}

	@Test
	void clientsThatAreCreatedLaterAreNamedThen(CapturedOutput output) {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(output).doesNotContain(MESSAGE);
				context.getBean(ClientHttpRequestFactoryBuilder.class);
				assertThat(output).contains(
						MESSAGE + " JdkClientHttpRequestFactoryBuilder" + " 'clientHttpRequestFactoryBuilder', as");
			});
	}

	@Test
	void clientsThatNoBuilderOfSpringBootMakesAreNamed(CapturedOutput output) {
		this.runner.withBean("own", RestClient.class, () -> RestClient.create())
			.run((context) -> assertThat(output).contains(
					"Loopback fast path is not requested by RestClient 'own', which none of Spring Boot's builders"
							+ " makes"));
	}

	@Test
	void nothingIsSaidWhenTheJdkAsks(CapturedOutput output) {
		this.runner.withPropertyValues("loopback-fast-path.scope=jvm")
			.run((context) -> assertThat(output).doesNotContain(MESSAGE));
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
					LoopbackFastPathClientAutoConfiguration.class))
			.withBean(SocketRequests.class, () -> TestFastPath.whileJdkAsks(new RecordingCall()))
			.withUserConfiguration(UserBuilders.class)
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.run((context) -> assertThat(output).contains("left to the JDK").doesNotContain(MESSAGE));
	}

	@Test
	void nothingIsSaidWhenClientsAreNotWanted(CapturedOutput output) {
		this.runner.withPropertyValues("loopback-fast-path.client.enabled=false")
			.run((context) -> assertThat(output).doesNotContain(MESSAGE));
		this.runner.withPropertyValues("loopback-fast-path.enabled=false")
			.run((context) -> assertThat(output).doesNotContain(MESSAGE));
	}

	@Test
	void nothingIsSaidOnAnotherSystem(CapturedOutput output) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
					LoopbackFastPathClientAutoConfiguration.class))
			.withUserConfiguration(UserBuilders.class)
			.withPropertyValues("loopback-fast-path.enabled=true")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(ClientsWithoutHook.class);
				assertThat(output).doesNotContain(MESSAGE);
			});
	}

	@Test
	void applicationWithoutHttpClientsStarts(CapturedOutput output) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
					LoopbackFastPathClientAutoConfiguration.class))
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.http.client"))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain(MESSAGE);
	}

	@Configuration(proxyBeanMethods = false)
	static class UserBuilders {

		@Bean
		ClientHttpRequestFactoryBuilder<?> requestFactoryBuilder() {
			return ClientHttpRequestFactoryBuilder.simple();
		}

		@Bean
		ClientHttpConnectorBuilder<?> connectorBuilder() {
			return ClientHttpConnectorBuilder.jdk();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBuilders {

		@Bean
		@Lazy
		ClientHttpRequestFactoryBuilder<?> requestFactoryBuilder() {
			throw new IllegalStateException("must not be created");
		}

		@Bean
		@Lazy
		ClientHttpConnectorBuilder<?> connectorBuilder() {
			throw new IllegalStateException("must not be created");
		}

	}

}
