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

package io.github.loopbackfastpath.resilience;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.stream.IntStream;

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.ForkedJvm;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.winsock.AnswerRule;
import io.github.loopbackfastpath.internal.winsock.PlannedCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the JDK does of its own when it asks ({@code loopback-fast-path.scope=jvm}) and
 * the system answers with an error: the socket is lost, unlike with this starter.
 */
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only the JDK for Windows asks")
@RunsOnWindowsJvm
class JdkUnderErrorsTests {

	private static final int UNSUPPORTED = FastPathError.UNSUPPORTED.number();

	@Test
	void anyErrorButUnsupportedFailsTheSocket() throws Exception {
		List<String> lines = new ForkedJvm().with("-Djdk.net.useFastTcpLoopback=true")
			.run(Sockets.class)
			.lines()
			.filter((line) -> line.startsWith("answer "))
			.toList();
		lines.forEach((line) -> Figures.print("the JDK's own switch, %s", line));
		assertThat(lines).hasSize(Sockets.answers().length);
		assertThat(lines).allSatisfy((line) -> {
			boolean opens = line.startsWith("answer 0:") || line.startsWith("answer " + UNSUPPORTED + ":");
			assertThat(line).containsPattern(opens ? "server opened, client opened" : "server lost.*, client lost");
		});
	}

	static class Sockets {

		/**
		 * Success, all errors that are documented, two that are not, and last the one
		 * after which the JDK does not ask any more.
		 */
		static int[] answers() {
			IntStream errors = FastPathError.documented()
				.stream()
				.mapToInt(FastPathError::number)
				.filter((error) -> error != UNSUPPORTED);
			return IntStream.concat(IntStream.concat(IntStream.of(0), errors), IntStream.of(10055, 4711, UNSUPPORTED))
				.toArray();
		}

		public static void main(String[] args) {
			for (int answer : answers()) {
				AnswerRule rule = AnswerRule.share(100, answer);
				new PlannedCall(rule, rule);
				System.out.printf("answer %d: server %s, client %s%n", answer, open(ServerSocketChannel::open),
						open(SocketChannel::open));
			}
		}

		private static String open(Opener opener) {
			try (Closeable socket = opener.open()) {
				return (socket != null) ? "opened" : "missing";
			}
			catch (Exception ex) {
				return "lost (" + ex + ")";
			}
		}

		private interface Opener {

			Closeable open() throws IOException;

		}

	}

}
