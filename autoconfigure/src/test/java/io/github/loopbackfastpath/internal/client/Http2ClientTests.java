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

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.client.jetty.JettyClientHook;
import io.github.loopbackfastpath.internal.client.reactor.ReactorClientHook;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.http.HttpProtocol;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * HTTP/2 without TLS: many requests on one connection.
 */
@RunsOnWindowsJvm
class Http2ClientTests {

	private final RecordingCall call = new RecordingCall();

	private final ClientSockets fastPath = new ClientSockets(TestFastPath.calling(this.call),
			new PeerSelection(Set.of(), IpVersion.IPV4));

	private final ClientHook jetty = new JettyClientHook(this.fastPath);

	private final ClientHook reactor = new ReactorClientHook(this.fastPath);

	private final Tomcat tomcat = new Tomcat();

	@BeforeEach
	void startServer(@TempDir Path directory) throws Exception {
		this.tomcat.setBaseDir(directory.toString());
		Connector connector = new Connector();
		connector.setPort(0);
		connector.setProperty("address", "127.0.0.1");
		connector.addUpgradeProtocol(new Http2Protocol());
		this.tomcat.setConnector(connector);
		Context context = this.tomcat.addContext("", null);
		Tomcat.addServlet(context, "test", new PortServlet()).addMapping("/");
		this.tomcat.start();
	}

	@AfterEach
	void stopServer() throws Exception {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@Test
	void imperativeJettyAsksOnce() {
		assertAskedOnce(this.jetty,
				ClientHttpRequestFactoryBuilder.jetty()
					.withHttpClientTransportFactory(
							(connector) -> new HttpClientTransportOverHTTP2(new HTTP2Client(connector))));
	}

	@Test
	void reactiveJettyAsksOnce() {
		assertAskedOnce(this.jetty,
				ClientHttpConnectorBuilder.jetty()
					.withHttpClientTransportFactory(
							(connector) -> new HttpClientTransportOverHTTP2(new HTTP2Client(connector))));
	}

	@Test
	void imperativeReactorAsksOnce() {
		assertAskedOnce(this.reactor, ClientHttpRequestFactoryBuilder.reactor()
			.withHttpClientCustomizer((client) -> client.protocol(HttpProtocol.H2C)));
	}

	@Test
	void reactiveReactorAsksOnce() {
		assertAskedOnce(this.reactor, ClientHttpConnectorBuilder.reactor()
			.withHttpClientCustomizer((client) -> client.protocol(HttpProtocol.H2C)));
	}

	private void assertAskedOnce(ClientHook hook, Object builder) {
		RecordedBuilder reported = new RecordedBuilder("test", "Test", Coverage.HOOKED);
		Object hooked = Objects.requireNonNull(hook.install(builder, reported));
		try (TestClient client = TestClient.of(hooked)) {
			String uri = "http://127.0.0.1:" + this.tomcat.getConnector().getLocalPort();
			String answer = client.get(uri);
			assertThat(IntStream.range(0, 8)
				.mapToObj((i) -> new SimpleAsyncTaskExecutor().submitCompletable(() -> client.get(uri)))
				.map(CompletableFuture::join)).containsOnly(answer);
			assertThat(this.call.calls()).singleElement().satisfies((asked) -> {
				assertThat(asked.connected()).isFalse();
				assertThat(answer).isEqualTo("HTTP/2.0 from " + RecordingCall.localPort(asked.handle()));
			});
		}
	}

	static class PortServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.getWriter().print(request.getProtocol() + " from " + request.getRemotePort());
		}

	}

}
