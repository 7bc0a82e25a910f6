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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.ReferencePage;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.TestKeyStore;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.winsock.ListenQueue;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.StandardService;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way in which an embedded Tomcat opens a listening socket, and when the fast path
 * is asked for on it.
 */
@RunsOnWindowsJvm
class TomcatScenarioTests {

	private static final String NIO = "org.apache.coyote.http11.Http11NioProtocol";

	private static final String NIO2 = "org.apache.coyote.http11.Http11Nio2Protocol";

	private final RecordingCall call = new RecordingCall();

	private final WebApplicationContextRunner runner = TomcatRunner.recording(this.call);

	@Test
	@ReferencePage({ 8, 11 })
	void portZeroIsAskedForBeforeBind() {
		this.runner.run((context) -> {
			assertAskedBeforeBind(context, 1);
			RecordedListener listener = TomcatRunner.listeners(context).get(0);
			assertThat(listener.name()).startsWith("http-nio-auto-").endsWith("-" + port(context));
			assertThat(listener.configuredAddress()).isEqualTo("*:0");
			assertThat(listener.localAddress()).isEqualTo("*:" + port(context));
			assertThat(listener.dualStack()).isTrue();
			assertAnswers(context);
		});
	}

	@Test
	void ipv4AddressIsBoundAsIpv4Socket() throws Exception {
		int port = TomcatRunner.freePort();
		this.call.answerWith((handle) -> {
			assertThat(ListenQueue.isIpv4(handle)).isTrue();
			return 0;
		});
		this.runner.withPropertyValues("server.port=" + port, "server.address=127.0.0.1").run((context) -> {
			assertAskedBeforeBind(context, 1);
			assertThat(TomcatRunner.listeners(context)).singleElement()
				.hasToString("http-nio-127.0.0.1-" + port + " on 127.0.0.1:" + port + ": requested, before bind");
			assertAnswers(context);
		});
	}

