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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.TestKeyStore;
import io.github.loopbackfastpath.internal.client.ClientHook;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.ObservedServer;
import io.github.loopbackfastpath.internal.client.httpcomponents.HttpComponentsClientHook;
import io.github.loopbackfastpath.internal.client.jetty.JettyClientHook;
import io.github.loopbackfastpath.internal.client.reactor.ReactorClientHook;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JettyClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientSsl;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.restclient.test.autoconfigure.MockRestServiceServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientSsl;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.match.MockRestRequestMatchers;
import org.springframework.test.web.client.response.MockRestResponseCreators;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopbackFastPathClientAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoopbackFastPathClientAutoConfigurationTests {

	private static final AutoConfigurations CLIENTS = AutoConfigurations.of(SslAutoConfiguration.class,
			HttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class,
			ReactiveHttpClientAutoConfiguration.class, RestClientAutoConfiguration.class,
			RestTemplateAutoConfiguration.class, WebClientAutoConfiguration.class);

	private static final AutoConfigurations STARTER = AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
			LoopbackFastPathClientAutoConfiguration.class);

	private final RecordingCall call = new RecordingCall();

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(CLIENTS)
		.withConfiguration(STARTER)
		.withBean(SocketRequests.class, () -> TestFastPath.calling(this.call),
				(definition) -> definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE))
		.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true");

	@Test
	void hooksAreInstalledInTheBeansThatBuildClients() {
		this.runner.run((context) -> assertThat(context.getBean(SocketRequests.class).record().clients().all())
			.extracting(RecordedBuilder::toString)
			.containsExactlyInAnyOrder(
					"HttpComponentsClientHttpRequestFactoryBuilder 'clientHttpRequestFactoryBuilder': requests the fast path before connect",
					"ReactorClientHttpConnectorBuilder 'clientHttpConnectorBuilder': requests the fast path before connect"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "loopback-fast-path.enabled=false", "loopback-fast-path.client.enabled=false" })
	void clientSideCanBeSwitchedOff(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(context).doesNotHaveBean(ClientHook.class)
				.doesNotHaveBean(ClientSockets.class)
				.doesNotHaveBean(ClientHookPostProcessor.class);
			assertAsks(context, 0);
		});
	}

	@Test
	void portsAndIpVersionSelectThePeers() {
		this.runner.withPropertyValues("loopback-fast-path.client.ports=1").run((context) -> {
			assertAsks(context, 0);
			assertThat(context.getBean(SocketRequests.class)
				.record()
				.socketCounts()
				.count(FastPathSide.CLIENT, FastPathOutcome.skipped(SkipReason.PORT_EXCLUDED))).isOne();
		});
		this.runner.withPropertyValues("loopback-fast-path.ip-version=any").run((context) -> {
			try (ObservedServer server = ObservedServer.http("::1")) {
				get(context, "http://[::1]:" + server.port());
			}
			assertThat(this.call.calls()).hasSize(1);
		});
	}

	@Test
	void propertiesAreBound() {
		this.runner
			.withPropertyValues("loopback-fast-path.client.enabled=false", "loopback-fast-path.client.ports=8080,8443")
			.run((context) -> {
				LoopbackFastPathProperties properties = context.getBean(LoopbackFastPathProperties.class);
				assertThat(properties.getClient().isEnabled()).isFalse();
				assertThat(properties.getClient().getPorts()).containsExactlyInAnyOrder(8080, 8443);
			});
		this.runner.run((context) -> {
			LoopbackFastPathProperties properties = context.getBean(LoopbackFastPathProperties.class);
			assertThat(properties.getClient().isEnabled()).isTrue();
			assertThat(properties.getClient().getPorts()).isEmpty();
		});
	}

	@Test
	void wrongPortIsNamed() {
		this.runner.withPropertyValues("loopback-fast-path.client.ports=80800")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("loopback-fast-path.client.ports")
				.hasMessageContaining("80800"));
	}

	@ParameterizedTest
	@MethodSource("combinationsOfMissingLibraries")
	void librariesAreOptional(List<String> missing) {
		boolean withoutBoot = missing.stream().anyMatch((name) -> name.startsWith("org.springframework.boot"));
		ApplicationContextRunner runner = withoutBoot ? new ApplicationContextRunner().withConfiguration(STARTER)
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true") : this.runner;
		runner.withClassLoader(new FilteredClassLoader(missing.toArray(String[]::new))).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(LoopbackFastPath.class);
			boolean builders = !missing.contains("org.springframework.boot.http.client");
			assertThat(context.getBeansOfType(HttpComponentsClientHook.class))
				.hasSize((builders && !missing.contains("org.apache.hc")) ? 1 : 0);
			assertThat(context.getBeansOfType(JettyClientHook.class))
				.hasSize((builders && !missing.contains("org.eclipse.jetty")) ? 1 : 0);
			assertThat(context.getBeansOfType(ReactorClientHook.class))
				.hasSize((builders && !missing.contains("reactor.netty")) ? 1 : 0);
		});
	}

	static Stream<List<String>> combinationsOfMissingLibraries() {
		List<String> libraries = List.of("org.apache.hc", "org.eclipse.jetty", "reactor.netty",
				"org.springframework.boot.http.client", "org.springframework.boot.restclient",
				"org.springframework.web.reactive");
		return IntStream.range(0, 1 << libraries.size()).mapToObj((bits) -> {
			List<String> missing = new ArrayList<>();
			IntStream.range(0, libraries.size())
				.filter((i) -> (bits & (1 << i)) != 0)
				.forEach((i) -> missing.add(libraries.get(i)));
			return missing;
		});
	}

	@Test
	void nothingIsCreatedEarly(CapturedOutput output) {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("is not eligible for getting processed by all BeanPostProcessors");
	}

	@Test
	void nothingIsCreatedUnprocessedForAPostProcessorThatNeedsAClient(CapturedOutput output) {
		this.runner.withUserConfiguration(ClientPostProcessorConfiguration.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertAsks(context, 1);
		});
		assertThat(output.getOut().lines().filter((line) -> line.contains("is not eligible for getting processed")))
			.isNotEmpty()
			.noneMatch((line) -> line.contains("io.github.loopbackfastpath"));
	}

	@Test
	void builderWithoutHookIsLeftAndReported() {
		ClientHttpRequestFactoryBuilder<?> own = ClientHttpRequestFactoryBuilder.jdk();
		this.runner.withBean("own", ClientHttpRequestFactoryBuilder.class, () -> own).run((context) -> {
			assertThat(context).getBean(ClientHttpRequestFactoryBuilder.class).isSameAs(own);
			assertThat(context.getBean(SocketRequests.class).record().clients().all())
				.extracting(RecordedBuilder::toString)
				.contains(
						"JdkClientHttpRequestFactoryBuilder 'own': its library gives no access to its sockets, which use plain TCP");
			assertAsks(context, 0);
		});
	}

	@Test
	void builderOfTheApplicationIsLeftAndReportedAsOne() {
		ClientHttpRequestFactoryBuilder<?> own = (settings) -> ClientHttpRequestFactoryBuilder.httpComponents()
			.build(settings);
		this.runner.withBean("own", ClientHttpRequestFactoryBuilder.class, () -> own).run((context) -> {
			assertThat(context).getBean(ClientHttpRequestFactoryBuilder.class).isSameAs(own);
			assertThat(clients(context)).contains(
					"ClientHttpRequestFactoryBuilder 'own': an own builder of the application, whose library is not"
							+ " known");
		});
	}

	@Test
	void targetOfAScopedProxyIsHookedAndTheProxyIsNotReported() {
		this.runner.withUserConfiguration(ScopedBuilderConfiguration.class).run((context) -> {
			assertAsks(context, 1);
			assertThat(clients(context)).filteredOn((client) -> client.contains("scopedBuilder"))
				.containsExactly(
						"JettyClientHttpRequestFactoryBuilder 'scopedBuilder': requests the fast path before connect");
		});
	}

	@Test
	void builderForWebClientIsNotReportedWhereThereIsNoWebClient() {
		this.runner.withPropertyValues("spring.http.clients.reactive.connector=jdk")
			.withClassLoader(new FilteredClassLoader(WebClient.class))
			.run((context) -> assertThat(clients(context)).hasSize(1)
				.noneMatch((client) -> client.contains("ConnectorBuilder")));
	}

	@Test
	void clientsThatNoBuilderBeanBuiltAreReported() {
		this.runner.withUserConfiguration(ClientsConfiguration.class)
			.run((context) -> assertThat(clients(context)).filteredOn((client) -> client.contains("'own"))
				.containsExactlyInAnyOrder(
						"RestTemplate 'ownRestTemplate': its library gives no access to its sockets, which use plain TCP",
						"RestClient 'ownRestClient': " + Coverage.OWN_CLIENT,
						"WebClient 'ownWebClient': " + Coverage.OWN_CLIENT,
						"ReactorClientHttpConnector 'ownConnector': " + Coverage.OWN_CLIENT,
						"HttpComponentsClientHttpRequestFactory 'ownRequestFactory': " + Coverage.OWN_CLIENT));
	}

	@Test
	void clientsThatBuilderBeansBuiltAreNotReported() {
		this.runner.withUserConfiguration(ClientsConfiguration.class).run((context) -> {
			assertThat(context).hasBean("hookedRestTemplate")
				.hasBean("hookedRestClient")
				.hasBean("hookedWebClient")
				.getBean("clientHttpRequestFactory")
				.isNotNull();
			assertThat(context.getBean("clientHttpConnector")).isNotNull();
			assertThat(clients(context)).noneMatch((client) -> client.contains("'hooked"))
				.noneMatch((client) -> client.contains("'clientHttpRequestFactory'"))
				.noneMatch((client) -> client.contains("'clientHttpConnector'"));
		});
	}

	private List<String> clients(ApplicationContext context) {
		return context.getBean(SocketRequests.class)
			.record()
			.clients()
			.all()
			.stream()
			.map(RecordedBuilder::toString)
			.toList();
	}

	@Test
	void builderThatAFactoryBeanMakesIsHooked() {
		this.runner.withBean("own", JettyBuilderFactoryBean.class).run((context) -> assertAsks(context, 1));
	}

	@Test
	void builderThatIsDerivedFromAnotherAsksOnce() {
		this.runner.withUserConfiguration(DerivedBuilderConfiguration.class).run((context) -> assertAsks(context, 1));
	}

	@Test
	void hookThatDoesNotFitLeavesTheBuilder(CapturedOutput output) {
		ClientHttpRequestFactoryBuilder<?> own = ClientHttpRequestFactoryBuilder.simple();
		this.runner.withBean("own", ClientHttpRequestFactoryBuilder.class, () -> own)
			.withBean("hook", ClientHook.class, () -> new FailingHook())
			.run((context) -> {
				assertThat(context).getBean(ClientHttpRequestFactoryBuilder.class).isSameAs(own);
				assertThat(context.getBean(SocketRequests.class).record().clients().all())
					.extracting(RecordedBuilder::toString)
					.contains(
							"SimpleClientHttpRequestFactoryBuilder 'own': the internals of its library have changed, its sockets use plain TCP");
			});
		assertThat(output).contains("Loopback fast path cannot reach the sockets of clients that a"
				+ " SimpleClientHttpRequestFactoryBuilder builds");
	}

	@Test
	void factoryThatRestTemplatesShareIsHooked() {
		this.runner.run((context) -> {
			try (ObservedServer server = ObservedServer.http()) {
				assertThat(context.getBean(RestTemplateBuilder.class)
					.requestFactoryBuilder(context.getBean(ClientHttpRequestFactoryBuilder.class))
					.build()
					.getForObject(server.uri("/"), String.class)).isEqualTo("hello");
				assertThat(RestClient.builder()
					.requestFactory(context.getBean(ClientHttpRequestFactory.class))
					.build()
					.get()
					.uri(server.uri("/"))
					.retrieve()
					.body(String.class)).isEqualTo("hello");
			}
			assertThat(this.call.calls()).hasSize(2);
		});
	}

	@Test
	void clientsWithSslBundlesOfTheirOwnAreHooked(@TempDir Path directory) throws Exception {
		Path store = TestKeyStore.create(directory);
		this.runner
			.withPropertyValues("spring.ssl.bundle.jks.test.truststore.location=" + store,
					"spring.ssl.bundle.jks.test.truststore.password=" + TestKeyStore.PASSWORD)
			.run((context) -> {
				try (ObservedServer server = ObservedServer.https(ObservedServer.sslBundle(store))) {
					RestClient.Builder rest = context.getBean(RestClient.Builder.class)
						.apply(context.getBean(RestClientSsl.class).fromBundle("test"));
					assertThat(rest.build().get().uri(server.uri("/")).retrieve().body(String.class))
						.isEqualTo("hello");
					assertThat(this.call.calls()).hasSize(1);
					WebClient.Builder web = context.getBean(WebClient.Builder.class)
						.apply(context.getBean(WebClientSsl.class).fromBundle("test"));
					assertThat(web.build().get().uri(server.uri("/")).retrieve().bodyToMono(String.class).block())
						.isEqualTo("hello");
					assertThat(this.call.calls()).hasSize(2).noneMatch(RecordingCall.Call::connected);
				}
			});
	}

	@Test
	void reactiveWebApplicationIsHookedAlthoughSpringBootHasNoBuilderThere() {
		reactive().run((context) -> {
			assertAsks(context, 1);
			assertThat(context.getBean(SocketRequests.class).record().clients().all())
				.extracting(RecordedBuilder::toString)
				.contains(ClassUtils.getShortName(ClientHttpRequestFactoryBuilder.detect().getClass())
						+ " 'loopbackFastPathDetectedBuilder': requests the fast path before connect");
		});
	}

	@Test
	void conditionsInAReactiveWebApplicationMatchAsWithoutTheStarter() {
		reactive().withPropertyValues("loopback-fast-path.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("onBuilder").hasBean("onMissingBuilder"));
		reactive().run((context) -> assertThat(context).doesNotHaveBean("onBuilder").hasBean("onMissingBuilder"));
	}

	@Test
	void builderOfAReactiveWebApplicationIsTheOnlyOne() {
		ClientHttpRequestFactoryBuilder<?> own = ClientHttpRequestFactoryBuilder.simple();
		reactive().withBean("own", ClientHttpRequestFactoryBuilder.class, () -> own)
			.run((context) -> assertThat(context).getBean(ClientHttpRequestFactoryBuilder.class).isSameAs(own));
	}

	private ReactiveWebApplicationContextRunner reactive() {
		return new ReactiveWebApplicationContextRunner().withConfiguration(CLIENTS)
			.withConfiguration(STARTER)
			.withConfiguration(AutoConfigurations.of(BuilderConditionsConfiguration.class))
			.withBean(SocketRequests.class, () -> TestFastPath.calling(this.call))
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true");
	}

	@Test
	void mockServersAreUnaffected() {
		this.runner.withConfiguration(AutoConfigurations.of(MockRestServiceServerAutoConfiguration.class))
			.withPropertyValues("spring.test.restclient.mockrestserviceserver.enabled=true")
			.run((context) -> {
				RestClient client = context.getBean(RestClient.Builder.class).build();
				context.getBean(MockRestServiceServer.class)
					.expect(MockRestRequestMatchers.requestTo("http://127.0.0.1:9/mocked"))
					.andRespond(MockRestResponseCreators.withSuccess().body("mocked"));
				assertThat(client.get().uri("http://127.0.0.1:9/mocked").retrieve().body(String.class))
					.isEqualTo("mocked");
				assertThat(this.call.calls()).isEmpty();
			});
	}

	private void assertAsks(ApplicationContext context, int calls) {
		try (ObservedServer server = ObservedServer.http()) {
			get(context, server.uri("/"));
		}
		assertThat(this.call.calls()).hasSize(calls);
	}

	private void get(ApplicationContext context, String uri) {
		RestClient client = context.getBean(RestClient.Builder.class).build();
		assertThat(client.get().uri(uri).retrieve().body(String.class)).isEqualTo("hello");
	}

	static class JettyBuilderFactoryBean implements FactoryBean<ClientHttpRequestFactoryBuilder<?>> {

		@Override
		public ClientHttpRequestFactoryBuilder<?> getObject() {
			return ClientHttpRequestFactoryBuilder.jetty();
		}

		@Override
		public Class<?> getObjectType() {
			return ClientHttpRequestFactoryBuilder.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClientPostProcessorConfiguration {

		@Bean
		static BeanPostProcessor clientPostProcessor(RestClient.Builder builder) {
			return new BeanPostProcessor() {
			};
		}

	}

	/**
	 * Auto-configuration of another starter, which comes last.
	 */
	@AutoConfiguration(after = LoopbackFastPathClientAutoConfiguration.class)
	static class BuilderConditionsConfiguration {

		@Bean
		@ConditionalOnBean(ClientHttpRequestFactoryBuilder.class)
		String onBuilder() {
			return "there is a builder";
		}

		@Bean
		@ConditionalOnMissingBean(ClientHttpRequestFactoryBuilder.class)
		String onMissingBuilder() {
			return "there is no builder";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedBuilderConfiguration {

		@Bean
		static CustomScopeConfigurer testScope() {
			CustomScopeConfigurer configurer = new CustomScopeConfigurer();
			configurer.addScope("test", new SimpleThreadScope());
			return configurer;
		}

		@Bean
		@Scope(scopeName = "test", proxyMode = ScopedProxyMode.INTERFACES)
		ClientHttpRequestFactoryBuilder<?> scopedBuilder() {
			return ClientHttpRequestFactoryBuilder.jetty();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClientsConfiguration {

		@Bean
		RestTemplate ownRestTemplate() {
			RestTemplate restTemplate = new RestTemplate(new SimpleClientHttpRequestFactory());
			restTemplate.getInterceptors().add((request, body, execution) -> execution.execute(request, body));
			return restTemplate;
		}

		@Bean
		RestClient ownRestClient() {
			return RestClient.create();
		}

		@Bean
		WebClient ownWebClient() {
			return WebClient.create();
		}

		@Bean(autowireCandidate = false)
		ReactorClientHttpConnector ownConnector() {
			return new ReactorClientHttpConnector();
		}

		@Bean(autowireCandidate = false)
		HttpComponentsClientHttpRequestFactory ownRequestFactory() {
			return new HttpComponentsClientHttpRequestFactory();
		}

		@Bean
		RestTemplate hookedRestTemplate(RestTemplateBuilder builder) {
			return builder.additionalInterceptors((request, body, execution) -> execution.execute(request, body))
				.build();
		}

		@Bean
		RestClient hookedRestClient(RestClient.Builder builder) {
			return builder.requestInterceptor((request, body, execution) -> execution.execute(request, body)).build();
		}

		@Bean
		WebClient hookedWebClient(WebClient.Builder builder) {
			return builder.filter((request, next) -> next.exchange(request)).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DerivedBuilderConfiguration {

		@Bean(autowireCandidate = false)
		JettyClientHttpRequestFactoryBuilder original() {
			return ClientHttpRequestFactoryBuilder.jetty();
		}

		@Bean
		ClientHttpRequestFactoryBuilder<JettyClientHttpRequestFactory> derived(ApplicationContext context) {
			Consumer<JettyClientHttpRequestFactory> customizer = (factory) -> factory.setReadTimeout(20000);
			return context.getBean("original", JettyClientHttpRequestFactoryBuilder.class).withCustomizer(customizer);
		}

	}

	static class FailingHook implements ClientHook {

		@Override
		public @Nullable Object install(Object builder, RecordedBuilder client) {
			if (client.name().equals("own")) {
				throw new NoSuchMethodError("for a test");
			}
			return null;
		}

		@Override
		public String component() {
			return "failing";
		}

	}

}
