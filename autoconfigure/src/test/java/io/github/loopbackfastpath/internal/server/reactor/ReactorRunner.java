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

package io.github.loopbackfastpath.internal.server.reactor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;

import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathReactorServerAutoConfiguration;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs real reactive applications on the real Reactor Netty, in which only the native
 * call is recorded instead of made.
 */
public final class ReactorRunner {

	private ReactorRunner() {
	}

	static ReactiveWebApplicationContextRunner recording(RecordingCall call) {
		return withoutStarter()
			.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
					LoopbackFastPathReactorServerAutoConfiguration.class))
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.withBean(SocketRequests.class, () -> TestFastPath.calling(call));
	}

	public static ReactiveWebApplicationContextRunner withoutStarter() {
		return new ReactiveWebApplicationContextRunner(AnnotationConfigReactiveWebServerApplicationContext::new)
			.withConfiguration(
					AutoConfigurations.of(SslAutoConfiguration.class, NettyReactiveWebServerAutoConfiguration.class))
			.withBean(HttpHandler.class,
					() -> (request,
							response) -> response.writeWith(Mono.fromSupplier(
									() -> response.bufferFactory().wrap("hello".getBytes(StandardCharsets.UTF_8)))))
			.withPropertyValues("server.port=0", "server.address=127.0.0.1",
					"spring.reactor.netty.shutdown-quiet-period=0s");
	}

	static List<RecordedListener> listeners(ApplicationContext context) {
		return context.getBean(SocketRequests.class).record().servers().all();
	}

	static WebServer webServer(ApplicationContext context) {
		ApplicationContext source = (context instanceof ApplicationContextAssertProvider<?> provider)
				? provider.getSourceApplicationContext() : context;
		WebServer webServer = ((WebServerApplicationContext) source).getWebServer();
		assertThat(webServer).isNotNull();
		return webServer;
	}

	static void assertAnswers(ApplicationContext context) throws Exception {
		assertThat(get("http://127.0.0.1:" + webServer(context).getPort())).startsWith("hello");
	}

	static String get(String uri) throws IOException, InterruptedException, GeneralSecurityException {
		SSLContext ssl = SSLContext.getInstance("TLS");
		ssl.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
		HttpClient client = HttpClient.newBuilder().sslContext(ssl).build();
		HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(20)).build();
		HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
		return response.body() + " " + response.version();
	}

}
