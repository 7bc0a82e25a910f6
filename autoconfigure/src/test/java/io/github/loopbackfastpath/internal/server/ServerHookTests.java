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

package io.github.loopbackfastpath.internal.server;

import java.nio.file.Path;

import io.github.loopbackfastpath.RunsOnWindowsJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for each embedded web server with a hook. What differs between them is
 * tested beside their hooks.
 */
@RunsOnWindowsJvm
class ServerHookTests extends ServerContract {

	static TestServer[] servers() {
		return TestWebServer.values();
	}

	@Test
	void clearTextHttp2IsRequestedBeforeBind() {
		run(requesting().withPropertyValues("server.http2.enabled=true"), (started) -> {
			assertRequestedBeforeBind(1);
			assertThat(started.get()).isEqualTo("hello HTTP_2");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void httpsIsRequestedBeforeBind(boolean http2, @TempDir Path directory) throws Exception {
		run(requesting().withPropertyValues(sslBundle(directory)).withPropertyValues("server.http2.enabled=" + http2),
				(started) -> {
					assertRequestedBeforeBind(1);
					assertThat(started.get("127.0.0.1", true)).isEqualTo("hello " + (http2 ? "HTTP_2" : "HTTP_1_1"));
				});
	}

	@Test
	void serverThatIsStoppedAtOnceLeavesItsPortFree() throws Exception {
		assertThatPortIsFreed((port) -> run(requesting().withPropertyValues(port(port), "server.shutdown=immediate"),
				(started) -> assertThat(started.get()).startsWith("hello")));
	}

}
