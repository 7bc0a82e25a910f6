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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.loopbackfastpath.sample.windows.SampleOnWindows.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lab on a Windows that grants the fast path: two JVMs, on bare sockets and over
 * HTTP.
 */
class LabIT {

	private static final String ON_SPEED = "This is Wine, not Windows: that the variants run proves nothing about speed.";

	private static final String NO_UNIX_DOMAIN = "this system has no Unix-domain sockets";

	@Test
	void everyVariantOfTcpRunsAndAsksAtItsEndsOnly(@TempDir Path directory) throws Exception {
		Run run = new SampleOnWindows("lab").withAnswer(0)
			.withArguments("--lab", "--lab.quick", "--lab.rounds=1",
					"--lab.workloads=ping-pong-1k,rest-client,web-client",
					"--lab.variants=plain,fast-path,server-only,client-only,unix-domain",
					"--lab.directory=" + WindowsJvm.path(directory.toString()))
			.runUntilItEnds();
		assertThat(run.output())
			.contains("Note: " + ON_SPEED, "Written: ", ": this is Wine, which proves nothing about Windows.")
			.containsPattern("Skipped: Unix-domain socket, because " + NO_UNIX_DOMAIN + " \\(.*\\) \\(everywhere\\)")
			.doesNotContain("Not finished", "it failed");
		JsonNode json = result(directory);
		assertThat(json.at("/description/notes").toString()).contains(ON_SPEED, "please send the JSON file");
		assertVerified(run, json.at("/description/verification"));
		assertThat(json.at("/workloads")).hasSize(3).allSatisfy(this::assertMeasured);
		// For bare sockets and for HTTP one that asks and one that does not
		assertThat(run.trace()).everyPairOfEnds(4);
	}

	/**
	 * Winsock is the stand-in, and the counters are Wine's: one is missing, and the other
	 * shows no sign of the fast path, or nothing if the trace makes it too slow.
	 */
	private void assertVerified(Run run, JsonNode verification) {
		assertThat(verification.at("/verdict").asString()).isEqualTo("cannot-be-told");
		assertThat(verification.at("/witnesses/0/statement").asString()).contains("no such counter");
		assertThat(run.output()).containsSubsequence(verification.at("/summary").asString(),
				", fast path active or not, which cannot be told: ", verification.at("/summary").asString());
	}

	private void assertMeasured(JsonNode workload) {
		assertThat(workload.at("/variants")).extracting((variant) -> variant.at("/variant").asString())
			.containsExactly("plain", "plain-again", "fast-path", "server-only", "client-only");
		assertThat(workload.at("/variants"))
			.allSatisfy((variant) -> assertThat(variant.at("/rounds/0/operations").asLong()).isPositive());
		assertThat(workload.at("/skipped")).singleElement().satisfies((skipped) -> {
			assertThat(skipped.at("/variant").asString()).isEqualTo("unix-domain");
			assertThat(skipped.at("/cause").asString()).startsWith(NO_UNIX_DOMAIN);
		});
	}

	private static JsonNode result(Path directory) throws IOException {
		try (var files = Files.list(directory)) {
			Path json = files.filter((file) -> file.toString().endsWith(".json")).findFirst().orElseThrow();
			return JsonMapper.shared().readTree(json);
		}
	}

}
