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

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathClientAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathDeclaredClientAutoConfiguration;
import io.github.loopbackfastpath.internal.record.FastPathRecord;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import org.apache.tomcat.websocket.WsWebSocketContainer;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.ee11.websocket.jakarta.client.JakartaWebSocketClientContainer;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.JettyWebSocketClient;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.client.StandardWebSocketClient;
import org.springframework.web.reactive.socket.client.TomcatWebSocketClient;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeclaredClients}, with a real WebSocket server.
 */
@RunsOnWindowsJvm
@ExtendWith(OutputCaptureExtension.class)
class DeclaredClientsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final RecordingCall call = new RecordingCall();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
				LoopbackFastPathDeclaredClientAutoConfiguration.class))
		.withBean(SocketRequests.class, () -> TestFastPath.calling(this.call))
		.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true");

	@ParameterizedTest
	@EnumSource
	void webSocketClientIsRequestedBeforeConnect(Covered client) {
		this.runner.withUserConfiguration(client.configuration).run((context) -> {
			assertThat(clients(context)).contains(client.type + " 'client': " + Coverage.HOOKED)
				.allMatch((description) -> description.endsWith(Coverage.HOOKED.toString()));
			assertEchoes(context);
			assertThat(this.call.calls()).hasSize(1).allMatch((call) -> call.localPort() == 0 && !call.connected());
			assertThat(record(context).requested(FastPathSide.CLIENT)).isOne();
		});
	}

	@ParameterizedTest
	@EnumSource
	void webSocketClientThatCannotBeReachedIsNamed(Uncovered client, CapturedOutput output) {
		this.runner.withUserConfiguration(client.configuration).run((context) -> {
			assertThat(clients(context)).containsExactly(client.type + " 'client': " + client.coverage);
			assertThat(output).contains(
					"Loopback fast path is not requested by %s 'client'. %s".formatted(client.type, client.remedy));
			assertEchoes(context);
			assertThat(this.call.calls()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "loopback-fast-path.enabled=false", "loopback-fast-path.client.enabled=false",
			"os.name=Linux" })
	void canBeSwitchedOff(String property) {
		for (Covered client : List.of(Covered.REACTOR, Covered.JETTY)) {
			this.runner.withUserConfiguration(client.configuration).withPropertyValues(property).run((context) -> {
				assertThat(context).doesNotHaveBean(DeclaredClients.class)
					.doesNotHaveBean(LibraryHook.class)
					.doesNotHaveBean(ClientsWithoutHook.class);
				assertEchoes(context);
				assertThat(this.call.calls()).isEmpty();
			});
		}
	}

	@Test
	void canBeExcluded() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class))
			.withBean(SocketRequests.class, () -> TestFastPath.calling(this.call))
			.withUserConfiguration(ReactorConfiguration.class)
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.run((context) -> {
				assertEchoes(context);
				assertThat(this.call.calls()).isEmpty();
				assertThat(clients(context)).isEmpty();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.eclipse.jetty", "reactor.netty", "org.springframework.web" })
	void librariesAreOptional(String missing) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed()
				.getBeans(LibraryHook.class)
				.hasSize(missing.startsWith("org.springframework") ? 2 : 1));
	}

	@Test
	void nothingIsInstalledWhereTheFastPathIsNotAvailable() {
		SocketRequests requests = TestFastPath.unavailable(TestWinsock.unavailable());
		DeclaredClients clients = new DeclaredClients(
				new ClientSockets(requests, new PeerSelection(Set.of(), IpVersion.IPV4)), List.of());
		TcpClient client = TcpClient.create();
		assertThat(clients.install(client, "test")).isSameAs(client);
		assertThat(requests.record().clientBuilders()).isEmpty();
	}

	@Test
	void decidesAnewForEachAddressOfAName() {
		DisposableServer server = TcpServer.create().host("127.0.0.2").port(0).bindNow(TIMEOUT);
		List<InetSocketAddress> addresses = List.of(new InetSocketAddress("::1", server.port()),
				new InetSocketAddress("127.0.0.3", server.port()), new InetSocketAddress("127.0.0.2", server.port()));
		this.runner
			.withBean(TcpClient.class,
					() -> TcpClient.create().resolver(new TestClient.FixedResolverGroup(addresses)).host("name.test"))
			.run((context) -> {
				Connection connection = context.getBean(TcpClient.class).port(server.port()).connectNow(TIMEOUT);
				connection.disposeNow(TIMEOUT);
				assertThat(this.call.calls()).hasSize(2).noneMatch(RecordingCall.Call::connected);
				assertThat(record(context).socketCounts()
					.count(FastPathSide.CLIENT, FastPathOutcome.skipped(SkipReason.IP_VERSION_EXCLUDED))).isOne();
			});
		server.disposeNow(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(classes = { ReactorConnectorConfiguration.class, JettyFactoryConfiguration.class })
	void transportOfAnHttpClientOverAClientThatIsABeanIsNotReportedAsUncovered(Class<?> configuration) {
		this.runner.withConfiguration(AutoConfigurations.of(LoopbackFastPathClientAutoConfiguration.class))
			.withUserConfiguration(configuration)
			.run((context) -> {
				assertThat(clients(context)).containsExactly("HttpClient 'http': " + Coverage.HOOKED);
				try (ObservedServer server = ObservedServer.http()) {
					String uri = server.uri("/");
					String answer = context.containsBean("connector")
							? WebClient.builder()
								.clientConnector(context.getBean(ReactorClientHttpConnector.class))
								.build()
								.get()
								.uri(uri)
								.retrieve()
								.bodyToMono(String.class)
								.block(TIMEOUT)
							: RestClient.builder()
								.requestFactory(context.getBean(JettyClientHttpRequestFactory.class))
								.build()
								.get()
								.uri(uri)
								.retrieve()
								.body(String.class);
					assertThat(answer).isEqualTo("hello");
				}
				assertThat(this.call.calls()).hasSize(1);
			});
	}

	@Test
	void transportOfRSocketIsReportedByItsClient(CapturedOutput output) {
		this.runner.withUserConfiguration(TransportsConfiguration.class)
			.run((context) -> assertThat(clients(context)).containsExactlyInAnyOrder(
					"TcpClient 'tcp': " + Coverage.HOOKED, "TcpClientTransport 'hooked': " + Coverage.HOOKED,
					"TcpClientTransport 'own': " + Coverage.OWN_CLIENT,
					"WebsocketClientTransport 'ownWebSocket': " + Coverage.OWN_CLIENT));
		assertThat(output).contains("Loopback fast path is not requested by TcpClientTransport 'own',"
				+ " WebsocketClientTransport 'ownWebSocket'. Declare the TcpClient");
	}

	@ParameterizedTest
	@MethodSource("knownTypes")
	void fieldWithTheClientOfTheLibraryIsThere(String type, String field) throws Exception {
		Class<?> known = Class.forName(type);
		if (!field.isEmpty()) {
			assertThat(known.getDeclaredField(field)).isNotNull();
		}
	}

	static List<Object[]> knownTypes() {
		return KnownClient.FIELDS.entrySet()
			.stream()
			.map((known) -> new Object[] { known.getKey(), known.getValue() })
			.toList();
	}

	private static FastPathRecord record(ApplicationContext context) {
		return context.getBean(SocketRequests.class).record();
	}

	private static List<String> clients(ApplicationContext context) {
		return record(context).clientBuilders().stream().map(RecordedBuilder::toString).toList();
	}

	private static void assertEchoes(ApplicationContext context) throws Exception {
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> response
				.sendWebsocket((in, out) -> out.sendString(in.receive().asString().take(1))))
			.bindNow(TIMEOUT);
		try {
			URI uri = URI.create("ws://127.0.0.1:" + server.port());
			Object client = context.getBean("client");
			assertThat((client instanceof org.springframework.web.socket.client.WebSocketClient servlet)
					? echo(servlet, uri) : echo(reactive(client), uri))
				.isEqualTo("hello");
		}
		finally {
			server.disposeNow(TIMEOUT);
		}
	}

	private static org.springframework.web.reactive.socket.client.WebSocketClient reactive(Object client) {
		if (client instanceof JakartaWebSocketClientContainer container) {
			return new StandardWebSocketClient(container);
		}
		return (org.springframework.web.reactive.socket.client.WebSocketClient) client;
	}

	private static @Nullable String echo(org.springframework.web.reactive.socket.client.WebSocketClient client,
			URI uri) {
		if (client instanceof Lifecycle lifecycle) {
			lifecycle.start();
		}
		Sinks.One<String> answer = Sinks.one();
		client
			.execute(uri,
					(session) -> session.send(Mono.just(session.textMessage("hello")))
						.thenMany(session.receive().take(1).map(WebSocketMessage::getPayloadAsText))
						.doOnNext(answer::tryEmitValue)
						.then())
			.block(TIMEOUT);
		return answer.asMono().block(TIMEOUT);
	}

	private static @Nullable String echo(org.springframework.web.socket.client.WebSocketClient client, URI uri)
			throws Exception {
		Sinks.One<String> answer = Sinks.one();
		try (WebSocketSession session = client.execute(new TextWebSocketHandler() {

			@Override
			protected void handleTextMessage(WebSocketSession session, TextMessage message) {
				answer.tryEmitValue(message.getPayload());
			}

		}, null, uri).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
			session.sendMessage(new TextMessage("hello"));
			return answer.asMono().block(TIMEOUT);
		}
	}

	enum Covered {

		REACTOR(ReactorConfiguration.class, "ReactorNettyWebSocketClient"),

		JETTY(JettyConfiguration.class, "JettyWebSocketClient"),

		JETTY_OVER_A_CLIENT_THAT_IS_A_BEAN(JettyClientConfiguration.class, "JettyWebSocketClient"),

		JETTY_OVER_AN_HTTP_CLIENT_THAT_IS_A_BEAN(JettyHttpClientConfiguration.class, "JettyWebSocketClient"),

		STANDARD_OVER_JETTY(StandardJettyConfiguration.class, "StandardWebSocketClient"),

		SERVLET_OVER_JETTY(ServletJettyConfiguration.class, "StandardWebSocketClient"),

		CONTAINER_OF_JETTY(JettyContainerConfiguration.class, "JakartaWebSocketClientContainer");

		private final Class<?> configuration;

		private final String type;

		Covered(Class<?> configuration, String type) {
			this.configuration = configuration;
			this.type = type;
		}

	}

	enum Uncovered {

		REACTOR_WITH_A_CLIENT_OF_ITS_OWN(OwnReactorConfiguration.class, "ReactorNettyWebSocketClient",
				Coverage.OWN_CLIENT, "Declare the TcpClient or HttpClient of Reactor Netty"),

		STANDARD_OVER_TOMCAT(StandardTomcatConfiguration.class, "StandardWebSocketClient", Coverage.NO_HOOK,
				"Use a WebSocket client over Reactor Netty or Jetty"),

		SERVLET_OVER_TOMCAT(ServletTomcatConfiguration.class, "StandardWebSocketClient", Coverage.NO_HOOK,
				"Use a WebSocket client over Reactor Netty or Jetty");

		private final Class<?> configuration;

		private final String type;

		private final Coverage coverage;

		private final String remedy;

		Uncovered(Class<?> configuration, String type, Coverage coverage, String remedy) {
			this.configuration = configuration;
			this.type = type;
			this.coverage = coverage;
			this.remedy = remedy;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactorConfiguration {

		@Bean
		reactor.netty.http.client.HttpClient http() {
			return reactor.netty.http.client.HttpClient.create();
		}

		@Bean
		ReactorNettyWebSocketClient client(reactor.netty.http.client.HttpClient http) {
			return new ReactorNettyWebSocketClient(http.keepAlive(false));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnReactorConfiguration {

		@Bean
		ReactorNettyWebSocketClient client() {
			return new ReactorNettyWebSocketClient();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JettyConfiguration {

		@Bean
		JettyWebSocketClient client() {
			return new JettyWebSocketClient();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JettyClientConfiguration {

		@Bean
		WebSocketClient jetty() {
			return new WebSocketClient();
		}

		@Bean
		JettyWebSocketClient client(WebSocketClient jetty) {
			return new JettyWebSocketClient(jetty);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JettyHttpClientConfiguration {

		@Bean(initMethod = "start", destroyMethod = "stop")
		HttpClient http() {
			return new HttpClient();
		}

		@Bean
		JettyWebSocketClient client(HttpClient http) {
			return new JettyWebSocketClient(new WebSocketClient(http));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JettyContainerConfiguration {

		@Bean(initMethod = "start", destroyMethod = "stop")
		JakartaWebSocketClientContainer client() {
			return new JakartaWebSocketClientContainer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StandardJettyConfiguration {

		@Bean
		StandardWebSocketClient client() throws Exception {
			JakartaWebSocketClientContainer container = new JakartaWebSocketClientContainer();
			container.start();
			return new StandardWebSocketClient(container);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ServletJettyConfiguration {

		@Bean
		org.springframework.web.socket.client.standard.StandardWebSocketClient client() throws Exception {
			JakartaWebSocketClientContainer container = new JakartaWebSocketClientContainer();
			container.start();
			return new org.springframework.web.socket.client.standard.StandardWebSocketClient(container);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StandardTomcatConfiguration {

		@Bean
		TomcatWebSocketClient client() {
			return new TomcatWebSocketClient(new WsWebSocketContainer());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ServletTomcatConfiguration {

		@Bean
		org.springframework.web.socket.client.standard.StandardWebSocketClient client() {
			return new org.springframework.web.socket.client.standard.StandardWebSocketClient(
					new WsWebSocketContainer());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactorConnectorConfiguration {

		@Bean
		reactor.netty.http.client.HttpClient http() {
			return reactor.netty.http.client.HttpClient.create();
		}

		@Bean
		ReactorClientHttpConnector connector(reactor.netty.http.client.HttpClient http) {
			return new ReactorClientHttpConnector(http);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JettyFactoryConfiguration {

		@Bean(initMethod = "start", destroyMethod = "stop")
		HttpClient http() {
			return new HttpClient();
		}

		@Bean
		JettyClientHttpRequestFactory factory(HttpClient http) {
			return new JettyClientHttpRequestFactory(http);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TransportsConfiguration {

		@Bean
		TcpClient tcp() {
			return TcpClient.create();
		}

		@Bean
		TcpClientTransport hooked(TcpClient tcp) {
			return TcpClientTransport.create(tcp.port(1));
		}

		@Bean
		TcpClientTransport own() {
			return TcpClientTransport.create(1);
		}

		@Bean
		WebsocketClientTransport ownWebSocket() {
			return WebsocketClientTransport.create(1);
		}

	}

}
