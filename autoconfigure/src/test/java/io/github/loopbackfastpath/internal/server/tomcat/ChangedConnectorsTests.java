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

import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for connectors that are added to a running Tomcat, or removed from it.
 */
@RunsOnWindowsJvm
class ChangedConnectorsTests {

	private final RecordingCall call = new RecordingCall();

	@Test
	void connectorAddedToARunningTomcatIsRequestedOnceAndListed() {
		TomcatRunner.recording(this.call).run((context) -> {
			Connector connector = add(service(context));
			assertThat(this.call.calls()).hasSize(2);
			assertThat(TomcatRunner.listeners(context)).extracting(RecordedListener::moment)
				.containsExactly(Moment.BEFORE_BIND, Moment.AFTER_START);
			assertThat(TomcatRunner.listeners(context).get(1).localAddress()).endsWith(":" + connector.getLocalPort());
			assertThat(TomcatRunner.get("http://127.0.0.1:" + connector.getLocalPort())).startsWith("hello");
		});
	}

	@Test
	void addedConnectorThatRestartsIsRequestedBeforeBind() {
		TomcatRunner.recording(this.call).run((context) -> {
			Connector connector = add(service(context));
			connector.stop();
			connector.start();
			assertThat(this.call.calls()).hasSize(3);
			assertThat(TomcatRunner.listeners(context)).extracting(RecordedListener::moment)
				.containsExactly(Moment.BEFORE_BIND, Moment.BEFORE_BIND);
		});
	}

	@Test
	void removedConnectorIsForgotten() {
		TomcatRunner.recording(this.call).run((context) -> {
			Connector connector = add(service(context));
			assertThat(TomcatRunner.listeners(context)).hasSize(2);
			service(context).removeConnector(connector);
			assertThat(TomcatRunner.listeners(context)).hasSize(1);
		});
	}

	private static Connector add(Service service) {
		Connector connector = new Connector();
		connector.setPort(0);
		// As Spring Boot has it for its own
		connector.setProperty("bindOnInit", "false");
		service.addConnector(connector);
		return connector;
	}

	private static Service service(ApplicationContext context) {
		ServletWebServerApplicationContext web = (ServletWebServerApplicationContext) ((AssertableWebApplicationContext) context)
			.getSourceApplicationContext();
		TomcatWebServer server = (TomcatWebServer) web.getWebServer();
		assertThat(server).isNotNull();
		return server.getTomcat().getService();
	}

}
