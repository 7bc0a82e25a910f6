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

import java.util.stream.Stream;

import io.github.loopbackfastpath.sample.windows.SampleOnWindows.Run;
import org.junit.jupiter.api.Test;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Windows that refuses the fast path. The application has two listeners.
 */
class RefusedFastPathIT {

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final int managementPort = TestSocketUtils.findAvailableTcpPort();

	@Test
	void anUnsupportedFastPathIsAskedForAndLoggedOnce() throws Exception {
		Run run = sample("unsupported").run(this::assertAnswered);
		assertThat(run.trace()).listensOn(this.port, this.managementPort).asked(1);
		assertThat(warnings(run)).singleElement().asString().contains("10045");
	}

	@Test
	void anotherErrorIsWarnedOfOnceForEachSideAndEverySocketAsks() throws Exception {
		Run run = sample("invalid").withAnswer(10022).run(this::assertAnswered);
		assertThat(run.trace()).listensOn(this.port, this.managementPort)
			.everyListenerAskedBeforeBind()
			.connectionsAskedBeforeConnect(2, this.port);
		assertThat(warnings(run)).hasSize(2)
			.anyMatch((warning) -> warning.contains("server socket failed (10022"))
			.anyMatch((warning) -> warning.contains("client socket failed (10022"));
	}

	@Test
	void aRequiredFastPathThatIsUnsupportedFailsTheStart() throws Exception {
		Run run = sample("required").withArguments("--loopback-fast-path.required=true").runUntilItEnds();
		assertThat(run.trace()).asked(1);
		assertThat(run.output()).contains("APPLICATION FAILED TO START", "loopback-fast-path.required", "10045")
			.doesNotContain("Started SampleApplication", "already in use");
	}

	private SampleOnWindows sample(String name) {
		return new SampleOnWindows(name).withArguments("--loopback-fast-path.enabled=true",
				"--server.port=" + this.port, "--management.server.port=" + this.managementPort);
	}

	private static Stream<String> warnings(Run run) {
		return run.output().lines().filter((line) -> line.contains(" WARN "));
	}

	private void assertAnswered() throws Exception {
		LinuxClient client = new LinuxClient();
		client.assertAnswered("http://127.0.0.1:" + this.port + "/");
		client.assertAnswered("http://127.0.0.1:" + this.managementPort + "/actuator");
	}

}
