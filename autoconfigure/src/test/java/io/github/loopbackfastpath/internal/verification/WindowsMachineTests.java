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

package io.github.loopbackfastpath.internal.verification;

import java.time.Clock;
import java.time.Duration;

import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.FastPathVerification.Verdict;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.winsock.StandIn;
import io.github.loopbackfastpath.internal.winsock.StandInWorld;
import io.github.loopbackfastpath.internal.winsock.StandInWorld.Datagrams;
import io.github.loopbackfastpath.internal.winsock.StandInWorld.FallOffs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WindowsMachine}, on a Windows JVM. Without a world of the stand-ins
 * the counters are Wine's own. With one, they are those of the stand-ins, which show how
 * a verdict is reached, and nothing about a real Windows.
 */
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "the counters are Windows'")
@RunsOnWindowsJvm
class WindowsMachineTests {

	private static final int RETRIES = 10;

	@BeforeEach
	@AfterEach
	void grant() {
		StandIn.grant();
	}

	@Test
	void missingCounterIsSilentAndWithoutASignOfItItCannotBeTold() {
		FastPathVerification result = verify("Wine's own counters, and a stand-in for Winsock that grants the request");
		assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(result.witnesses()).hasSize(2);
		assertThat(result.witnesses().get(0).statement()).contains("no such counter", "0xC0000BB");
		assertThat(result.witnesses().get(1).growth().get("plain")).hasSizeGreaterThanOrEqualTo(8)
			.allSatisfy((growth) -> assertThat(growth).isGreaterThanOrEqualTo(2 * IpRule.ROUND_TRIPS));
		assertThat(result.system()).containsPattern("\\(\\d+\\.\\d+\\.\\d+\\)");
	}

	@Test
	void refusalIsNotActiveWithTheError() {
		StandIn.leaveToWine();
		FastPathVerification result = verify("Wine's own refusal");
		assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.NOT_ACTIVE);
		assertThat(result.summary()).contains("10045 WSAEOPNOTSUPP");
		assertThat(result.witnesses()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					UNLESS_BOTH_REQUESTED, NOT_THOSE_ON_THE_FAST_PATH, ACTIVE,         0 of 8 connects fell off it (8 of 8
					UNLESS_BOTH_REQUESTED, NONE,                       ACTIVE,         0 of 8 connects fell off it (8 of 8
					UNLESS_BOTH_REQUESTED, ALL,                        CANNOT_BE_TOLD, the counters contradict each other
					UNDER_ANOTHER_NAME,    NOT_THOSE_ON_THE_FAST_PATH, ACTIVE,         0 of 8 connects fell off it (8 of 8
					ALL,                   ALL,                        NOT_ACTIVE,     a filter driver
					ALL,                   NONE,                       NOT_ACTIVE,     a filter driver
					NONE,                  ALL,                        CANNOT_BE_TOLD, does not count a connect that only one end
					NONE,                  NOT_THOSE_ON_THE_FAST_PATH, ACTIVE,         its packets skip the IP layer
					NONE,                  NONE,                       CANNOT_BE_TOLD, does not count plain loopback traffic
					SOME,                  ALL,                        CANNOT_BE_TOLD, the counter is not consistent
					NO_PERMISSION,         ALL,                        CANNOT_BE_TOLD, Performance Monitor Users
					NO_PERMISSION,         NOT_THOSE_ON_THE_FAST_PATH, ACTIVE,         its packets skip the IP layer
					NO_COUNTER,            NONE,                       CANNOT_BE_TOLD, this system has no such counter
					""")
	void countersOfStandInsLeadToEachVerdict(FallOffs fallOffs, Datagrams datagrams, Verdict verdict, String reason) {
		try (StandInWorld world = new StandInWorld(fallOffs, datagrams)) {
			FastPathVerification result = verify(
					"stand-ins, fall-offs %s, datagrams counted %s".formatted(fallOffs, datagrams));
			assertThat(result.verdict()).as(result.toString()).isEqualTo(verdict);
			assertThat(result.summary()).contains(reason);
			assertThat(world.openQueries()).isZero();
		}
	}

	private static FastPathVerification verify(String world) {
		FastPathVerifier verifier = new FastPathVerifier(new WindowsMachine(), Clock.systemUTC(),
				Duration.ofSeconds(60));
		FastPathVerification result = verifier.verify();
		for (int i = 0; i < RETRIES && isBusy(result); i++) {
			result = verifier.verify();
		}
		System.out.printf("Verification with %s: %s, %d ms%n", world, result, result.duration().toMillis());
		return result;
	}

	/**
	 * Return whether other programs of this machine kept the counter of the IP layer from
	 * speaking, as they may at any time.
	 */
	private static boolean isBusy(FastPathVerification result) {
		return result.witnesses()
			.stream()
			.anyMatch((witness) -> witness.statement().startsWith("too much other traffic: ")
					&& witness.name().startsWith("IPv4"));
	}

}
