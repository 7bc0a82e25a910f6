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

import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.system.JdkFastPath.Asking;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdkFastPath}.
 */
@ExtendWith(OutputCaptureExtension.class)
@RunsOnWindowsJvm
class JdkFastPathTests {

	private final RecordingCall call = new RecordingCall();

	@BeforeAll
	static void jdkReadsThePropertyBeforeAnyTestSetsIt() throws Exception {
		SocketChannel.open().close();
	}

	@AfterEach
	void clearProperty() {
		System.clearProperty(JdkFastPath.PROPERTY);
	}

	@Test
	void whileTheJdkAsksNobodyElseDoes() throws Exception {
		SocketRequests fastPath = TestFastPath.whileJdkAsks(this.call);
		try (ServerSocketChannel server = ServerSocketChannel.open(); SocketChannel client = SocketChannel.open()) {
			assertThat(fastPath.request(server)).isEqualTo(FastPathOutcome.leftToJdk());
			assertThat(fastPath.forComponent("test").request(client)).isEqualTo(FastPathOutcome.leftToJdk());
			assertThat(this.call.calls()).singleElement()
				.satisfies((probe) -> assertThat(probe.handle()).isNotIn(TestWinsock.handleOf(server),
						TestWinsock.handleOf(client)))
				.satisfies((probe) -> assertThat(probe.localPort()).isZero());
		}
		assertThat(fastPath.record().socketCounts().count(FastPathSide.SERVER, FastPathOutcome.leftToJdk())).isOne();
		assertThat(fastPath.record().socketCounts().count(FastPathSide.CLIENT, FastPathOutcome.leftToJdk())).isOne();
		assertThat(fastPath.jdk().asking()).isEqualTo(Asking.YES);
		assertThat(fastPath.jdk().isAccepted()).isTrue();
	}

	@Test
	void whatThatMeansIsWarnedOfOnce(CapturedOutput output) {
		SocketRequests fastPath = TestFastPath.whileJdkAsks(this.call);
		fastPath.availability();
		fastPath.forComponent("test").availability();
		assertThat(output.getOut().lines().filter((line) -> line.contains("Loopback fast path"))).singleElement()
			.asString()
			.contains("WARN", "left to the JDK", "every TCP socket", "IPv4 and IPv6", "any error but 10045",
					"this system accepts", "'loopback-fast-path.scope' to 'sockets'");
	}

	@Test
	void jdkGivesUpOnSystemThatDoesNotSupportIt(CapturedOutput output) {
		SocketRequests fastPath = TestFastPath.whileJdkAsks(RecordingCall.answering(10045));
		assertThat(fastPath.availability().state()).isEqualTo(FastPathAvailability.State.UNSUPPORTED);
		assertThat(fastPath.jdk().answer()).isEqualTo(FastPathOutcome.failed(FastPathError.of(10045)));
		assertThat(fastPath.jdk().isAccepted()).isFalse();
		assertThat(output).contains("10045 WSAEOPNOTSUPP").doesNotContain("left to the JDK");
	}

	@Test
	void errorOnWhichTheJdkFailsEverySocketIsReported(CapturedOutput output) {
		SocketRequests fastPath = TestFastPath.whileJdkAsks(RecordingCall.answering(10013));
		assertThat(fastPath.availability().state()).isEqualTo(FastPathAvailability.State.LEFT_TO_JDK);
		assertThat(fastPath.jdk().answer()).isEqualTo(FastPathOutcome.failed(FastPathError.of(10013)));
		assertThat(fastPath.jdk().isAccepted()).isFalse();
		assertThat(output).contains("failed (10013 WSAEACCES");
	}

	@Test
	void answerThatCannotBeHadIsNone(CapturedOutput output) {
		this.call.answerWith((handle) -> {
			throw new UnsatisfiedLinkError("gone");
		});
		JdkFastPath jdk = TestFastPath.whileJdkAsks(this.call).jdk();
		assertThat(jdk.asking()).isEqualTo(Asking.YES);
		assertThat(jdk.answer()).isNull();
		assertThat(jdk).asString().contains("the answer of this system is unknown");
	}

	@Test
	void jdkThatDoesNotAskIsAskedNothing() {
		SocketRequests fastPath = TestFastPath.calling(this.call);
		assertThat(fastPath.availability().isAvailable()).isTrue();
		assertThat(fastPath.jdk()).isEqualTo(new JdkFastPath(false, Asking.NO, null))
			.hasToString("the JDK does not request it");
		assertThat(this.call.calls()).isEmpty();
	}

	@Test
	void jdkThatWasToldTooLateDoesNotAsk() {
		System.setProperty(JdkFastPath.PROPERTY, "true");
		SocketRequests fastPath = TestFastPath.calling(this.call);
		assertThat(fastPath.availability().isAvailable()).isTrue();
		assertThat(fastPath.jdk()).isEqualTo(new JdkFastPath(true, Asking.NO, null));
	}

	@Test
	void jdkThatKeepsItsSwitchElsewhereIsBelievedToDoAsTold(CapturedOutput output) {
		System.setProperty(JdkFastPath.PROPERTY, "");
		SocketRequests fastPath = withoutSwitch();
		assertThat(fastPath.availability().state()).isEqualTo(FastPathAvailability.State.LEFT_TO_JDK);
		assertThat(fastPath.jdk()).isEqualTo(new JdkFastPath(true, Asking.UNKNOWN, FastPathOutcome.requested()));
		assertThat(output.getOut().lines().filter((line) -> line.contains("cannot be read"))).hasSize(1);
	}

	@Test
	void jdkThatKeepsItsSwitchElsewhereAndWasNotToldIsOfNoConcern(CapturedOutput output) {
		SocketRequests fastPath = withoutSwitch();
		assertThat(fastPath.availability().isAvailable()).isTrue();
		assertThat(fastPath.jdk()).isEqualTo(new JdkFastPath(false, Asking.UNKNOWN, null));
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void jdkAsksEvenIfJnaCannotBeLoaded() {
		System.setProperty(JdkFastPath.PROPERTY, "TRUE");
		SocketRequests fastPath = TestFastPath.unavailable(TestWinsock.unavailable());
		assertThat(fastPath.availability().state()).isEqualTo(FastPathAvailability.State.LEFT_TO_JDK);
		assertThat(fastPath.jdk()).isEqualTo(new JdkFastPath(true, Asking.UNKNOWN, null));
	}

	@Test
	void jdkAsksOnWindowsOnly() {
		System.setProperty(JdkFastPath.PROPERTY, "true");
		SocketRequests linux = new SocketRequests(NoSystem.notWindows(), FastPathScope.SOCKETS);
		assertThat(linux.jdk().asking()).isEqualTo(Asking.NO);
		assertThat(linux.availability().state()).isEqualTo(FastPathAvailability.State.NOT_WINDOWS);
	}

	@Test
	void disabledFastPathDoesNotLook() {
		SocketRequests disabled = SocketRequests.create(false, FastPathScope.SOCKETS);
		assertThat(disabled.jdk()).isEqualTo(new JdkFastPath(false, Asking.UNKNOWN, null));
	}

	private SocketRequests withoutSwitch() {
		return TestFastPath.windows(new WindowsSystem(() -> TestWinsock.openWithoutJdkSwitch(this.call)));
	}

}
