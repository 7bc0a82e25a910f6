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

import java.nio.file.Path;

import io.github.loopbackfastpath.sample.windows.SampleOnWindows.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Windows that grants the fast path.
 */
class GrantedFastPathIT {

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final int additionalPort = TestSocketUtils.findAvailableTcpPort();

	private final int managementPort = TestSocketUtils.findAvailableTcpPort();

	@Test
	void everyListenerAsksOnceAndBeforeItIsBound(@TempDir Path directory) throws Exception {
		LocalCertificate certificate = new LocalCertificate(directory);
		LinuxClient client = new LinuxClient(certificate.trust());
		Run run = new SampleOnWindows("granted").withAnswer(0)
			.withArguments("--loopback-fast-path.enabled=true", "--server.port=" + this.port)
			.withArguments(certificate.serverArguments())
			.withArguments("--additional.port=" + this.additionalPort,
					"--management.server.port=" + this.managementPort)
			.run(() -> {
				client.assertAnswered("https://127.0.0.1:" + this.port + "/");
				client.assertAnswered("http://127.0.0.1:" + this.additionalPort + "/");
				client.assertAnswered("https://127.0.0.1:" + this.managementPort + "/actuator");
			});
		assertThat(run.output()).contains("requested, before bind").doesNotContain(" WARN ");
		assertThat(run.trace()).listensOn(this.port, this.additionalPort, this.managementPort)
			.everyListenerAskedBeforeBind();
	}

	@Test
	void anApplicationProcessedAheadOfTimeOnLinuxAsksToo() throws Exception {
		Run run = new SampleOnWindows("ahead-of-time").withAnswer(0)
			.withSystemProperty("spring.aot.enabled=true")
			.withArguments("--loopback-fast-path.enabled=true", "--server.port=" + this.port)
			.run(() -> new LinuxClient().assertAnswered("http://127.0.0.1:" + this.port + "/"));
		assertThat(run.output()).contains("Starting AOT-processed SampleApplication");
		assertThat(run.trace()).listensOn(this.port)
			.everyListenerAskedBeforeBind()
			.connectionsAskedBeforeConnect(2, this.port);
	}

}
