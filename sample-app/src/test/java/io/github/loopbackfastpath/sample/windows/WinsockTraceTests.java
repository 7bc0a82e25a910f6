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

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WinsockTraceTests {

	private static final String ASK = """
			0020:01:trace:winsock:WSAIoctl socket 0x404, _WSAIOW(IOC_VENDOR, 16), in_buff 00E0, in_size 0x4, \
			out_buff 0000000000000000, out_size 0, ret_size 00F0, overlapped 0000000000000000
			""";

	private static final String CREATE = "0020:01:trace:winsock:WSASocketW created 0x404\n";

	private static final String LISTEN = """
			0020:01:trace:winsock:bind socket 0x404, addr { family AF_INET6, address ::, flow label 0, port 8080, scope 0 }
			0020:01:trace:winsock:bind successfully bound to address { family AF_INET6, address ::, port 8080, scope 0 }
			0020:01:trace:winsock:listen socket 0x404, backlog 100
			""";

	private static final List<String> CONNECTIONS = Stream
		.of(CREATE + connect(8080), CREATE + connect(8081), CREATE + ASK + connect(8080), CREATE + ASK + connect(8081))
		.map((lines) -> lines.replace("0020:", "0044:"))
		.toList();

	@Test
	void aCallBeforeBindIsSeen() {
		assertThat(trace(CREATE + ASK + LISTEN)).listensOn(8080).everyListenerAskedBeforeBind();
	}

	@Test
	void aCallAfterBindIsTooLate() {
		assertRejected(CREATE + LISTEN + ASK);
	}

	@Test
	void aSecondCallIsOneTooMany() {
		assertRejected(CREATE + ASK + LISTEN + ASK);
	}

	@Test
	void aCallOnTheSameHandleInAnotherProcessIsNotOurs() {
		assertRejected(ASK.replace("0020:", "0044:") + CREATE + LISTEN);
	}

	@Test
	void aCallOnTheSameHandleBeforeItWasReusedIsNotOurs() {
		assertRejected(CREATE + ASK + "0020:01:trace:winsock:closesocket 0x404\n" + CREATE + LISTEN);
	}

	@Test
	void theJdksOwnControlCodeIsNotOurs() {
		assertRejected(CREATE + ASK.replace("16", "17") + LISTEN);
	}

	@Test
	void thePipeOfTheJdkIsNoListenerOfTheApplication() {
		String pipe = (CREATE + LISTEN).replace("address ::", "address ::ffff:127.0.0.1").replace("8080", "0") + """
				0020:01:trace:winsock:accept socket 0x404
				0020:01:trace:winsock:closesocket 0x404
				""";
		assertThat(trace(pipe)).listensOn().asked(0);
	}

	@Test
	void everyPairOfEndsIsSeen() {
		assertThat(trace(CREATE + ASK + LISTEN + other(CREATE + LISTEN) + String.join("", CONNECTIONS)))
			.everyPairOfEnds(2);
	}

	@Test
	void aPairOfEndsThatIsMissingIsNoticed() {
		for (String missing : CONNECTIONS) {
			String connections = String.join("", CONNECTIONS).replace(missing, "");
			WinsockTrace trace = trace(CREATE + ASK + LISTEN + other(CREATE + LISTEN) + connections);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(trace).everyPairOfEnds(2));
		}
		WinsockTrace trace = trace(CREATE + LISTEN + other(CREATE + LISTEN) + String.join("", CONNECTIONS));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(trace).everyPairOfEnds(2));
	}

	private static String other(String lines) {
		return lines.replace("0x404", "0x408");
	}

	private static String connect(int port) {
		return "0044:01:trace:winsock:connect socket 0x404, addr { family AF_INET, address 127.0.0.1, port " + port
				+ " }, len 16\n0044:01:trace:winsock:closesocket 0x404\n";
	}

	private static void assertRejected(String lines) {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(trace(lines)).everyListenerAskedBeforeBind());
	}

	private static WinsockTrace trace(String lines) {
		return new WinsockTrace(lines.lines());
	}

}
