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

package io.github.loopbackfastpath.sample.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LabCommand}, in a JVM of its own as on a command line.
 */
class LabCommandTests {

	private static final String[] ONE_ROUND = { "--lab", "--lab.workloads=ping-pong-1b", "--lab.variants=plain",
			"--lab.rounds=1" };

	@TempDir
	private Path directory;

	@Test
	void aQuickRunShowsATableAndWritesJsonAndCsv() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, "--lab", "--lab.quick")) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
			assertThat(lab.output()).contains("Ping-pong, 1 KiB", "Connection set-up and close",
					"HTTP, Tomcat and RestClient", "-> Unix-domain socket: ", "-> plain TCP again: ",
					"Left out: fast path, both ends, because the fast path exists only on Windows");
		}
		JsonNode json = JsonMapper.shared().readTree(file("json"));
		assertThat(json.at("/complete").asBoolean()).isTrue();
		assertThat(json.at("/workloads")).hasSize(3);
		JsonNode plain = json.at("/workloads/0/variants/0");
		assertThat(plain.at("/variant").asString()).isEqualTo("plain");
		assertThat(plain.at("/latencies/p50").asDouble()).isPositive();
		assertThat(plain.at("/cpuMicrosPerOperation").asDouble()).isPositive();
		assertThat(json.at("/workloads/0/leftOut/0/cause").asString()).contains("only on Windows");
		List<String> lines = Files.readAllLines(file("csv"));
		int columns = lines.get(0).split(",").length;
		assertThat(lines).hasSizeGreaterThan(3).allMatch((line) -> line.split(",").length == columns);
		assertThat(lines.get(1)).startsWith("ping-pong-1k,plain,1,");
	}

	@Test
	void allRoundsThatAreWantedAreMeasured() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, "--lab", "--lab.quick", "--lab.workloads=rest-client",
				"--lab.variants=plain", "--lab.rounds=40")) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
			assertThat(lab.output()).doesNotContain("Not finished");
		}
		assertThat(Files.readAllLines(file("csv"))).anyMatch((line) -> line.startsWith("rest-client,plain,40,"));
	}

	@Test
	void ctrlCPrintsWhatIsThereAndEndsTheSecondJvm() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, "--lab", "--lab.workloads=ping-pong-1b,bulk",
				"--lab.rounds=100000")) {
			lab.awaitOutput("Ping-pong, 1 byte +\\.");
			ProcessHandle peer = lab.peer();
			// On a terminal it reaches both
			peer.destroy();
			lab.interrupt();
			lab.awaitEnd();
			LabJvm.awaitEnd(peer);
			assertThat(lab.output())
				.contains("Not finished. This is what there is:", "-> Unix-domain socket: ", "Written: ")
				.doesNotContain("it failed");
		}
		assertThat(JsonMapper.shared().readTree(file("json")).at("/complete").asBoolean(true)).isFalse();
	}

	@Test
	void theSecondJvmEndsAlsoWhenTheLabIsKilled() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, "--lab", "--lab.workloads=ping-pong-1b", "--lab.rounds=100000")) {
			lab.awaitOutput("Ping-pong");
			ProcessHandle peer = lab.peer();
			lab.kill();
			LabJvm.awaitEnd(peer);
		}
	}

	@Test
	void aRateIsKept() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, "--lab", "--lab.workloads=ping-pong-1b", "--lab.variants=plain",
				"--lab.rounds=2", "--lab.rate=100")) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
		}
		// 100 per second, for 150 ms
		assertThat(Files.readAllLines(file("csv"))).satisfiesExactly((header) -> assertThat(header).isNotEmpty(),
				(line) -> assertThat(line).startsWith("ping-pong-1b,plain,1,15,"),
				(line) -> assertThat(line).startsWith("ping-pong-1b,plain,2,15,"));
	}

	@Test
	void webClientWithoutANativeTransportHasNoUnixDomainSocketAndSaysWhy() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, List.of("-Dreactor.netty.native=false"), "--lab", "--lab.quick",
				"--lab.rounds=1", "--lab.workloads=rest-client,web-client", "--lab.variants=unix-domain")) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
			assertThat(lab.output()).contains("Left out: Unix-domain socket, because Reactor Netty without a native "
					+ "transport takes a Unix-domain socket for HTTP/3");
		}
		assertThat(Files.readAllLines(file("csv"))).anyMatch((line) -> line.startsWith("rest-client,unix-domain,1,"))
			.anyMatch((line) -> line.startsWith("web-client,plain,1,"))
			.noneMatch((line) -> line.startsWith("web-client,unix-domain,"));
	}

	@Test
	void aPortAndAFileOfThisJvmAreNotOpenedByTheSecond() throws Exception {
		Path log = this.directory.resolve("gc.log");
		try (LabJvm lab = new LabJvm(this.directory,
				List.of("-Dcom.sun.management.jmxremote.port=" + TestSocketUtils.findAvailableTcpPort(),
						"-Dcom.sun.management.jmxremote.authenticate=false", "-Dcom.sun.management.jmxremote.ssl=false",
						"-Xlog:gc*:file=" + log),
				ONE_ROUND)) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
		}
		// A second JVM would move the first one's log away
		assertThat(log).exists();
		assertThat(log.resolveSibling("gc.log.0")).doesNotExist();
	}

	@Test
	void aPortFromTheEnvironmentIsNotOpenedByTheSecondJvm() throws Exception {
		Map<String, String> environment = Map
			.of("JAVA_TOOL_OPTIONS", "-Dcom.sun.management.jmxremote.port=" + TestSocketUtils.findAvailableTcpPort()
					+ " -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false");
		try (LabJvm lab = new LabJvm(this.directory, environment, List.of(), ONE_ROUND)) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
			assertThat(lab.output()).contains("Written: ");
		}
	}

	@Test
	void anUnknownOptionIsAnsweredWithTheKnownOnes() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, "--lab", "--lab.workload=bulk")) {
			assertThat(lab.awaitEnd()).isEqualTo(1);
			assertThat(lab.output()).contains("There is no option --lab.workload", "Usage: ", "slow-reader",
					"unix-domain");
		}
	}

	private Path file(String extension) throws IOException {
		try (var files = Files.list(this.directory)) {
			return files.filter((file) -> file.toString().endsWith("." + extension)).findFirst().orElseThrow();
		}
	}

}