	@Test
	void ipv4WildcardStaysDualStack() {
		this.call.answerWith((handle) -> {
			assertThat(ListenQueue.isIpv4(handle)).isFalse();
			return 0;
		});
		this.runner.withPropertyValues("server.address=0.0.0.0").run((context) -> {
			assertAskedBeforeBind(context, 1);
			assertThat(TomcatRunner.get("http://[::1]:" + port(context))).startsWith("hello");
			assertAnswers(context);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { NIO, "org.apache.coyote.ajp.AjpNioProtocol" })
	@ReferencePage(11)
	void additionalNioConnectorIsAskedForBeforeBind(String protocol) {
		this.runner.withBean(AdditionalConnector.class, () -> new AdditionalConnector(protocol)).run((context) -> {
			assertAskedBeforeBind(context, 2);
			assertAllAnswer(context);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { NIO2, "org.apache.coyote.ajp.AjpNio2Protocol" })
	@ReferencePage(11)
	void additionalNio2ConnectorIsAskedForBeforeAccept(String protocol) {
		assertThatNothingIsAcceptedAtTheMomentOfTheCall();
		this.runner.withBean(AdditionalConnector.class, () -> new AdditionalConnector(protocol)).run((context) -> {
			assertThat(this.call.calls()).hasSize(2);
			assertThat(TomcatRunner.listeners(context)).extracting(RecordedListener::moment)
				.containsExactly(Moment.BEFORE_BIND, Moment.BEFORE_ACCEPT);
			assertAllAnswer(context);
		});
	}

	@Test
	void protocolThatTheUserChoseIsKept() {
		assertThatNothingIsAcceptedAtTheMomentOfTheCall();
		this.runner
			.withBean("nio2", FactoryCustomizer.class,
					() -> (factory) -> ((TomcatServletWebServerFactory) factory).setProtocol(NIO2))
			.run((context) -> {
				assertAskedBeforeAccept(context, 1);
				assertThat(connector(context).getProtocolHandlerClassName()).isEqualTo(NIO2);
				assertAnswers(context);
			});
	}

	@Test
	void endpointThatOpensItsSocketItselfIsAskedForBeforeAccept() {
		assertThatNothingIsAcceptedAtTheMomentOfTheCall();
		this.runner
			.withBean("own", FactoryCustomizer.class,
					() -> (factory) -> ((TomcatServletWebServerFactory) factory)
						.setProtocol(OwnBindProtocol.class.getName()))
			.run((context) -> {
				assertAskedBeforeAccept(context, 1);
				assertThat(OwnBindEndpoint.binds).hasValue(1);
				assertAnswers(context);
			});
	}

	@Test
	@ReferencePage(11)
	void connectorThatBindsOnInitIsAskedForBeforeAccept() {
		assertThatNothingIsAcceptedAtTheMomentOfTheCall();
		this.runner
			.withBean("bindOnInit", FactoryCustomizer.class,
					() -> (factory) -> factory
						.addConnectorCustomizers((connector) -> connector.setProperty("bindOnInit", "true")))
			.run((context) -> {
				assertAskedBeforeAccept(context, 1);
				assertAnswers(context);
				connector(context).stop();
				connector(context).start();
				assertThat(this.call.calls()).hasSize(1);
				assertAnswers(context);
			});
	}

	@Test
	void unlimitedConnectionsAreAskedForBeforeBind() {
		this.runner.withPropertyValues("server.tomcat.max-connections=-1").run((context) -> {
			assertAskedBeforeBind(context, 1);
			assertAnswers(context);
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@ReferencePage(11)
	void httpsIsAskedForBeforeBind(boolean http2, @TempDir Path directory) throws Exception {
		Path keyStore = TestKeyStore.create(directory);
		this.runner
			.withPropertyValues("server.ssl.key-store=" + keyStore,
					"server.ssl.key-store-password=" + TestKeyStore.PASSWORD, "server.http2.enabled=" + http2)
			.run((context) -> {
				assertAskedBeforeBind(context, 1);
				assertThat(TomcatRunner.get("https://localhost:" + port(context)))
					.isEqualTo("hello " + (http2 ? "HTTP_2" : "HTTP_1_1"));
			});
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine has no Unix-domain sockets")
	void unixDomainSocketIsLeftOut(@TempDir Path directory) {
		Path path = directory.resolve("tomcat.sock");
		this.runner
			.withBean("unix", FactoryCustomizer.class,
					() -> (factory) -> factory.addConnectorCustomizers(
							(connector) -> connector.setProperty("unixDomainSocketPath", path.toString())))
			.run((context) -> {
				assertThat(this.call.calls()).isEmpty();
				assertThat(TomcatRunner.listeners(context)).singleElement().satisfies((listener) -> {
					assertThat(listener.outcome().value()).isEqualTo("not-tcp");
					assertThat(listener.configuredAddress()).isEqualTo(path.toString());
				});
				assertThat(path).exists();
			});
	}

	@Test
	void connectorOfAnotherServiceIsAskedForBeforeBind() {
		this.runner.withUserConfiguration(SecondServiceConfiguration.class).run((context) -> {
			assertAskedBeforeBind(context, 2);
			assertAnswers(context);
		});
	}

	@Test
	@ReferencePage(12)
	void restartedConnectorIsAskedForAgainOnItsNewSocket() {
		this.runner.run((context) -> {
			connector(context).stop();
			connector(context).start();
			assertThat(this.call.calls()).hasSize(2).allMatch((recorded) -> recorded.localPort() == 0);
			assertThat(TomcatRunner.listeners(context)).hasSize(1);
			assertAnswers(context);
		});
	}

	@Test
	void restartedContextIsAskedForAgainOnItsNewSocket() {
		this.runner.run((context) -> {
			ServletWebServerApplicationContext source = (ServletWebServerApplicationContext) context
				.getSourceApplicationContext();
			source.stop();
			source.start();
			assertThat(this.call.calls()).hasSize(2).allMatch((recorded) -> recorded.localPort() == 0);
			assertAnswers(context);
		});
	}

	@Test
	void pausedAndResumedConnectorKeepsItsSocket() {
		this.runner.run((context) -> {
			connector(context).pause();
			connector(context).resume();
			assertThat(this.call.calls()).hasSize(1);
			assertAnswers(context);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "graceful", "immediate" })
	void stoppedServerLeavesItsPortFree(String shutdown) throws Exception {
		int port = TomcatRunner.freePort();
		this.runner.withPropertyValues("server.port=" + port, "server.shutdown=" + shutdown)
			.run(TomcatScenarioTests::assertAnswers);
		assertThat(this.call.calls()).hasSize(1);
		TomcatRunner.assertThatPortIsFree(port);
	}

	@Test
	void mbeanRegistryKnowsTheConnector() {
		this.runner.withPropertyValues("server.tomcat.mbeanregistry.enabled=true").run((context) -> {
			assertAskedBeforeBind(context, 1);
			assertAnswers(context);
		});
	}

	@Test
	void onlyListenersWithConfiguredPortsAreAskedFor() throws Exception {
		int port = TomcatRunner.freePort();
		this.runner.withBean(AdditionalConnector.class, () -> new AdditionalConnector(NIO))
			.withPropertyValues("server.port=" + port, "loopback-fast-path.server.ports=" + port)
			.run((context) -> {
				assertThat(this.call.calls()).hasSize(1);
				assertThat(TomcatRunner.listeners(context)).extracting((listener) -> listener.outcome().value())
					.containsExactly("requested", "port-excluded");
				assertThat(context.getBean(SocketRequests.class)
					.record()
					.socketCounts()
					.count(FastPathSide.SERVER, FastPathOutcome.skipped(SkipReason.PORT_EXCLUDED))).isOne();
				assertAllAnswer(context);
			});
	}

	@Test
	void portOffsetIsPartOfTheConfiguredPort() throws Exception {
		int port = TomcatRunner.freePort();
		this.runner
			.withBean("offset", FactoryCustomizer.class,
					() -> (factory) -> factory.addConnectorCustomizers((connector) -> connector.setPortOffset(1)))
			.withPropertyValues("server.port=" + (port - 1), "loopback-fast-path.server.ports=" + port)
			.run((context) -> {
				assertAskedBeforeBind(context, 1);
				assertThat(connector(context).getLocalPort()).isEqualTo(port);
			});
	}

	@Test
	@ReferencePage(9)
	void ipv6ListenerIsAskedForOnRequestOnly() {
		WebApplicationContextRunner ipv6 = this.runner.withPropertyValues("server.address=::1");
		ipv6.run((context) -> {
			assertThat(this.call.calls()).isEmpty();
			assertThat(TomcatRunner.listeners(context)).singleElement()
				.extracting((listener) -> listener.outcome().value())
				.isEqualTo("ip-version-excluded");
			assertThat(TomcatRunner.get("http://[::1]:" + port(context))).startsWith("hello");
		});
		ipv6.withPropertyValues("loopback-fast-path.ip-version=any").run((context) -> {
			assertAskedBeforeBind(context, 1);
			assertThat(TomcatRunner.listeners(context).get(0).localAddress())
				.isEqualTo("[0:0:0:0:0:0:0:1]:" + port(context));
			assertThat(TomcatRunner.get("http://[::1]:" + port(context))).startsWith("hello");
		});
	}

	@Test
	void connectorIsNotBoundTwice() {
		this.runner.run((context) -> {
			Connector connector = connector(context);
			assertThat(connector.getProperty("useInheritedChannel")).isNotEqualTo("true");
			assertThat(((AbstractHttp11Protocol<?>) connector.getProtocolHandler()).getLocalPort())
				.isEqualTo(port(context));
		});
	}

	/**
	 * Connects to the listener at the moment of the call, and looks whether anything
	 * takes the connection while the call lasts.
	 */
	private void assertThatNothingIsAcceptedAtTheMomentOfTheCall() {
		this.call.answerWith((handle) -> {
			int port = RecordingCall.localPort(handle);
			if (port > 0) {
				try (Socket socket = new Socket()) {
					socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
					Thread.sleep(100);
					assertThat(ListenQueue.isWaiting(handle)).isTrue();
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}
			return 0;
		});
	}

	private void assertAskedBeforeBind(ApplicationContext context, int listeners) {
		assertThat(this.call.calls()).hasSize(listeners)
			.allMatch((recorded) -> recorded.localPort() == 0 && !recorded.listening() && !recorded.connected());
		assertThat(TomcatRunner.listeners(context)).hasSize(listeners).allSatisfy((listener) -> {
			assertThat(listener.moment()).isEqualTo(Moment.BEFORE_BIND);
			assertThat(listener.outcome().value()).isEqualTo("requested");
		});
	}

	private void assertAskedBeforeAccept(ApplicationContext context, int listeners) {
		assertThat(this.call.calls()).hasSize(listeners).allMatch(RecordingCall.Call::listening);
		assertThat(TomcatRunner.listeners(context)).hasSize(listeners).allSatisfy((listener) -> {
			assertThat(listener.moment()).isEqualTo(Moment.BEFORE_ACCEPT);
			assertThat(listener.outcome().value()).isEqualTo("requested");
		});
	}

	private static void assertAnswers(ApplicationContext context) throws Exception {
		assertThat(TomcatRunner.get("http://127.0.0.1:" + port(context))).startsWith("hello");
	}

	private static void assertAllAnswer(ApplicationContext context) throws Exception {
		for (Connector connector : tomcat(context).getService().findConnectors()) {
			if (connector.getProtocolHandlerClassName().contains("ajp")) {
				new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort()).close();
			}
			else {
				assertThat(TomcatRunner.get("http://127.0.0.1:" + connector.getLocalPort())).startsWith("hello");
			}
		}
	}

	private static Tomcat tomcat(ApplicationContext context) {
		return ((TomcatWebServer) ((ServletWebServerApplicationContext) source(context)).getWebServer()).getTomcat();
	}

	private static ApplicationContext source(ApplicationContext context) {
		return (context instanceof ApplicationContextAssertProvider<?> provider)
				? provider.getSourceApplicationContext() : context;
	}

	private static Connector connector(ApplicationContext context) {
		return tomcat(context).getConnector();
	}

	private static int port(ApplicationContext context) {
		return connector(context).getLocalPort();
	}

	interface FactoryCustomizer extends WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

	}

	static class AdditionalConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

		private final String protocol;

		AdditionalConnector(String protocol) {
			this.protocol = protocol;
		}

		@Override
		public void customize(TomcatServletWebServerFactory factory) {
			Connector connector = new Connector(this.protocol);
			connector.setPort(0);
			connector.setProperty("secretRequired", "false");
			factory.addAdditionalConnectors(connector);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondServiceConfiguration {

		@Bean
		TomcatServletWebServerFactory userFactory() {
			return new TomcatServletWebServerFactory() {

				@Override
				protected TomcatWebServer getTomcatWebServer(Tomcat tomcat) {
					StandardService service = new StandardService();
					service.setName("second");
					service.addConnector(newConnector());
					service.setContainer(newEngine());
					tomcat.getServer().addService(service);
					return super.getTomcatWebServer(tomcat);
				}

				private Connector newConnector() {
					Connector connector = new Connector(NIO);
					connector.setPort(0);
					return connector;
				}

				private StandardEngine newEngine() {
					StandardEngine engine = new StandardEngine();
					engine.setName("second");
					engine.setDefaultHost("localhost");
					StandardHost host = new StandardHost();
					host.setName("localhost");
					engine.addChild(host);
					return engine;
				}

			};
		}

	}

	public static class OwnBindProtocol extends AbstractHttp11Protocol<NioChannel> {

		public OwnBindProtocol() {
			super(new OwnBindEndpoint());
		}

		@Override
		protected Log getLog() {
			return LogFactory.getLog(OwnBindProtocol.class);
		}

		@Override
		protected String getNamePrefix() {
			return "http-own";
		}

	}

	static class OwnBindEndpoint extends NioEndpoint {

		static AtomicInteger binds = new AtomicInteger();

		@Override
		public void bind() throws Exception {
			binds.incrementAndGet();
			super.bind();
		}

	}

}
