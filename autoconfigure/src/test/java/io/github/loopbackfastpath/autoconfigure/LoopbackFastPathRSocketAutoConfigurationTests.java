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

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.loopbackfastpath.FailureAnalyses;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.client.reactor.RSocketRequesterHook;
import io.github.loopbackfastpath.internal.record.FastPathRecord;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.server.reactor.RSocketTestServer;
import io.github.loopbackfastpath.internal.server.reactor.UncoveredRSocketServers;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketServer;
import io.rsocket.loadbalance.LoadbalanceTarget;
import io.rsocket.loadbalance.RoundRobinLoadbalanceStrategy;
import io.rsocket.transport.local.LocalClientTransport;
import io.rsocket.transport.local.LocalServerTransport;
import io.rsocket.transport.netty.client.TcpClientTransport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.rsocket.autoconfigure.RSocketMessagingAutoConfiguration;
import org.springframework.boot.rsocket.autoconfigure.RSocketRequesterAutoConfiguration;
import org.springframework.boot.rsocket.autoconfigure.RSocketServerAutoConfiguration;
import org.springframework.boot.rsocket.autoconfigure.RSocketStrategiesAutoConfiguration;
import org.springframework.boot.rsocket.context.RSocketServerInitializedEvent;
import org.springframework.boot.rsocket.netty.NettyRSocketServerFactory;
import org.springframework.boot.rsocket.server.RSocketServerFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.messaging.rsocket.annotation.ConnectMapping;
import org.springframework.stereotype.Controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LoopbackFastPathRSocketAutoConfiguration}, with an application that
 * has an RSocket server and no web server, and calls itself.
 */
