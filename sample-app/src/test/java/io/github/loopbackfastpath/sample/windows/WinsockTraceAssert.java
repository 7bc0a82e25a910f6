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

import java.util.Arrays;
import java.util.List;

import io.github.loopbackfastpath.sample.windows.WinsockCall.Kind;
import org.assertj.core.api.AbstractAssert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Assertions on who asked for the fast path, and when.
 */
final class WinsockTraceAssert extends AbstractAssert<WinsockTraceAssert, WinsockTrace> {

	WinsockTraceAssert(WinsockTrace trace) {
		super(trace, WinsockTraceAssert.class);
	}

	/**
	 * The listeners of the application are on these ports: one on each, and no other.
	 */
	WinsockTraceAssert listensOn(Integer... ports) {
		assertThat(this.actual.applicationListeners()).extracting(WinsockSocket::port).containsExactlyInAnyOrder(ports);
		return this;
	}

	/**
	 * Each listener of the application asked once, before it was bound; nothing else did,
	 * but for connections.
	 */
	WinsockTraceAssert everyListenerAskedBeforeBind() {
		List<WinsockSocket> listeners = this.actual.applicationListeners();
		assertThat(listeners).allSatisfy((listener) -> assertThat(listener.kinds())
			.startsWith(Kind.CREATED, Kind.FAST_PATH, Kind.BIND, Kind.LISTEN)
			.containsOnlyOnce(Kind.FAST_PATH));
		return asked(listeners.size() + this.actual.askedConnections().size());
	}

	/**
	 * This many connections to a port of 127.0.0.1 asked, each once and before it was
	 * opened; no connection to anywhere else did.
	 */
	WinsockTraceAssert connectionsAskedBeforeConnect(int connections, int port) {
		assertThat(this.actual.askedConnections()).hasSize(connections)
			.allSatisfy((connection) -> assertThat(connection.kinds())
				.startsWith(Kind.CREATED, Kind.FAST_PATH, Kind.CONNECT)
				.containsOnlyOnce(Kind.FAST_PATH))
			.allSatisfy((connection) -> assertThat(connection.toString())
				.containsPattern("127\\.0\\.0\\.1, .*port " + port));
		return this;
	}

	/**
	 * There are this many listeners of the application: half of them asked once, before
	 * they were bound, the others did not. To each of them there were connections that
	 * asked before they were opened, and others that did not. Listeners for one
	 * connection do not count.
	 */
	WinsockTraceAssert everyPairOfEnds(int listeners) {
		assertThat(this.actual.applicationListeners()).hasSize(listeners);
		assertThat(this.actual.applicationListeners()).filteredOn(WinsockSocket::asked)
			.hasSize(listeners / 2)
			.allSatisfy((listener) -> assertThat(listener.kinds())
				.startsWith(Kind.CREATED, Kind.FAST_PATH, Kind.BIND, Kind.LISTEN)
				.containsOnlyOnce(Kind.FAST_PATH));
		List<Integer> ports = this.actual.askedConnections()
			.stream()
			.map(WinsockSocket::peerPort)
			.distinct()
			.filter((port) -> this.actual.connectionsTo(port).size() > 1)
			.toList();
		assertThat(ports).hasSize(listeners)
			.allSatisfy((port) -> assertThat(this.actual.connectionsTo(port)).anyMatch(WinsockSocket::asked)
				.anyMatch((connection) -> !connection.asked()));
		assertThat(this.actual.askedConnections()).allSatisfy(
				(connection) -> assertThat(connection.kinds()).startsWith(Kind.CREATED, Kind.FAST_PATH, Kind.CONNECT)
					.containsOnlyOnce(Kind.FAST_PATH));
		return this;
	}

	/**
	 * Each TCP socket that was connected or listened on asked once, right after it was
	 * created, whoever opened it.
	 */
	WinsockTraceAssert everyTcpSocketAsked() {
		assertThat(this.actual.usedTcpSockets()).isNotEmpty()
			.allSatisfy((socket) -> assertThat(socket.kinds()).startsWith(Kind.CREATED, Kind.FAST_PATH)
				.containsOnlyOnce(Kind.FAST_PATH));
		return this;
	}

	/**
	 * This many calls, on any socket of any process, each with a BOOL in and nothing out.
	 */
	WinsockTraceAssert asked(int times) {
		assertThat(this.actual.fastPathCalls()).hasSize(times)
			.allSatisfy((call) -> assertThat(call.line()).contains(" in_size 0x4,")
				.contains(" out_buff 0000000000000000, out_size 0,"));
		return this;
	}

}
