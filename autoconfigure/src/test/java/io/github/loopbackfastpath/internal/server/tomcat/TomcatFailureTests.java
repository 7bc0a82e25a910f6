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

package io.github.loopbackfastpath.internal.server.tomcat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.ReferencePage;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.TestKeyStore;
import io.github.loopbackfastpath.internal.record.ListeningSockets;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.server.ListenerSelection;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nothing is lost when something fails.
 */
@ExtendWith(OutputCaptureExtension.class)
@RunsOnWindowsJvm
class TomcatFailureTests {

	private static final ListenerSelection ALL = new ListenerSelection(Set.of(), IpVersion.IPV4);

	private final RecordingCall call = new RecordingCall();

	private final WebApplicationContextRunner runner = TomcatRunner.recording(this.call);

	@Test
	void portInUseFailsAsAlways() throws Exception {
		try (ServerSocket occupant = new ServerSocket(0)) {
			String port = "server.port=" + occupant.getLocalPort();
			this.runner.withPropertyValues(port)
				.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(BindException.class));
			Throwable[] failures = new Throwable[2];
			this.runner.withPropertyValues(port).run((context) -> failures[0] = context.getStartupFailure());
			TomcatRunner.withoutStarter()
				.withPropertyValues(port)
				.run((context) -> failures[1] = context.getStartupFailure());
			assertThat(chain(failures[0])).isEqualTo(chain(failures[1])).contains(PortInUseException.class);
		}
		assertThat(this.call.calls()).hasSize(2);
	}

	@Test
	void brokenKeyStoreFailsAsAlwaysAndLeavesThePortFree(@TempDir Path directory) throws Exception {
		Path keyStore = TestKeyStore.create(directory);
		int port = TomcatRunner.freePort();
		String[] properties = { "server.port=" + port, "server.ssl.key-store=" + keyStore,
				"server.ssl.key-store-password=" + TestKeyStore.PASSWORD, "server.ssl.ciphers=NO_SUCH_CIPHER",
				"server.ssl.enabled-protocols=NO_SUCH_PROTOCOL" };
		Throwable[] failures = new Throwable[2];
		this.runner.withPropertyValues(properties).run((context) -> failures[0] = context.getStartupFailure());
		TomcatRunner.assertThatPortIsFree(port);
		TomcatRunner.withoutStarter()
			.withPropertyValues(properties)
			.run((context) -> failures[1] = context.getStartupFailure());
		assertThat(chain(failures[0])).isNotEmpty().isEqualTo(chain(failures[1]));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void connectorThatFailsAfterItWasBoundLeavesThePortFree(boolean protocolFails) throws Exception {
		int port = TomcatRunner.freePort();
		for (WebApplicationContextRunner runner : List.of(TomcatRunner.recording(this.call),
				TomcatRunner.withoutStarter())) {
			runner.withBean("failingConnector", FailingConnector.class, () -> new FailingConnector(port, protocolFails))
				.run((context) -> assertThat(context).hasFailed());
			TomcatRunner.assertThatPortIsFree(port);
		}
		assertThat(this.call.calls()).hasSize(2);
	}

	@Test
	void failedConnectorIsLeftAsItWas() throws Exception {
		Connector connector = new Connector(Http11NioProtocol.class.getName());
		connector.setPort(0);
		connector.setProperty("SSLEnabled", "true");
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		factory.addAdditionalConnectors(connector);
		new TomcatServerHook(new ServerSockets(TestFastPath.calling(this.call), ALL)).customize(factory);
		TomcatWebServer server = (TomcatWebServer) factory.getWebServer();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(server::start);
		EndpointInternals internals = new EndpointInternals();
		NioEndpoint endpoint = (NioEndpoint) internals.endpoint(connector.getProtocolHandler());
		assertThat(endpoint).isNotNull();
		assertThat(endpoint.getUseInheritedChannel()).isFalse();
		assertThat(new EndpointInternals().serverSocket(endpoint)).isNull();
		for (RecordingCall.Call recorded : this.call.calls()) {
			assertThat(RecordingCall.localPort(recorded.handle())).isLessThanOrEqualTo(0);
		}
		server.destroy();
	}

	@ParameterizedTest
	@ValueSource(ints = { 10022, 10055, 10013 })
	void errorIsWarnedOfOnceAndEveryListenerServes(int error, CapturedOutput output) {
		this.call.answerWith((handle) -> error);
		this.runner
			.withBean(TomcatScenarioTests.AdditionalConnector.class,
					() -> new TomcatScenarioTests.AdditionalConnector(Http11NioProtocol.class.getName()))
			.run((context) -> {
				assertThat(this.call.calls()).hasSize(2);
				assertThat(TomcatRunner.listeners(context)).hasSize(2).allSatisfy((listener) -> {
					assertThat(listener.outcome().value()).isEqualTo("failed");
					assertThat(listener.outcome().error()).isEqualTo(FastPathError.of(error));
				});
				assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
					.asString()
					.contains(String.valueOf(error));
				TomcatWebServer server = (TomcatWebServer) source(context).getWebServer();
				for (Connector connector : server.getTomcat().getService().findConnectors()) {
					assertThat(TomcatRunner.get("http://127.0.0.1:" + connector.getLocalPort())).startsWith("hello");
				}
			});
	}

	@Test
	void systemThatDoesNotSupportItIsAskedOnce(CapturedOutput output) {
		this.call.answerWith((handle) -> 10045);
		this.runner
			.withBean(TomcatScenarioTests.AdditionalConnector.class,
					() -> new TomcatScenarioTests.AdditionalConnector(Http11NioProtocol.class.getName()))
			.run((context) -> {
				assertThat(this.call.calls()).hasSize(1);
				assertThat(TomcatRunner.listeners(context)).hasSize(2)
					.allMatch((listener) -> listener.outcome().value().equals("unsupported"));
				assertThat(output.getOut().lines().filter((line) -> line.contains("10045"))).singleElement()
					.asString()
					.contains("WARN");
				assertThat(TomcatRunner.get("http://127.0.0.1:" + source(context).getWebServer().getPort()))
					.startsWith("hello");
			});
	}

	@Test
	void unavailableFastPathLeavesTomcatAlone(CapturedOutput output) {
		TomcatRunner.recording(this.call)
			.withBean(SocketRequests.class, () -> TestFastPath.unavailable(TestWinsock.unavailable()))
			.withAllowBeanDefinitionOverriding(true)
			.run((context) -> {
				assertThat(TomcatRunner.listeners(context)).singleElement()
					.extracting((listener) -> listener.outcome().value())
					.isEqualTo("unavailable");
				assertThat(TomcatRunner.get("http://127.0.0.1:" + source(context).getWebServer().getPort()))
					.startsWith("hello");
			});
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).hasSize(1);
	}

	@Test
	void changedInternalsAreWarnedOfOnceAndTomcatServes(CapturedOutput output) throws Exception {
		SocketRequests requests = TestFastPath.calling(this.call);
		ListeningSockets listeners = requests.record().servers();
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		new TomcatServerHook(new ServerSockets(requests, ALL), () -> {
			throw new NoSuchFieldException("serverSock");
		}).customize(factory);
		TomcatWebServer server = (TomcatWebServer) factory
			.getWebServer((context) -> context.addServlet("hello", new TomcatRunner.HelloServlet()).addMapping("/"));
		server.start();
		try {
			assertThat(TomcatRunner.get("http://127.0.0.1:" + server.getPort())).startsWith("hello");
			assertThat(listeners.all()).singleElement()
				.extracting((listener) -> listener.outcome().value())
				.isEqualTo("unreachable");
			assertThat(listeners.all()).allMatch(RecordedListener::isMissingFastPath);
			assertThat(output.getOut().lines().filter((line) -> line.contains("internals have changed")))
				.singleElement()
				.asString()
				.contains("WARN", "serverSock");
			assertThat(this.call.calls()).isEmpty();
		}
		finally {
			server.stop();
			server.destroy();
		}
	}

	@Test
	void inheritedChannelIsSkipped() throws Exception {
		Connector connector = new Connector(Http11NioProtocol.class.getName());
		EndpointInternals internals = new EndpointInternals();
		NioEndpoint endpoint = (NioEndpoint) internals.endpoint(connector.getProtocolHandler());
		assertThat(endpoint).isNotNull();
		endpoint.setUseInheritedChannel(true);
		assertThat(new ConnectorListener(connector, endpoint, internals, null).obstacle())
			.isEqualTo(SkipReason.INHERITED);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@ReferencePage(11)
	void noConnectionIsSetUpBeforeTheCall(boolean tls, @TempDir Path directory) throws Exception {
		int port = TomcatRunner.freePort();
		AtomicLong calledAt = new AtomicLong();
		this.call.answerWith((handle) -> {
			calledAt.set(System.nanoTime());
			return 0;
		});
		WebApplicationContextRunner application = this.runner.withPropertyValues("server.port=" + port);
		if (tls) {
			application = application.withPropertyValues("server.ssl.key-store=" + TestKeyStore.create(directory),
					"server.ssl.key-store-password=" + TestKeyStore.PASSWORD);
		}
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			for (int round = 0; round < 10; round++) {
				CountDownLatch connected = new CountDownLatch(1);
				CountDownLatch stop = new CountDownLatch(1);
				Future<List<Long>> connections = executor.submit(() -> hammer(port, connected, stop));
				application.run((context) -> assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue());
				stop.countDown();
				assertThat(connections.get(20, TimeUnit.SECONDS)).isNotEmpty()
					.allMatch((connectedAt) -> connectedAt > calledAt.get());
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	/**
	 * Spins on connect, and returns when each connection was set up.
	 */
	private static List<Long> hammer(int port, CountDownLatch connected, CountDownLatch stop)
			throws InterruptedException {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		List<Long> connections = new ArrayList<>();
		while (!stop.await(0, TimeUnit.MILLISECONDS) && connections.size() < 20) {
			try (Socket socket = new Socket()) {
				socket.connect(address, 200);
				connections.add(System.nanoTime());
				connected.countDown();
			}
			catch (IOException ex) {
				// Nobody listens yet
			}
		}
		return connections;
	}

	private static List<Class<?>> chain(Throwable failure) {
		List<Class<?>> chain = new ArrayList<>();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			chain.add(cause.getClass());
		}
		return chain;
	}

	private static ServletWebServerApplicationContext source(AssertableWebApplicationContext context) {
		return (ServletWebServerApplicationContext) context.getSourceApplicationContext();
	}

	/**
	 * Adds a connector that fails to start: AJP wants a secret, or a listener of the
	 * application throws.
	 */
	static class FailingConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

		private final int port;

		private final boolean protocolFails;

		FailingConnector(int port, boolean protocolFails) {
			this.port = port;
			this.protocolFails = protocolFails;
		}

		@Override
		public void customize(TomcatServletWebServerFactory factory) {
			Connector connector = new Connector(
					this.protocolFails ? "org.apache.coyote.ajp.AjpNioProtocol" : "HTTP/1.1");
			connector.setPort(this.port);
			connector.setProperty("address", "127.0.0.1");
			if (!this.protocolFails) {
				// Added while the connector starts, to come after all others
				connector.addLifecycleListener((starting) -> {
					if (Lifecycle.BEFORE_START_EVENT.equals(starting.getType())) {
						connector.addLifecycleListener((event) -> {
							if (Lifecycle.START_EVENT.equals(event.getType())) {
								throw new IllegalStateException("a listener of the application");
							}
						});
					}
				});
			}
			factory.addAdditionalConnectors(connector);
		}

	}

}