@RunsOnWindowsJvm
@ExtendWith(OutputCaptureExtension.class)
class LoopbackFastPathRSocketAutoConfigurationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String SERVER = "spring.rsocket.server.port=0";

	private final RecordingCall call = new RecordingCall();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RSocketStrategiesAutoConfiguration.class,
				RSocketMessagingAutoConfiguration.class, RSocketServerAutoConfiguration.class,
				RSocketRequesterAutoConfiguration.class, LoopbackFastPathAutoConfiguration.class,
				LoopbackFastPathReactorServerAutoConfiguration.class, LoopbackFastPathRSocketAutoConfiguration.class,
				LoopbackFastPathDeclaredClientAutoConfiguration.class))
		.withBean(SocketRequests.class, () -> TestFastPath.calling(this.call))
		.withUserConfiguration(Application.class)
		.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
				"spring.rsocket.server.address=127.0.0.1");

	@ParameterizedTest
	@EnumSource
	void bothEndsAreRequestedInTime(Way way) {
		this.runner.withPropertyValues(SERVER, way.transport).run((context) -> {
			assertThat(record(context).listeningSockets()).singleElement()
				.matches((listener) -> listener.moment() == Moment.BEFORE_BIND
						&& listener.outcome().equals(FastPathOutcome.requested()));
			assertThat(this.call.calls()).hasSize(1);
			assertEchoes(way.connect(context.getBean(RSocketRequester.Builder.class), port(context)));
			assertThat(this.call.calls()).hasSize(2)
				.allMatch((call) -> call.localPort() == 0 && !call.listening() && !call.connected());
			assertThat(requested(context)).isOne();
			assertThat(clients(context)).containsExactly(
					"RSocketRequester.Builder 'rSocketRequesterBuilder': requests the fast path before connect");
		});
	}

	@Test
	void settingsOfABuilderAreKept() {
		this.runner.withPropertyValues(SERVER).run((context) -> {
			RSocketRequester.Builder builder = context.getBean(RSocketRequester.Builder.class);
			assertThat(builder.setupRoute("setup").setupData("hello").apply((other) -> other.setupData("goodbye")))
				.isSameAs(builder);
			assertEchoes(builder.tcp("127.0.0.1", port(context)));
			assertThat(context.getBean(EchoController.class).greeting).isEqualTo("goodbye");
		});
	}

	@Test
	void eachBuilderIsAnother() {
		this.runner.run((context) -> {
			RSocketRequester.Builder builder = context.getBean(RSocketRequester.Builder.class);
			assertThat(builder).isEqualTo(builder).isNotEqualTo(context.getBean(RSocketRequester.Builder.class));
		});
	}

	@Test
	void wrongAddressFailsAsWithoutTheStarter() {
		URI uri = URI.create("ws:///path");
		assertThatException().isThrownBy(() -> RSocketRequester.builder().websocket(uri))
			.satisfies((expected) -> this.runner
				.run((context) -> assertThatException().isThrownBy(() -> builder(context).websocket(uri))
					.isExactlyInstanceOf(expected.getClass())
					.withMessage(expected.getMessage())));
	}

	@Test
	void transportOverAClientThatIsABeanIsCovered() {
		this.runner.withPropertyValues(SERVER)
			.withBean("tcpClient", TcpClient.class, () -> TcpClient.create().host("127.0.0.1"))
			.run((context) -> {
				TcpClient client = context.getBean(TcpClient.class).port(port(context));
				assertEchoes(builder(context).transport(TcpClientTransport.create(client)));
				assertThat(this.call.calls()).hasSize(2).noneMatch(RecordingCall.Call::connected);
				assertThat(clients(context)).containsExactlyInAnyOrder(
						"TcpClient 'tcpClient': requests the fast path before connect",
						"RSocketRequester.Builder 'rSocketRequesterBuilder': requests the fast path before connect");
			});
	}

	@Test
	void transportOverAnotherClientIsLeftAloneAndNamed(CapturedOutput output) {
		this.runner.withPropertyValues(SERVER).run((context) -> {
			assertEchoes(builder(context).transport(TcpClientTransport.create("127.0.0.1", port(context))));
			assertThat(requested(context)).isZero();
			assertThat(builder(context)).isNotNull();
			assertThat(clients(context)).containsExactly("RSocketRequester.Builder 'rSocketRequesterBuilder':"
					+ " the application's own transport is left alone");
			assertThat(output).contains("Loopback fast path is not requested by RSocketRequester.Builder"
					+ " 'rSocketRequesterBuilder'. Declare the TcpClient or HttpClient of Reactor Netty");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void transportsAmongWhichTheLoadIsBalancedAreCoveredOrNamed(boolean bean) {
		this.runner.withPropertyValues(SERVER)
			.withBean("tcpClient", TcpClient.class, () -> TcpClient.create().host("127.0.0.1"))
			.run((context) -> {
				TcpClient client = (bean ? context.getBean(TcpClient.class) : TcpClient.create().host("127.0.0.1"))
					.port(port(context));
				List<LoadbalanceTarget> targets = Stream.of("one", "other")
					.map((key) -> LoadbalanceTarget.from(key, TcpClientTransport.create(client)))
					.toList();
				assertEchoes(builder(context).transports(Flux.just(targets), new RoundRobinLoadbalanceStrategy()));
				assertThat(requested(context)).matches((count) -> bean ? count > 0 : count == 0);
				assertThat(clients(context)).contains("RSocketRequester.Builder 'rSocketRequesterBuilder': " + (bean
						? "requests the fast path before connect" : "the application's own transport is left alone"));
			});
	}

	@Test
	void transportWithinTheProcessIsLeftAlone() {
		this.runner.run((context) -> {
			RSocketServer.create(SocketAcceptor.forRequestResponse(Mono::just))
				.bind(LocalServerTransport.create("test"))
				.block(TIMEOUT);
			assertEchoes(builder(context).transport(LocalClientTransport.create("test")));
			assertThat(record(context).counts()).isEmpty();
			assertThat(clients(context)).containsExactly(
					"RSocketRequester.Builder 'rSocketRequesterBuilder': requests the fast path before connect");
		});
	}

	@Test
	void nameIsDecidedByItsAddress() {
		this.runner.withPropertyValues(SERVER, "loopback-fast-path.client.ports=1").run((context) -> {
			assertEchoes(builder(context).tcp("localhost", port(context)));
			assertThat(requested(context)).isZero();
			assertThat(record(context).socketCounts()
				.count(FastPathSide.CLIENT, FastPathOutcome.skipped(SkipReason.PORT_EXCLUDED))).isPositive();
		});
	}

	@Test
	void serverWithLoopsOfItsOwnIsNamed(CapturedOutput output) {
		this.runner.withPropertyValues(SERVER).withUserConfiguration(OwnServerConfiguration.class).run((context) -> {
			assertThat(record(context).listeningSockets()).singleElement()
				.hasToString(
						"NettyRSocketServer on 127.0.0.1:%d: the socket cannot be reached".formatted(port(context)));
			assertThat(output).contains("INFO",
					"Loopback fast path cannot reach the listening sockets of NettyRSocketServer, which use plain TCP."
							+ " Give its factory the ReactorResourceFactory bean of Spring Boot, or set"
							+ " 'loopback-fast-path.scope' to 'jvm'");
			assertEchoes(builder(context).tcp("127.0.0.1", port(context)));
			assertThat(requested(context)).isOne();
			assertThat(this.call.calls()).hasSize(1);
		});
	}

	@Test
	void builderOfTheApplicationsOwnClassIsNamed(CapturedOutput output) {
		RSocketRequester.Builder own = mock();
		this.runner.withBean("own", RSocketRequester.Builder.class, () -> own).run((context) -> {
			assertThat(context).getBean(RSocketRequester.Builder.class).isSameAs(own);
			assertThat(clients(context)).contains("RSocketRequester.Builder 'own': an own builder of the application,"
					+ " whose library is not known");
			assertThat(output).contains("Loopback fast path is not requested by RSocketRequester.Builder 'own'."
					+ " Declare the TcpClient or HttpClient of Reactor Netty");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "loopback-fast-path.enabled=false", "loopback-fast-path.client.enabled=false",
			"os.name=Linux" })
	void clientsCanBeSwitchedOff(String property) {
		this.runner.withPropertyValues(SERVER, property).run((context) -> {
			assertThat(context).doesNotHaveBean(RSocketRequesterHook.class)
				.doesNotHaveBean(RSocketRequesterPostProcessor.class);
			assertEchoes(builder(context).tcp("127.0.0.1", port(context)));
			assertThat(this.call.calls()).hasSize(property.contains("client") ? 1 : 0);
		});
	}

	@Test
	void serverCanBeSwitchedOff() {
		this.runner.withPropertyValues(SERVER, "loopback-fast-path.server.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(UncoveredRSocketServers.class);
			assertEchoes(builder(context).tcp("127.0.0.1", port(context)));
			assertThat(this.call.calls()).hasSize(1);
			assertThat(record(context).listeningSockets()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.rsocket.transport.netty", "reactor.netty", "org.springframework.messaging",
			"org.springframework.boot.rsocket", "org.springframework.boot.reactor.netty" })
	void librariesAreOptional(String missing) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
				LoopbackFastPathReactorServerAutoConfiguration.class, LoopbackFastPathRSocketAutoConfiguration.class))
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(ints = { 10022, 10045 })
	void requiredFastPathFailsTheStartOfAnApplicationWithoutAWebServer(int error) {
		ApplicationContextRunner required = this.runner.withPropertyValues(SERVER, "loopback-fast-path.required=true");
		required.run((context) -> assertThat(context).hasNotFailed());
		this.call.answerWith((handle) -> error);
		required.run((context) -> assertThat(FailureAnalyses.of(context.getStartupFailure()).getDescription())
			.contains(String.valueOf(error)));
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "This is the system")
	void requiredFastPathFailsTheStartOnAnotherSystem() {
		this.runner.withPropertyValues(SERVER, "loopback-fast-path.required=true", "os.name=Linux")
			.withAllowBeanDefinitionOverriding(true)
			.withBean(SocketRequests.class, () -> SocketRequests.create(true, FastPathScope.SOCKETS))
			.run((context) -> assertThat(FailureAnalyses.of(context.getStartupFailure()).getDescription())
				.contains("only on Windows"));
	}

	private static RSocketRequester.Builder builder(ApplicationContext context) {
		return context.getBean(RSocketRequester.Builder.class);
	}

	private static void assertEchoes(@Nullable RSocketRequester requester) {
		assertThat(requester).isNotNull();
		try {
			assertThat(requester.route("echo").data("hello").retrieveMono(String.class).block(TIMEOUT))
				.isEqualTo("hello");
		}
		finally {
			requester.dispose();
		}
	}

	private static int port(ApplicationContext context) {
		return context.getBean(PortListener.class).port;
	}

	private static FastPathRecord record(ApplicationContext context) {
		return context.getBean(SocketRequests.class).record();
	}

	private static long requested(ApplicationContext context) {
		return record(context).requested(FastPathSide.CLIENT);
	}

	private static List<String> clients(ApplicationContext context) {
		return record(context).clientBuilders().stream().map(RecordedBuilder::toString).toList();
	}

	enum Way {

		TCP("tcp") {

			@Override
			RSocketRequester connect(RSocketRequester.Builder builder, int port) {
				return builder.tcp("127.0.0.1", port);
			}

		},

		WEB_SOCKET("websocket") {

			@Override
			RSocketRequester connect(RSocketRequester.Builder builder, int port) {
				return builder.websocket(URI.create("ws://127.0.0.1:" + port));
			}

		},

		CONNECT_TCP("tcp") {

			@Override
			@SuppressWarnings("deprecation")
			@Nullable RSocketRequester connect(RSocketRequester.Builder builder, int port) {
				return builder.connectTcp("127.0.0.1", port).block(TIMEOUT);
			}

		},

		CONNECT_WEB_SOCKET("websocket") {

			@Override
			@SuppressWarnings("deprecation")
			@Nullable RSocketRequester connect(RSocketRequester.Builder builder, int port) {
				return builder.connectWebSocket(URI.create("ws://127.0.0.1:" + port)).block(TIMEOUT);
			}

		};

		private final String transport;

		Way(String transport) {
			this.transport = "spring.rsocket.server.transport=" + transport;
		}

		abstract @Nullable RSocketRequester connect(RSocketRequester.Builder builder, int port);

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			return RSocketTestServer.resourceFactory();
		}

		@Bean
		EchoController echoController() {
			return new EchoController();
		}

		@Bean
		PortListener portListener() {
			return new PortListener();
		}

	}

	@Controller
	static class EchoController {

		private volatile String greeting = "";

		@MessageMapping("echo")
		String echo(String message) {
			return message;
		}

		@ConnectMapping("setup")
		void greet(String greeting) {
			this.greeting = greeting;
		}

	}

	static class PortListener implements ApplicationListener<RSocketServerInitializedEvent> {

		private volatile int port;

		@Override
		public void onApplicationEvent(RSocketServerInitializedEvent event) {
			this.port = event.getServer().address().getPort();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnServerConfiguration {

		@Bean
		RSocketServerFactory ownServerFactory() throws Exception {
			NettyRSocketServerFactory factory = new NettyRSocketServerFactory();
			factory.setPort(0);
			factory.setAddress(InetAddress.getByName("127.0.0.1"));
			return factory;
		}

	}

}
