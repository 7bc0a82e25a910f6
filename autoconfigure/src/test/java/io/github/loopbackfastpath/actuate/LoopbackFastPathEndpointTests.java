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
import java.util.Arrays;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.ReferencePage;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.json.JsonContent;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopbackFastPathEndpoint}: the JSON that a user sees.
 */
class LoopbackFastPathEndpointTests {

	private static final String[] NAMES = { "enabled", "scope", "system", "availability", "listeners", "clients",
			"clientBuilders", "jdk", "socketOptions", "lastErrors", "hints" };

	private final RecordingCall call = new RecordingCall();

	@Test
	void isNotExposedByDefault() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.SERVLET)) {
			assertThat(get(context, "server").statusCode()).isEqualTo(404);
			assertThat(context.getBeansOfType(LoopbackFastPathEndpoint.class)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void showsWhatWasRequestedOnWhichSocket(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext context = exposed(type, "--server.address=127.0.0.1")) {
			String port = context.getEnvironment().getProperty("local.server.port");
			JsonContent json = json(context, "server");
			for (String name : NAMES) {
				assertThat(json).hasPath("$." + name);
			}
			assertThat(json).extractingPath("$.enabled").isEqualTo(true);
			assertThat(json).extractingPath("$.scope").isEqualTo("sockets");
			assertThat(json).extractingPath("$.system.name").isEqualTo(System.getProperty("os.name"));
			assertThat(json).extractingPath("$.availability.state").isEqualTo("available");
			assertThat(json).extractingPath("$.listeners.length()").isEqualTo(1);
			assertThat(json).extractingPath("$.listeners[0].connector")
				.asString()
				.startsWith("http-nio-127.0.0.1-auto-");
			assertThat(json).extractingPath("$.listeners[0].configuredAddress").isEqualTo("127.0.0.1:0");
			assertThat(json).extractingPath("$.listeners[0].localAddress").isEqualTo("127.0.0.1:" + port);
			assertThat(json).extractingPath("$.listeners[0].family").isEqualTo("ipv4");
			assertThat(json).extractingPath("$.listeners[0].moment").isEqualTo("before-bind");
			assertThat(json).extractingPath("$.listeners[0].outcome").isEqualTo("requested");
			assertThat(json).extractingPath("$.socketOptions[*].option")
				.asArray()
				.containsExactly("SO_LINGER", "TCP_NODELAY");
			assertThat(json).extractingPath("$.socketOptions[1].setting").asString().contains("'tcpNoDelay'");
			assertThat(json).extractingPath("$.jdk.property").isEqualTo("jdk.net.useFastTcpLoopback");
			assertThat(json).extractingPath("$.hints[*].cause").asArray().isNotEmpty();
			assertThat(json).extractingPath("$.hints[*].remedy").asArray().isNotEmpty();
		}
	}

	@Test
	@ReferencePage(14)
	void saysThatADriverMayForceTheOrdinaryPathAlthoughItWasRequested() throws Exception {
		try (ConfigurableApplicationContext context = exposed(WebApplicationType.SERVLET)) {
			JsonContent json = json(context, "server");
			assertThat(json).extractingPath("$.listeners[0].outcome").isEqualTo("requested");
			assertThat(json).extractingPath("$.hints[*].remedy").asArray().anySatisfy((remedy) -> {
				assertThat(remedy).asString().contains("Windows Filtering Platform");
			});
		}
	}

	@Test
	void showsBothServersOnTheManagementPort() throws Exception {
		try (ConfigurableApplicationContext context = exposed(WebApplicationType.SERVLET,
				"--management.server.port=0")) {
			assertThat(json(context, "management")).extractingPath("$.listeners[*].outcome")
				.asArray()
				.containsExactly("requested", "requested");
		}
	}

	@Test
	void showsErrorsWithNumberNameAndMeaning() throws Exception {
		this.call.answerWith((handle) -> 10022);
		try (ConfigurableApplicationContext context = exposed(WebApplicationType.SERVLET)) {
			JsonContent json = json(context, "server");
			assertThat(json).extractingPath("$.listeners[0].outcome").isEqualTo("failed");
			assertThat(json).extractingPath("$.listeners[0].error.number").isEqualTo(10022);
			assertThat(json).extractingPath("$.listeners[0].error.name").isEqualTo("WSAEINVAL");
			assertThat(json).extractingPath("$.lastErrors[0].side").isEqualTo("server");
			assertThat(json).extractingPath("$.lastErrors[0].component").isEqualTo("tomcat");
			assertThat(json).extractingPath("$.lastErrors[0].error.meaning").asString().isNotEmpty();
			assertThat(json).extractingPath("$.lastErrors[0].time").asString().endsWith("Z");
		}
	}

	@Test
	void countsClientsByLibrary() throws Exception {
		try (ConfigurableApplicationContext context = exposed(WebApplicationType.SERVLET)) {
			SocketRequests client = context.getBean(SocketRequests.class).forComponent("httpcomponents");
			try (SocketChannel channel = SocketChannel.open()) {
				client.request(channel);
				client.skip(FastPathSide.CLIENT, SkipReason.NOT_LOOPBACK);
				client.skip(FastPathSide.CLIENT, SkipReason.NOT_LOOPBACK);
				client.skip(FastPathSide.CLIENT, SkipReason.IP_VERSION_EXCLUDED);
				client.skip(FastPathSide.CLIENT, SkipReason.PORT_EXCLUDED);
				this.call.answerWith((handle) -> 10055);
				client.request(channel);
			}
			JsonContent json = json(context, "server");
			assertThat(json).extractingPath("$.clients.length()").isEqualTo(1);
			assertThat(json).extractingPath("$.clients[0].library").isEqualTo("httpcomponents");
			assertThat(json).extractingPath("$.clients[0].requested").isEqualTo(1);
			assertThat(json).extractingPath("$.clients[0].skippedNotLoopback").isEqualTo(2);
			assertThat(json).extractingPath("$.clients[0].skippedIpVersion").isEqualTo(1);
			assertThat(json).extractingPath("$.clients[0].skippedPort").isEqualTo(1);
			assertThat(json).extractingPath("$.clients[0].failed").isEqualTo(1);
			assertThat(json).extractingPath("$.clients[0].other").isEqualTo(0);
			assertThat(json).extractingPath("$.hints[*].cause").asArray().anySatisfy((cause) -> {
				assertThat(cause).asString().contains("::1");
			});
		}
	}

	@Test
	void isThereWhenSwitchedOffAndSaysSo() throws Exception {
		try (ConfigurableApplicationContext context = exposed(WebApplicationType.SERVLET,
				"--loopback-fast-path.enabled=false")) {
			JsonContent json = json(context, "server");
			assertThat(json).extractingPath("$.enabled").isEqualTo(false);
			assertThat(json).extractingPath("$.listeners").asArray().isEmpty();
		}
	}

	@Test
	void isReachableOverJmx() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE, "--spring.jmx.enabled=true",
				"--spring.jmx.unique-names=true", "--management.endpoints.jmx.exposure.include=loopbackfastpath")) {
			MBeanServer server = context.getBean(MBeanServer.class);
			ObjectName name = server.queryNames(new ObjectName("*:type=Endpoint,name=Loopbackfastpath,*"), null)
				.iterator()
				.next();
			assertThat(server.invoke(name, "status", new Object[0], new String[0])).asString()
				.contains("availability", "available");
		}
	}

	private ConfigurableApplicationContext exposed(WebApplicationType type, String... arguments) {
		String[] all = Arrays.copyOf(arguments, arguments.length + 1);
		all[arguments.length] = "--management.endpoints.web.exposure.include=loopbackfastpath";
		return run(type, all);
	}

	private ConfigurableApplicationContext run(WebApplicationType type, String... arguments) {
		ApplicationContextInitializer<GenericApplicationContext> recording = (context) -> context
			.registerBean(SocketRequests.class, () -> TestFastPath.calling(this.call));
		return new SpringApplicationBuilder(Application.class).web(type)
			.initializers(recording)
			.properties("server.port=0", "loopback-fast-path.enabled=true", "spring.main.banner-mode=off")
			.run(StringUtils.addStringToArray(arguments, "--" + TestFastPath.WINDOWS));
	}

	private static JsonContent json(ConfigurableApplicationContext context, String server) throws Exception {
		HttpResponse<String> response = get(context, server);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return new JsonContent(response.body());
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext context, String server) throws Exception {
		String port = context.getEnvironment().getProperty("local." + server + ".port");
		URI uri = URI.create("http://127.0.0.1:%s/actuator/loopbackfastpath".formatted(port));
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
