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
package io.github.loopbackfastpath.internal.server.jetty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.function.Function;

import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.server.jetty.JettyRunner.FactoryCustomizer;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.winsock.ListenQueue;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way in which an embedded Jetty opens a listening socket, and when the fast path
 * is requested on it.
 */
@RunsOnWindowsJvm
class JettyServerTests {

	private final RecordingCall call = new RecordingCall();

	private final WebApplicationContextRunner runner = JettyRunner.recording(this.call);

	@Test
	void portZeroIsRequestedBeforeBind() {
		this.runner.run((context) -> {
			assertRequestedBeforeBind(context, 1);
			assertThat(TomcatRunner.listeners(context)).singleElement().satisfies((listener) -> {
				assertThat(listener.configuredAddress()).isEqualTo("127.0.0.1:0");
				assertThat(listener).hasToString(
						"jetty (http/1.1) on 127.0.0.1:" + JettyRunner.port(context) + ": requested, before bind");
			});
			assertAllAnswer(context);
		});
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, true", "0.0.0.0, false" })
	void onlyAnIpv4AddressIsOpenedAsIpv4Socket(String address, boolean ipv4) {
		this.call.answerWith((handle) -> {
			assertThat(ListenQueue.isIpv4(handle)).isEqualTo(ipv4);
			return 0;
		});
		this.runner.withPropertyValues("server.address=" + address).run((context) -> {
			assertRequestedBeforeBind(context, 1);
			assertThat(TomcatRunner.listeners(context)).extracting(RecordedListener::dualStack).containsExactly(!ipv4);
			assertAllAnswer(context);
		});
	}

	@Test
	void socketIsOpenedAsTheConnectorSays() {
		withConnector((server) -> {
			ServerConnector connector = new ServerConnector(server);
			connector.setReuseAddress(false);
			return connector;
		}).run((context) -> {
			assertRequestedBeforeBind(context, 2);
			assertThat(((ServerSocketChannel) added(context).getTransport()).socket().getReuseAddress()).isFalse();
			assertThat(((ServerSocketChannel) JettyRunner.connector(context).getTransport()).socket().getReuseAddress())
				.isTrue();
		});
	}

	@Test
	void everyConnectorIsRequestedBeforeBind() {
		withConnector(ServerConnector::new).run((context) -> {
			assertRequestedBeforeBind(context, 2);
			assertAllAnswer(context);
		});
	}

	@Test
	void namedConnectorIsRecordedUnderItsName() {
		withConnector((server) -> {
			ServerConnector connector = new ServerConnector(server);
			connector.setName("admin");
			return connector;
		}).run((context) -> assertThat(TomcatRunner.listeners(context)).extracting(RecordedListener::name)
			.containsExactly("jetty (http/1.1)", "admin"));
	}

	@Test
	void restartedConnectorIsRequestedAgainOnItsNewSocket() {
		this.runner.run((context) -> {
			JettyRunner.connector(context).stop();
			JettyRunner.connector(context).start();
			assertRequestedAgain(context);
		});
	}

	@ParameterizedTest
	@CsvSource({ "graceful, -1", "immediate, -1", "graceful, 0", "immediate, 0" })
	void stoppedServerLeavesItsPortFree(String shutdown, int acceptors) throws Exception {
		int port = TomcatRunner.freePort();
		this.runner
			.withPropertyValues("server.port=" + port, "server.shutdown=" + shutdown,
					"server.jetty.threads.acceptors=" + acceptors)
			.run((context) -> {
				assertRequestedBeforeBind(context, 1);
				assertAllAnswer(context);
			});
		TomcatRunner.assertThatPortIsFree(port);
	}

	@Test
	void connectorThatIsAddedToARunningServerIsRequestedBeforeBind() {
		this.runner.run((context) -> {
			ServerConnector connector = JettyRunner.local(new ServerConnector(JettyRunner.server(context)));
			JettyRunner.server(context).addConnector(connector);
			connector.start();
			assertRequestedBeforeBind(context, 2);
			assertAllAnswer(context);
			connector.stop();
			JettyRunner.server(context).removeConnector(connector);
			assertThat(TomcatRunner.listeners(context)).hasSize(1);
		});
	}

	@Test
	void startedConnectorThatIsAddedIsRequestedAfterItsStart() {
		this.runner.run((context) -> {
			ServerConnector connector = JettyRunner.local(new ServerConnector(JettyRunner.server(context)));
			connector.start();
			JettyRunner.server(context).addConnector(connector);
			assertMoments(context, Moment.BEFORE_BIND, Moment.AFTER_START);
			assertAllAnswer(context);
			connector.stop();
		});
	}

	@Test
	void connectorThatOpensItsSocketItselfIsRequestedBeforeAccept() {
		withConnector(OwnSocketConnector::new).run((context) -> {
			assertMoments(context, Moment.BEFORE_BIND, Moment.BEFORE_ACCEPT);
			assertThat(((OwnSocketConnector) added(context)).opened).isEqualTo(1);
			assertAllAnswer(context);
		});
	}

	@Test
	void connectorWithASocketOfTheApplicationIsRequestedBeforeAccept() {
		withConnector((server) -> {
			ServerConnector connector = new ServerConnector(server);
			connector.open(ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
			return connector;
		}).run((context) -> {
			assertMoments(context, Moment.BEFORE_BIND, Moment.BEFORE_ACCEPT);
			assertAllAnswer(context);
		});
	}

	@Test
	void connectorWithAnotherWayToOpenIsSkipped() {
		withConnector((server) -> new ServerConnector(server) {

			@Override
			public void open() throws IOException {
				super.open();
			}

		}).run((context) -> assertSecondIsSkipped(context, "unreachable"));
	}

	@Test
	void inheritedSocketIsSkipped() {
		withConnector((server) -> {
			ServerConnector connector = new ServerConnector(server);
			connector.setInheritChannel(true);
			return connector;
		}).run((context) -> assertSecondIsSkipped(context, "inherited"));
	}

	@Test
	void connectorWithoutNetworkIsSkipped() {
		this.runner
			.withBean(FactoryCustomizer.class,
					() -> (factory) -> factory
						.addServerCustomizers((server) -> server.addConnector(new LocalConnector(server))))
			.run((context) -> assertSecondIsSkipped(context, "not-tcp"));
	}

	@Test
	void onlyListenersWithConfiguredPortsAreRequested() throws Exception {
		int port = TomcatRunner.freePort();
		withConnector(ServerConnector::new)
			.withPropertyValues("server.port=" + port, "loopback-fast-path.server.ports=" + port)
			.run((context) -> assertSecondIsSkipped(context, "port-excluded"));
	}

	private WebApplicationContextRunner withConnector(ConnectorFactory connectors) {
		return this.runner.withBean(FactoryCustomizer.class, () -> (factory) -> factory
			.addServerCustomizers((server) -> server.addConnector(connectors.apply(server))));
	}

	private void assertRequestedBeforeBind(ApplicationContext context, int listeners) {
		assertThat(this.call.calls()).hasSize(listeners)
			.allMatch((recorded) -> recorded.localPort() == 0 && !recorded.listening());
		assertThat(TomcatRunner.listeners(context)).hasSize(listeners)
			.allMatch((listener) -> listener.moment() == Moment.BEFORE_BIND && listener.outcome().isRequested());
	}

	private void assertRequestedAgain(ApplicationContext context) throws Exception {
		assertThat(this.call.calls()).hasSize(2).allMatch((recorded) -> recorded.localPort() == 0);
		assertThat(TomcatRunner.listeners(context)).hasSize(1)
			.allMatch((listener) -> listener.localAddress() != null
					&& listener.localAddress().endsWith(":" + JettyRunner.port(context)));
		assertAllAnswer(context);
	}

	private void assertMoments(ApplicationContext context, Moment... moments) {
		assertThat(this.call.calls()).hasSize(moments.length);
		assertThat(TomcatRunner.listeners(context)).allMatch((listener) -> listener.outcome().isRequested())
			.extracting(RecordedListener::moment)
			.containsExactly(moments);
	}

	private void assertSecondIsSkipped(ApplicationContext context, String outcome) throws Exception {
		assertThat(this.call.calls()).hasSize(1);
		assertThat(TomcatRunner.listeners(context)).extracting((listener) -> listener.outcome().value())
			.containsExactly("requested", outcome);
		assertAllAnswer(context);
	}

	private static void assertAllAnswer(ApplicationContext context) throws Exception {
		for (Connector connector : JettyRunner.server(context).getConnectors()) {
			if (connector instanceof NetworkConnector network) {
				assertThat(TomcatRunner.get("http://127.0.0.1:" + network.getLocalPort())).startsWith("hello");
			}
		}
	}

	private static Connector added(ApplicationContext context) {
		return JettyRunner.server(context).getConnectors()[1];
	}

	interface ConnectorFactory extends Function<Server, Connector> {

		ServerConnector create(Server server) throws Exception;

		@Override
		default Connector apply(Server server) {
			try {
				return JettyRunner.local(create(server));
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	static class OwnSocketConnector extends ServerConnector {

		private int opened;

		OwnSocketConnector(Server server) {
			super(server);
		}

		@Override
		protected ServerSocketChannel openAcceptChannel() throws IOException {
			this.opened++;
			return super.openAcceptChannel();
		}

	}

}
