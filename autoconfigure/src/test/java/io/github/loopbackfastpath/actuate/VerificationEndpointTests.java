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

package io.github.loopbackfastpath.actuate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.verification.FastPathVerifier;
import io.github.loopbackfastpath.internal.verification.TestVerifiers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.json.JsonContent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the verification that {@link LoopbackFastPathEndpoint} runs and shows.
 */
class VerificationEndpointTests {

	@Test
	void postVerifiesAndGetShowsTheLastResultWithItsTime() throws Exception {
		try (ConfigurableApplicationContext context = run(TestVerifiers.active())) {
			assertThat(send(context, "GET")).doesNotHavePath("$.verification");
			JsonContent result = send(context, "POST");
			assertThat(result).extractingPath("$.verdict").isEqualTo("active");
			assertThat(result).extractingPath("$.summary").asString().contains("0 of 8 connects fell off it");
			assertThat(result).extractingPath("$.system").isEqualTo("Windows 11 (10.0.26100)");
			assertThat(result).extractingPath("$.milliseconds").asNumber().isNotNull();
			assertThat(result).extractingPath("$.witnesses[*].verdict").asArray().containsExactly("active", "active");
			assertThat(result).extractingPath("$.witnesses[0].growth.onlyClientRequested")
				.asArray()
				.hasSize(8)
				.containsOnly(1);
			String time = context.getBean(SocketRequests.class).lastVerification().time().toString();
			assertThat(send(context, "GET")).extractingPath("$.verification.time").isEqualTo(time);
			assertThat(send(context, "GET")).extractingPath("$.verification.verdict").isEqualTo("active");
		}
	}

	@Test
	void refusalIsShownWithTheError() throws Exception {
		try (ConfigurableApplicationContext context = run(TestVerifiers.refusing(10045))) {
			JsonContent result = send(context, "POST");
			assertThat(result).extractingPath("$.verdict").isEqualTo("not-active");
			assertThat(result).extractingPath("$.error.name").isEqualTo("WSAEOPNOTSUPP");
		}
	}

	@Test
	void writeOperationVerifiesOverJmxToo() throws Exception {
		try (ConfigurableApplicationContext context = run(TestVerifiers.filtered(), "spring.jmx.enabled=true",
				"spring.jmx.default-domain=verification",
				"management.endpoints.jmx.exposure.include=loopbackfastpath")) {
			ObjectName name = new ObjectName("verification:type=Endpoint,name=Loopbackfastpath");
			MBeanServer server = context.getBean(MBeanServer.class);
			assertThat(server.getMBeanInfo(name).getOperations()).filteredOn("name", "verify")
				.singleElement()
				.extracting(MBeanOperationInfo::getImpact)
				.isEqualTo(MBeanOperationInfo.ACTION);
			Map<?, ?> result = (Map<?, ?>) server.invoke(name, "verify", new Object[0], new String[0]);
			assertThat(result.get("verdict")).isEqualTo("not-active");
			assertThat(result.get("summary")).asString().contains("8 of 8 connects fell off it");
			Map<?, ?> status = (Map<?, ?>) server.invoke(name, "status", new Object[0], new String[0]);
			assertThat(status.get("verification")).isEqualTo(result);
		}
	}

	@Test
	void fallOffsSinceTheStartAreShownBesideTheConnectionsThatRequestedIt() throws Exception {
		AtomicLong counter = new AtomicLong(4711);
		try (ConfigurableApplicationContext context = run(TestVerifiers.filtered(counter))) {
			SocketRequests requests = context.getBean(SocketRequests.class);
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			new LoopbackFastPathMetrics(requests).bindTo(registry);
			Awaitility.await().until(() -> requests.fallOffs() != null);
			assertThat(registry.get("loopback.fast.path.fall.offs").gauge().value()).isZero();
			assertThat(send(context, "GET")).extractingPath("$.fallOffs.growth").isEqualTo(0);
			send(context, "POST");
			counter.addAndGet(18);
			try (SocketChannel channel = SocketChannel.open()) {
				requests.request(channel);
			}
			JsonContent status = send(context, "GET");
			assertThat(status).extractingPath("$.fallOffs.growth").isEqualTo(18);
			assertThat(status).extractingPath("$.fallOffs.requestedHere").isEqualTo(1);
			assertThat(status).extractingPath("$.fallOffs.since").asString().endsWith("Z");
			assertThat(status).extractingPath("$.hints[*].cause").asArray().anySatisfy((cause) -> {
				assertThat(cause).asString().startsWith("1 connections requested the fast path here; 18 connects");
			});
			assertThat(registry.get("loopback.fast.path.fall.offs").gauge().value()).isEqualTo(18);
		}
	}

	@Test
	void fallOffsAreNotWatchedUnlessTheEndpointIsExposed() {
		AtomicInteger opened = new AtomicInteger();
		try (ConfigurableApplicationContext context = run(TestVerifiers.observed(opened),
				"management.endpoints.web.exposure.include=health")) {
			SocketRequests requests = context.getBean(SocketRequests.class);
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			new LoopbackFastPathMetrics(requests).bindTo(registry);
			assertThat(registry.get("loopback.fast.path.fall.offs").gauge().value()).isNaN();
			assertThat(opened).hasValue(0);
		}
	}

	private static JsonContent send(ConfigurableApplicationContext context, String method) throws Exception {
		String port = context.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%s/actuator/loopbackfastpath".formatted(port)))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.header("Content-Type", "application/json")
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return new JsonContent(response.body());
	}

	private static ConfigurableApplicationContext run(FastPathVerifier verifier, String... arguments) {
		ApplicationContextInitializer<GenericApplicationContext> requests = (context) -> context
			.registerBean(SocketRequests.class, () -> TestFastPath.verifying((handle) -> 0, verifier));
		return new SpringApplicationBuilder(Application.class).initializers(requests)
			.properties("server.port=0", "server.address=127.0.0.1", "loopback-fast-path.enabled=true",
					"management.endpoints.web.exposure.include=loopbackfastpath")
			// As arguments they win over the system properties
			.run(Stream.concat(Stream.of(TestFastPath.WINDOWS), Stream.of(arguments))
				.map((argument) -> "--" + argument)
				.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
