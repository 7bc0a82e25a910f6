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
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WindowsMachine}, on a Windows JVM: the counters are Wine's own, and
 * the stand-in for Winsock grants or refuses the request.
 */
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "the counters are Windows'")
@RunsOnWindowsJvm
class WindowsMachineTests {

	@Test
	void grantedRequestOfWhichThereIsNoSignCannotBeTold() throws Exception {
		answer(0);
		FastPathVerification result = verify();
		assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(result.witnesses()).hasSize(2);
		assertThat(result.witnesses().get(0).statement()).contains("no such counter", "0xC0000BB");
		assertThat(result.witnesses().get(1).growth().get("plain")).hasSizeGreaterThanOrEqualTo(8)
			.allSatisfy((growth) -> assertThat(growth).isGreaterThanOrEqualTo(2 * IpRule.ROUND_TRIPS));
		assertThat(result.system()).containsPattern("\\(\\d+\\.\\d+\\.\\d+\\)");
	}

	@Test
	void refusedRequestIsNotActiveWithTheError() throws Exception {
		answer(10045);
		FastPathVerification result = verify();
		answer(0);
		assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.NOT_ACTIVE);
		assertThat(result.summary()).contains("10045 WSAEOPNOTSUPP");
		assertThat(result.witnesses()).isEmpty();
	}

	private static FastPathVerification verify() {
		return new FastPathVerifier(new WindowsMachine(), Clock.systemUTC(), Duration.ofSeconds(60)).verify();
	}

	/**
	 * Make the stand-in answer so from now on.
	 */
	private static void answer(int error) throws Exception {
		try (java.nio.channels.SocketChannel channel = java.nio.channels.SocketChannel.open()) {
			RecordingCall.answering(error)
				.applyAsInt(io.github.loopbackfastpath.internal.winsock.TestWinsock.handleOf(channel));
		}
	}

}
