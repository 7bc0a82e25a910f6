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

package io.github.loopbackfastpath;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.loopbackfastpath.FastPathOutcome.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real request on a real Windows: nothing is lost, whatever Windows answers. Does not
 * run under Wine, whose answers are known. A connection that hangs fails the test.
 */
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only Windows answers the request")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RealWindowsTests {

	private static final List<Result> ANSWERS = List.of(Result.REQUESTED, Result.UNSUPPORTED, Result.FAILED);

	private final LoopbackFastPath fastPath = LoopbackFastPath.create();

	@ParameterizedTest
	@CsvSource({ "true,true", "true,false", "false,true", "false,false" })
	void nothingIsLostBetweenChannels(boolean listenerRequests, boolean clientRequests) throws Exception {
		try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
				SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
			if (listenerRequests) {
				assertIsAnAnswer(this.fastPath.request(listener));
			}
			if (clientRequests) {
				assertIsAnAnswer(this.fastPath.request(client));
			}
			assertNothingIsLost(listener.socket(), client.socket());
		}
	}

	@ParameterizedTest
	@CsvSource({ "true,true", "true,false", "false,true", "false,false" })
	void nothingIsLostBetweenSockets(boolean listenerRequests, boolean clientRequests) throws Exception {
		try (ServerSocket listener = new ServerSocket(); Socket client = new Socket()) {
			if (listenerRequests) {
				assertIsAnAnswer(this.fastPath.request(listener));
			}
			if (clientRequests) {
				assertIsAnAnswer(this.fastPath.request(client));
			}
			assertNothingIsLost(listener, client);
		}
	}

	@Test
	void everyRequestToAnApplicationIsAnswered() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).run(
				"--loopback-fast-path.enabled=true", "--server.address=127.0.0.1", "--server.port=0",
				"--spring.main.banner-mode=off")) {
			RestClient client = context.getBean(RestClient.Builder.class)
				.baseUrl("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"))
				.build();
			for (int i = 0; i < 100; i++) {
				assertThat(client.get().uri("/").header("Connection", "close").retrieve().body(String.class))
					.isEqualTo("hello");
			}
			FastPathStatus status = context.getBean(LoopbackFastPath.class).status();
			assertThat(status.listeningSockets()).singleElement()
				.satisfies((listener) -> assertIsAnAnswer(listener.outcome()));
			System.out.println("This Windows: " + status.listeningSockets() + " " + status.counts());
		}
	}

	private static void assertIsAnAnswer(FastPathOutcome outcome) {
		assertThat(outcome.result()).as(outcome.toString()).isIn(ANSWERS);
	}

	/**
	 * Sends a mebibyte through an echo, and the end of the connection after it.
	 */
	private static void assertNothingIsLost(ServerSocket listener, Socket client) throws Exception {
		listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor();
		Future<Long> echo = threads.submit(() -> echo(listener));
		client.connect(listener.getLocalSocketAddress());
		byte[] sent = new byte[1 << 20];
		new Random(1).nextBytes(sent);
		Future<?> sending = threads.submit(() -> send(client, sent));
		assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
		assertThat(client.getInputStream().read()).isEqualTo(-1);
		assertThat(echo.get()).isEqualTo(sent.length);
		sending.get();
	}

	private static long echo(ServerSocket listener) throws IOException {
		try (Socket accepted = listener.accept()) {
			return accepted.getInputStream().transferTo(accepted.getOutputStream());
		}
	}

	private static Object send(Socket client, byte[] bytes) throws IOException {
		client.getOutputStream().write(bytes);
		client.shutdownOutput();
		return client;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		@GetMapping("/")
		String hello() {
			return "hello";
		}

	}

}
