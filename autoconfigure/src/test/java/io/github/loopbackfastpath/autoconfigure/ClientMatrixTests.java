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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.loopbackfastpath.internal.client.ObservedServer;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.service.ReactiveHttpServiceClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which client is covered with which library, in each kind of application, with Spring
 * Boot's builders and the application's own. The honest "no" is a cell like the others.
 */
class ClientMatrixTests {

	/**
	 * "-" where Spring Boot has no such client.
	 */
	private static final String EXPECTED = """
			                              | HTTP_COMPONENTS | JETTY | REACTOR | JDK | SIMPLE
			SERVLET  REST_TEMPLATE        | yes             | yes   | yes     | no  | no
			SERVLET  REST_CLIENT          | yes             | yes   | yes     | no  | no
			SERVLET  HTTP_INTERFACE       | yes             | yes   | yes     | no  | no
			SERVLET  WEB_CLIENT           | no              | yes   | yes     | no  | -
			SERVLET  REACTIVE_INTERFACE   | no              | yes   | yes     | no  | -
			REACTIVE REST_TEMPLATE        | -               | -     | -       | -   | -
			REACTIVE REST_CLIENT          | yes             | yes   | yes     | no  | no
			REACTIVE HTTP_INTERFACE       | yes             | yes   | yes     | no  | no
			REACTIVE WEB_CLIENT           | no              | yes   | yes     | no  | -
			REACTIVE REACTIVE_INTERFACE   | no              | yes   | yes     | no  | -
			NO_WEB   REST_TEMPLATE        | yes             | yes   | yes     | no  | no
			NO_WEB   REST_CLIENT          | yes             | yes   | yes     | no  | no
			NO_WEB   HTTP_INTERFACE       | yes             | yes   | yes     | no  | no
			NO_WEB   WEB_CLIENT           | no              | yes   | yes     | no  | -
			NO_WEB   REACTIVE_INTERFACE   | no              | yes   | yes     | no  | -
			""";

	private final RecordingCall call = new RecordingCall();

	private final AtomicInteger customized = new AtomicInteger();

