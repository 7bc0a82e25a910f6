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

import java.util.function.Supplier;

import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathJettyAutoConfiguration;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Runs real servlet applications on the real embedded Jetty, in which only the native
 * call is recorded instead of made.
 */
public final class JettyRunner {

	private JettyRunner() {
	}

	static WebApplicationContextRunner recording(RecordingCall call) {
		return requesting(() -> TestFastPath.calling(call));
	}

	static WebApplicationContextRunner requesting(Supplier<SocketRequests> requests) {
		return withoutStarter()
			.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
					LoopbackFastPathJettyAutoConfiguration.class))
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.withBean(SocketRequests.class, requests);
	}

	public static WebApplicationContextRunner withoutStarter() {
		return new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(
					AutoConfigurations.of(SslAutoConfiguration.class, JettyServletWebServerAutoConfiguration.class))
			.withBean(TomcatRunner.HelloServlet.class)
			.withPropertyValues("server.port=0", "server.address=127.0.0.1");
	}

	static ServletWebServerApplicationContext source(ApplicationContext context) {
		return (ServletWebServerApplicationContext) ((context instanceof ApplicationContextAssertProvider<?> provider)
				? provider.getSourceApplicationContext() : context);
	}

	static JettyWebServer webServer(ApplicationContext context) {
		return (JettyWebServer) source(context).getWebServer();
	}

	static Server server(ApplicationContext context) {
		return webServer(context).getServer();
	}

	static Connector connector(ApplicationContext context) {
		return server(context).getConnectors()[0];
	}

	static int port(ApplicationContext context) {
		return webServer(context).getPort();
	}

	static ServerConnector local(ServerConnector connector) {
		connector.setHost("127.0.0.1");
		return connector;
	}

	interface FactoryCustomizer extends WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

	}

}
