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

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Windows that would grant the fast path, and an application that does not want it.
 */
class DisabledFastPathIT {

	private final int port = TestSocketUtils.findAvailableTcpPort();

	@Test
	void nothingAsks() throws Exception {
		Run run = new SampleOnWindows("disabled").withAnswer(0)
			.withArguments("--loopback-fast-path.enabled=false", "--server.port=" + this.port)
			.run(() -> new LinuxClient().assertAnswered("http://127.0.0.1:" + this.port + "/"));
		assertThat(run.trace()).listensOn(this.port).asked(0);
	}

}
