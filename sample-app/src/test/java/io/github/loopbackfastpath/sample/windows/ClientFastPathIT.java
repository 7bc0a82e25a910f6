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

package io.github.loopbackfastpath.sample.windows;

import io.github.loopbackfastpath.sample.windows.SampleOnWindows.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application calls itself with RestClient and WebClient, on a Windows that grants
 * the fast path.
 */
class ClientFastPathIT {

	private final int port = TestSocketUtils.findAvailableTcpPort();

	@Test
	void bothEndsAsk() throws Exception {
		Run run = sample("clients").run(this::assertStatus);
		assertThat(run.output()).contains("Listener:     http-nio-127.0.0.1-" + this.port, "requested, before bind",
				"Client:       httpcomponents, 1 connection: requested",
				"Client:       reactor-netty-client, 1 connection: requested");
		assertThat(run.trace()).listensOn(this.port)
			.everyListenerAskedBeforeBind()
			.connectionsAskedBeforeConnect(2, this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdk", "simple" })
	void theJdkAsksOnEverySocketOfAClientWithoutHook(String client) throws Exception {
		Run run = sample("jvm-" + client)
			.withArguments("--loopback-fast-path.scope=jvm", "--spring.http.clients.imperative.factory=" + client)
			.run(this::visit);
		assertThat(run.output()).contains(
				"the JDK requests it on every TCP socket of this JVM, and this system accepts",
				"with RestClient -> Hello over loopback");
		assertThat(run.trace()).listensOn(this.port).everyTcpSocketAsked();
	}

	private SampleOnWindows sample(String name) {
		return new SampleOnWindows(name).withAnswer(0)
			.withArguments("--loopback-fast-path.enabled=true", "--server.port=" + this.port);
	}

	private void assertStatus() throws Exception {
		assertThat(new LinuxClient().get("http://127.0.0.1:" + this.port + "/actuator/loopbackfastpath")).contains(
				"\"state\":\"available\"", "\"moment\":\"before-bind\"", "\"outcome\":\"requested\"",
				"\"library\":\"httpcomponents\",\"requested\":1", "\"asking\":\"no\"");
		assertThat(new LinuxClient().get("http://127.0.0.1:" + this.port + "/summary"))
			.contains("Verified:     not yet", "Hint:         Microsoft deprecates the fast path");
	}

	private void visit() throws Exception {
		new LinuxClient().assertAnswered("http://127.0.0.1:" + this.port + "/");
	}

}
