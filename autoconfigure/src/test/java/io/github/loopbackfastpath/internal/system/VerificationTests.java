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

package io.github.loopbackfastpath.internal.system;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.FastPathVerification.Verdict;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.internal.verification.FastPathVerifier;
import io.github.loopbackfastpath.internal.verification.TestVerifiers;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopbackFastPath#verify()}.
 */
class VerificationTests {

	@Test
	void resultIsReturnedAndKept() {
		LoopbackFastPath fastPath = new DefaultLoopbackFastPath(
				TestFastPath.verifying((handle) -> 0, TestVerifiers.active()));
		assertThat(fastPath.lastVerification()).isNull();
		FastPathVerification result = fastPath.verify();
		assertThat(result.verdict()).isEqualTo(Verdict.ACTIVE);
		assertThat(fastPath.lastVerification()).isSameAs(result);
	}

	@Test
	void jdkThatRequestsItForItselfIsVerifiedToo() {
		SocketRequests requests = new SocketRequests(
				new WindowsSystem(() -> TestWinsock.openWhileJdkAsks((handle) -> 0), TestVerifiers.filtered()),
				FastPathScope.JVM);
		assertThat(requests.jdk().isAsking()).isTrue();
		assertThat(requests.verify().verdict()).isEqualTo(Verdict.NOT_ACTIVE);
	}

	@Test
	void refusalIsNotActiveWithTheError() {
		FastPathVerification result = TestFastPath.verifying((handle) -> 0, TestVerifiers.refusing(10022)).verify();
		assertThat(result.verdict()).isEqualTo(Verdict.NOT_ACTIVE);
		assertThat(result.error()).isEqualTo(FastPathError.of(10022));
		assertThat(result.summary()).contains("10022 WSAEINVAL");
	}

	@Test
	void unavailableWinsockIsNotVerified() {
		FastPathVerifier verifier = TestVerifiers.active();
		SocketRequests requests = new SocketRequests(new WindowsSystem(() -> {
			throw TestWinsock.unavailable();
		}, verifier), FastPathScope.SOCKETS);
		assertThat(requests.verify().verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(requests.verify().summary()).contains("was not verified", "JNA could not load native code");
		assertThat(verifier.last()).isNull();
	}

	@Test
	void switchedOffIsNotVerified() {
		FastPathVerification result = SocketRequests.create(false, FastPathScope.SOCKETS).verify();
		assertThat(result.verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(result.summary()).contains("switched off");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void otherSystemIsNotActive() {
		FastPathVerification result = LoopbackFastPath.create().verify();
		assertThat(result.verdict()).isEqualTo(Verdict.NOT_ACTIVE);
		assertThat(result.summary()).contains("only on Windows");
	}

	@Test
	void fallOffsAreWatchedFromTheFirstVerificationOn() {
		SocketRequests requests = TestFastPath.verifying((handle) -> 0, TestVerifiers.active());
		assertThat(requests.fallOffs()).isNull();
		requests.verify();
		assertThat(requests.fallOffs()).satisfies((fallOffs) -> assertThat(fallOffs.growth()).isZero());
	}

	@Test
	void fallOffsAreWatchedWithoutAVerificationIfTold() {
		SocketRequests requests = TestFastPath.verifying((handle) -> 0, TestVerifiers.active());
		requests.watchFallOffs();
		Awaitility.await().until(() -> requests.fallOffs() != null);
		assertThat(requests.lastVerification()).isNull();
	}

	@Test
	void fallOffsAreNotWatchedWhereTheFastPathIsNotAvailable() {
		AtomicInteger readings = new AtomicInteger();
		SocketRequests requests = new SocketRequests(new WindowsSystem(() -> {
			throw TestWinsock.unavailable();
		}, TestVerifiers.observed(readings)), FastPathScope.SOCKETS);
		requests.watchFallOffs();
		assertThat(requests.fallOffs()).isNull();
		assertThat(readings).hasValue(0);
	}

}
