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

package io.github.loopbackfastpath.internal.winsock;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongToIntFunction;

import io.github.loopbackfastpath.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Winsock#answerWithoutJdk()}.
 */
class AnswerWithoutJdkTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 10022, 10045 })
	void answerIsThatOfTheNativeCall(int answer) throws Exception {
		RecordingCall call = RecordingCall.answering(answer);
		assertThat(Winsock.answerWithoutJdk(() -> call)).isEqualTo(answer);
		assertThat(call.calls()).singleElement().satisfies((recorded) -> {
			assertThat(recorded.listening()).isFalse();
			assertThat(recorded.connected()).isFalse();
		});
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "asks the C library of Linux")
	void socketIsTcpAndClosedAfterwards() throws Exception {
		AtomicInteger handle = new AtomicInteger(-1);
		Winsock.answerWithoutJdk(() -> (socket) -> {
			handle.set((int) socket);
			assertThat(ListenQueue.isStream((int) socket)).isTrue();
			return 0;
		});
		assertThat(ListenQueue.isStream(handle.get())).isFalse();
	}

	@Test
	void callThatCannotBeLoadedIsUnavailable() {
		assertThatExceptionOfType(WinsockUnavailableException.class).isThrownBy(() -> Winsock.answerWithoutJdk(() -> {
			throw new UnsatisfiedLinkError("no such function");
		})).withMessageContaining("no such function");
	}

	@Test
	void callThatThrowsIsUnavailable() {
		assertThatExceptionOfType(WinsockUnavailableException.class)
			.isThrownBy(() -> Winsock.answerWithoutJdk(() -> (socket) -> {
				throw new UnsatisfiedLinkError("gone");
			}))
			.withMessageContaining("gone");
	}

	@Test
	void networkingOfTheJdkIsNotInitialized() throws Exception {
		assertThat(new ForkedJvm().run(AnswerFirst.class)).contains("answer=0", "switch=true");
	}

	@Test
	void networkingOfTheJdkIsInitializedByAnOpenedWinsock() throws Exception {
		// What the test above would print if it were
		assertThat(new ForkedJvm().run(AnswerFirst.class, "open")).contains("answer=0", "switch=false");
	}

	static class AnswerFirst {

		public static void main(String[] args) throws Exception {
			LongToIntFunction call = (socket) -> 0;
			System.out.println("answer=" + Winsock.answerWithoutJdk(() -> call));
			if (args.length > 0) {
				Winsock.open(() -> call).withCheckedHandles();
			}
			System.setProperty("jdk.net.useFastTcpLoopback", "true");
			System.out.println("switch=" + JdkSwitch.read(new JniFunctions()));
		}

	}

}
