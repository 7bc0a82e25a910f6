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

import java.nio.file.Path;

import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.TestKeyStore;
import io.github.loopbackfastpath.internal.server.jetty.JettyRunner.FactoryCustomizer;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing is lost with an embedded Jetty when something fails, is switched off or is not
 * there.
 */
@ExtendWith(OutputCaptureExtension.class)
@RunsOnWindowsJvm
class JettyFailureTests {

	private final RecordingCall call = new RecordingCall();

	private final WebApplicationContextRunner runner = JettyRunner.recording(this.call);

	@Test
	void brokenTlsFailsAsAlwaysAndLeavesThePortFree(@TempDir Path directory) throws Exception {
		int port = TomcatRunner.freePort();
		String[] properties = { "server.port=" + port, "server.ssl.key-store=" + TestKeyStore.create(directory),
				"server.ssl.key-store-password=" + TestKeyStore.PASSWORD, "server.ssl.key-password=wrong" };
		String failure = failure(this.runner.withPropertyValues(properties));
		TomcatRunner.assertThatPortIsFree(port);
		assertThat(failure).isEqualTo(failure(JettyRunner.withoutStarter().withPropertyValues(properties)));
	}

	@ParameterizedTest
	@CsvSource({ "true, -1", "true, 0", "false, -1", "false, 0" })
	void connectorThatFailsAfterItWasOpenedLeavesThePortFree(boolean listenerFails, int acceptors) throws Exception {
		int port = TomcatRunner.freePort();
		failure(withFailingConnector(this.runner, port, acceptors, listenerFails));
		assertThat(this.call.calls()).hasSize(2);
		TomcatRunner.assertThatPortIsFree(port);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void connectorThatFailsAfterItWasOpenedFailsAsAlways(boolean listenerFails) throws Exception {
		int port = TomcatRunner.freePort();
		assertThat(failure(withFailingConnector(this.runner, port, -1, listenerFails)))
			.isEqualTo(failure(withFailingConnector(JettyRunner.withoutStarter(), port, -1, listenerFails)));
	}

	private static WebApplicationContextRunner withFailingConnector(WebApplicationContextRunner application, int port,
			int acceptors, boolean listenerFails) {
		return application.withBean(FactoryCustomizer.class,
				() -> (factory) -> factory.addServerCustomizers((server) -> {
					ServerConnector connector = JettyRunner.local(new ServerConnector(server, acceptors, -1));
					connector.setPort(port);
					server.addConnector(connector);
					if (listenerFails) {
						server.addEventListener(new FailingListenerAdder(connector));
					}
					else {
						connector.addBean(new FailingBean());
					}
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "loopback-fast-path.enabled=false", "loopback-fast-path.server.enabled=false",
			"os.name=Linux" })
	void nothingIsWiredWithout(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(context).doesNotHaveBean(JettyServerHook.class);
			assertThat(JettyRunner.connector(context).getEventListeners())
				.noneMatch(JettyConnectorHook.class::isInstance);
			assertThat(this.call.calls()).isEmpty();
			assertAnswers(context);
		});
	}

	private static void assertAnswers(ApplicationContext context) throws Exception {
		assertThat(TomcatRunner.get("http://127.0.0.1:" + JettyRunner.port(context))).startsWith("hello");
	}

	private static String failure(WebApplicationContextRunner application) {
		StringBuilder failure = new StringBuilder();
		application.run((context) -> {
			assertThat(context).hasFailed();
			for (Throwable cause = context.getStartupFailure(); cause != null; cause = cause.getCause()) {
				failure.append(cause.getClass().getName()).append(": ").append(cause.getMessage()).append('\n');
			}
		});
		return failure.toString();
	}

	/**
	 * Adds a listener that throws, after all others.
	 */
	record FailingListenerAdder(ServerConnector connector) implements LifeCycle.Listener {

		@Override
		public void lifeCycleStarted(LifeCycle server) {
			this.connector.addEventListener(new LifeCycle.Listener() {

				@Override
				public void lifeCycleStarting(LifeCycle source) {
					throw new IllegalStateException("a listener of the application");
				}

			});
		}

	}

	static class FailingBean extends AbstractLifeCycle {

		@Override
		protected void doStart() {
			throw new IllegalStateException("a bean of the application");
		}

	}

}