	static Stream<Cell> cells() {
		List<Cell> cells = new ArrayList<>();
		List<String[]> rows = EXPECTED.lines().map((line) -> StringUtils.tokenizeToStringArray(line, "| ")).toList();
		String[] libraries = rows.get(0);
		for (String[] row : rows.subList(1, rows.size())) {
			for (int i = 0; i < libraries.length; i++) {
				for (Builder builder : "-".equals(row[i + 2]) ? new Builder[0] : Builder.values()) {
					cells.add(new Cell(Application.valueOf(row[0]), Api.valueOf(row[1]), Library.valueOf(libraries[i]),
							builder, row[i + 2]));
				}
			}
		}
		return cells.stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cells")
	void cell(Cell cell) {
		switch (cell.application()) {
			case SERVLET -> run(new WebApplicationContextRunner(), cell);
			case REACTIVE -> run(new ReactiveWebApplicationContextRunner(), cell);
			case NO_WEB -> run(new ApplicationContextRunner(), cell);
		}
	}

	private <S extends AbstractApplicationContextRunner<S, C, A>, C extends ConfigurableApplicationContext, A extends ApplicationContextAssertProvider<C>> void run(
			S runner, Cell cell) {
		try (ObservedServer server = ObservedServer.http()) {
			S configured = runner
				.withConfiguration(AutoConfigurations.of(HttpMessageConvertersAutoConfiguration.class,
						HttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class,
						ReactiveHttpClientAutoConfiguration.class, HttpServiceClientPropertiesAutoConfiguration.class,
						RestTemplateAutoConfiguration.class, RestClientAutoConfiguration.class,
						WebClientAutoConfiguration.class, HttpServiceClientAutoConfiguration.class,
						ReactiveHttpServiceClientAutoConfiguration.class))
				.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
						LoopbackFastPathClientAutoConfiguration.class))
				.withBean(SocketRequests.class, () -> TestFastPath.calling(this.call))
				.withBean(AtomicInteger.class, () -> this.customized)
				.withClassLoader(new FilteredClassLoader(cell.library().others()))
				.withUserConfiguration(cell.configuration())
				.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
						"spring.http.serviceclient.test.base-url=" + server.uri("/"));
			configured.run((context) -> verify(context, cell, server));
		}
	}

	private void verify(ApplicationContextAssertProvider<?> context, Cell cell, ObservedServer server) {
		assertThat(cell.api().get(context, server.uri("/"))).isEqualTo("hello");
		assertThat(server.remotePorts()).hasSize(1);
		if ("yes".equals(cell.expected())) {
			assertThat(this.call.calls()).singleElement().satisfies((asked) -> {
				assertThat(asked.connected()).isFalse();
				assertThat(RecordingCall.localPort(asked.handle())).isIn(server.remotePorts());
			});
		}
		else {
			assertThat(this.call.calls()).isEmpty();
		}
		if (cell.builder() == Builder.CUSTOMIZERS && (cell.application() != Application.REACTIVE)) {
			assertThat(this.customized).hasPositiveValue();
		}
	}

	record Cell(Application application, Api api, Library library, Builder builder, String expected) {

		Class<?>[] configuration() {
			List<Class<?>> classes = new ArrayList<>();
			classes.add((this.builder == Builder.OWN) ? this.library.own : CustomizerConfiguration.class);
			if (this.api.configuration != null) {
				classes.add(this.api.configuration);
			}
			return classes.toArray(Class[]::new);
		}

	}

	enum Application {

		SERVLET, REACTIVE, NO_WEB

	}

	enum Builder {

		CUSTOMIZERS, OWN

	}

	enum Library {

		HTTP_COMPONENTS("org.apache.hc", OwnHttpComponents.class),

		JETTY("org.eclipse.jetty", OwnJetty.class),

		REACTOR("reactor.netty", OwnReactor.class),

		JDK("java.net.http", OwnJdk.class),

		// Has no reactive side, without which Spring Boot's WebClient does not start
		SIMPLE("none", OwnSimple.class);

		private final String prefix;

		private final Class<?> own;

		Library(String prefix, Class<?> own) {
			this.prefix = prefix;
			this.own = own;
		}

		String[] others() {
			Stream<String> others = Arrays.stream(values())
				.filter((library) -> library != this)
				.map((library) -> library.prefix);
			return Stream
				.concat(others, (this != SIMPLE) ? Stream.empty() : Stream.of(WebClient.class.getPackageName()))
				.toArray(String[]::new);
		}

	}

	enum Api {

		REST_TEMPLATE(null) {

			@Override
			String get(ApplicationContext context, String uri) {
				return context.getBean(RestTemplateBuilder.class).build().getForObject(uri, String.class);
			}

		},

		REST_CLIENT(null) {

			@Override
			String get(ApplicationContext context, String uri) {
				return context.getBean(RestClient.Builder.class).build().get().uri(uri).retrieve().body(String.class);
			}

		},

		HTTP_INTERFACE(ImperativeServices.class) {

			@Override
			String get(ApplicationContext context, String uri) {
				return context.getBean(HelloService.class).hello();
			}

		},

		WEB_CLIENT(null) {

			@Override
			String get(ApplicationContext context, String uri) {
				return context.getBean(WebClient.Builder.class)
					.build()
					.get()
					.uri(uri)
					.retrieve()
					.bodyToMono(String.class)
					.block();
			}

		},

		REACTIVE_INTERFACE(ReactiveServices.class) {

			@Override
			String get(ApplicationContext context, String uri) {
				return context.getBean(HelloService.class).hello();
			}

		};

		private final Class<?> configuration;

		Api(Class<?> configuration) {
			this.configuration = configuration;
		}

		abstract String get(ApplicationContext context, String uri);

	}

	interface HelloService {

		@GetExchange
		String hello();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "test", types = HelloService.class, clientType = ClientType.REST_CLIENT)
	static class ImperativeServices {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "test", types = HelloService.class, clientType = ClientType.WEB_CLIENT)
	static class ReactiveServices {

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		ClientHttpRequestFactoryBuilderCustomizer<ClientHttpRequestFactoryBuilder<?>> requestFactoryCustomizer(
				AtomicInteger customized) {
			return (builder) -> {
				customized.incrementAndGet();
				return builder;
			};
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<ClientHttpConnectorBuilder<?>> connectorCustomizer(
				AtomicInteger customized) {
			return (builder) -> {
				customized.incrementAndGet();
				return builder;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHttpComponents {

		@Bean
		ClientHttpRequestFactoryBuilder<?> ownRequestFactoryBuilder() {
			return ClientHttpRequestFactoryBuilder.httpComponents();
		}

		@Bean
		ClientHttpConnectorBuilder<?> ownConnectorBuilder() {
			return ClientHttpConnectorBuilder.httpComponents();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnJetty {

		@Bean
		ClientHttpRequestFactoryBuilder<?> ownRequestFactoryBuilder() {
			return ClientHttpRequestFactoryBuilder.jetty();
		}

		@Bean
		ClientHttpConnectorBuilder<?> ownConnectorBuilder() {
			return ClientHttpConnectorBuilder.jetty();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnReactor {

		@Bean
		ClientHttpRequestFactoryBuilder<?> ownRequestFactoryBuilder() {
			return ClientHttpRequestFactoryBuilder.reactor();
		}

		@Bean
		ClientHttpConnectorBuilder<?> ownConnectorBuilder() {
			return ClientHttpConnectorBuilder.reactor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnJdk {

		@Bean
		ClientHttpRequestFactoryBuilder<?> ownRequestFactoryBuilder() {
			return ClientHttpRequestFactoryBuilder.jdk();
		}

		@Bean
		ClientHttpConnectorBuilder<?> ownConnectorBuilder() {
			return ClientHttpConnectorBuilder.jdk();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSimple {

		@Bean
		ClientHttpRequestFactoryBuilder<?> ownRequestFactoryBuilder() {
			return ClientHttpRequestFactoryBuilder.simple();
		}

	}

}
