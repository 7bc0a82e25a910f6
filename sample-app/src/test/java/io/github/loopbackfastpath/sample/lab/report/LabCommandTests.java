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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
					"Skipped: fast path, both ends; fast path, server only; fast path, client only, because the fast path "
							+ "exists only on Windows");
		}
		JsonNode json = JsonMapper.shared().readTree(file("json"));
		assertThat(json.at("/complete").asBoolean()).isTrue();
		assertThat(json.at("/workloads")).hasSize(3);
		JsonNode plain = json.at("/workloads/0/variants/0");
		assertThat(plain.at("/variant").asString()).isEqualTo("plain");
		assertThat(plain.at("/latencies/p50").asDouble()).isPositive();
		assertThat(plain.at("/cpuMicrosPerOperation").asDouble()).isPositive();
		assertThat(json.at("/workloads/0/skipped/0/cause").asString()).contains("only on Windows");
		List<String> lines = Files.readAllLines(file("csv"));
		int columns = lines.get(0).split(",").length;
		assertThat(lines).hasSizeGreaterThan(3).allMatch((line) -> line.split(",").length == columns);
		assertThat(lines.get(1)).startsWith("ping-pong-1k,plain,1,");
	}

	@Test
	void allRoundsThatAreWantedAreMeasured() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, "--lab", "--lab.quick", "--lab.workloads=rest-client",
				"--lab.variants=plain", "--lab.rounds=90")) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
			assertThat(lab.output()).doesNotContain("Not finished");
		}
		assertThat(Files.readAllLines(file("csv"))).anyMatch((line) -> line.startsWith("rest-client,plain,90,"));
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
		// 100 per second, for 160 ms
		assertThat(Files.readAllLines(file("csv"))).satisfiesExactly((header) -> assertThat(header).isNotEmpty(),
				(line) -> assertThat(line).startsWith("ping-pong-1b,plain,1,16,"),
				(line) -> assertThat(line).startsWith("ping-pong-1b,plain,2,16,"),
				(line) -> assertThat(line).startsWith("ping-pong-1b,plain-again,1,16,"),
				(line) -> assertThat(line).startsWith("ping-pong-1b,plain-again,2,16,"));
	}

	@Test
	void webClientWithoutANativeTransportHasNoUnixDomainSocketAndSaysWhy() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, List.of("-Dreactor.netty.native=false"), "--lab", "--lab.quick",
				"--lab.rounds=1", "--lab.workloads=rest-client,web-client", "--lab.variants=unix-domain")) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
			assertThat(lab.output()).contains("Skipped: Unix-domain socket, because Reactor Netty without a native "
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
	void theAnswerComesFirst() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, ONE_ROUND)) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
			assertThat(lab.output()).containsSubsequence("Ping-pong, 1 byte ",
					"The fast path on both ends was not measured.", "p50 ", "-> plain TCP again: ");
		}
		JsonNode json = JsonMapper.shared().readTree(file("json"));
		assertThat(json.at("/summary/0").asString()).isEqualTo("The fast path on both ends was not measured.");
		assertThat(json.at("/settings/rounds").asInt()).isEqualTo(1);
		assertThat(json.at("/settings/variants").toString()).isEqualTo("[\"plain\",\"plain-again\"]");
		assertThat(json.at("/description/build").asString()).isNotEmpty();
		assertThat(json.at("/description/starter").asString()).isNotEmpty();
	}

	@Test
	void aRunIsComparedWithAnEarlierOne() throws Exception {
		String[] run = { "--lab", "--lab.quick", "--lab.workloads=ping-pong-1k", "--lab.variants=unix-domain",
				"--lab.rounds=8" };
		try (LabJvm lab = new LabJvm(this.directory, run)) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
		}
		List<String> again = new ArrayList<>(List.of(run));
		again.add("--lab.compare=" + file("json"));
		try (LabJvm lab = new LabJvm(this.directory, again.toArray(String[]::new))) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
			assertThat(lab.output()).contains("Compared with the run of 20")
				.containsPattern("Ping-pong, 1 KiB, plain TCP: p50 [0-9.]+ µs then, [0-9.]+ µs now")
				.containsPattern("Ping-pong, 1 KiB, Unix-domain socket: p50 .+ then, p50 .+ now: (no change|CHANGED)")
				.doesNotContain("Other settings");
		}
	}

	@Test
	void theLabIsCalibratedWithKnownEffects() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, "--lab.calibrate=1", "--lab.rounds=8",
				"--lab.workloads=ping-pong-1k")) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
			assertThat(lab.output()).contains("Run 1 of 1: ", "needs a quiet machine")
				.containsPattern("Ping-pong, 1 KiB +plain TCP, identical +1 ")
				.containsPattern("Ping-pong, 1 KiB +plain TCP, busy wait 25 % +1 ")
				.containsPattern("False verdicts: \\d of 4 comparisons")
				.doesNotContain("Not finished");
		}
	}

	@Test
	void ctrlCPrintsTheTableOfTheCalibrationUpToThere() throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, "--lab.calibrate=1000", "--lab.rounds=8",
				"--lab.workloads=ping-pong-1k")) {
			lab.awaitOutput("Run 2 of 1000: ");
			lab.interrupt();
			lab.awaitEnd();
			assertThat(lab.output()).contains("Not finished. This is what there is:")
				.containsPattern("Ping-pong, 1 KiB +plain TCP, identical +[1-9]")
				.containsPattern("False verdicts: \\d+ of [1-9]\\d* comparisons");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "-h", "--lab --help", "--lab.quick -h --nonsense" })
	void helpListsEveryOption(String arguments) throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, arguments.split(" "))) {
			assertThat(lab.awaitEnd()).as(lab.output()).isZero();
			assertThat(lab.output()).contains("--lab.quick ", "--lab.workloads=", "--lab.variants=", "--lab.rounds=",
					"--lab.rate=", "--lab.directory=", "--lab.compare=", "--lab.calibrate[=n]", "--help, -h",
					"slow-reader", "unix-domain");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--lab --quick                   | There is no option --quick. Did you mean --lab.quick?
			--lab --lab.workload=bulk       | There is no option --lab.workload. Did you mean --lab.workloads?
			--lab --lab.workloads=pingpong-1k | --lab.workloads has no 'pingpong-1k'. Did you mean ping-pong-1k?
			--lab --lab.variants=busy-5     | --lab.variants has no 'busy-5'.
			--lab=false                     | --lab takes no value: write --lab or omit it
			--lab foo                       | There is no option foo.
			lab                             | There is no option lab. Did you mean --lab?
			--lab --lab.rounds=0            | --lab.rounds needs a whole number from 1 to 1000000, not '0'
			--lab --lab.rounds=1.5          | --lab.rounds needs a whole number from 1 to 1000000, not '1.5'
			--lab --lab.rate=-1             | --lab.rate needs a number from 0 to 1000000, not '-1'
			--lab --lab.rate=NaN            | --lab.rate needs a number from 0 to 1000000, not 'NaN'
			--lab --lab.rounds              | --lab.rounds needs a value: --lab.rounds=...
			--lab.calibrate --lab.variants=plain | omit --lab.variants
			--lab --lab.compare=missing.json | Cannot read missing.json. Choose a JSON file of an earlier run
			--lab --lab.compare=pom.xml     | pom.xml is no result of this lab.
			""")
	void aWrongCommandIsRejectedAtOnce(String arguments, String message) throws Exception {
		try (LabJvm lab = new LabJvm(this.directory, arguments.split(" "))) {
			assertThat(lab.awaitEnd()).as(lab.output()).isEqualTo(2);
			assertThat(lab.output()).contains(message).doesNotContain("second JVM", "\tat ");
		}
	}

	@Test
	void aFolderThatCannotBeWrittenIsReportedBeforeAnythingIsMeasured() throws Exception {
		Path file = Files.createFile(this.directory.resolve("file"));
		try (LabJvm lab = new LabJvm(this.directory.resolve("file"), this.directory, "--lab")) {
			assertThat(lab.awaitEnd()).isEqualTo(2);
			assertThat(lab.output()).contains("Cannot write to " + file + ". Choose another with --lab.directory=")
				.doesNotContain("second JVM", "\tat ");
		}
	}

	private Path file(String extension) throws IOException {
		try (var files = Files.list(this.directory)) {
			return files.filter((file) -> file.toString().endsWith("." + extension)).findFirst().orElseThrow();
		}
	}

}
