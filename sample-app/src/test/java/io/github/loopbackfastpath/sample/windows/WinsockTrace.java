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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.loopbackfastpath.sample.windows.WinsockCall.Kind;
import org.assertj.core.api.AssertProvider;

/**
 * Every socket in Wine's trace, in the order of creation.
 */
final class WinsockTrace implements AssertProvider<WinsockTraceAssert> {

	private final List<WinsockSocket> sockets = new ArrayList<>();

	WinsockTrace(Stream<String> lines) {
		Map<String, WinsockSocket> open = new HashMap<>();
		lines.map(WinsockCall::parse).filter(Objects::nonNull).forEach((call) -> add(call, open));
	}

	private void add(WinsockCall call, Map<String, WinsockSocket> open) {
		if (call.kind() == Kind.CREATED) {
			open.remove(call.socket());
		}
		open.computeIfAbsent(call.socket(), (name) -> newSocket()).add(call);
		if (call.kind() == Kind.CLOSED) {
			open.remove(call.socket());
		}
	}

	private WinsockSocket newSocket() {
		WinsockSocket socket = new WinsockSocket();
		this.sockets.add(socket);
		return socket;
	}

	List<WinsockCall> fastPathCalls() {
		return this.sockets.stream()
			.flatMap((socket) -> socket.calls().stream())
			.filter((call) -> call.kind() == Kind.FAST_PATH)
			.toList();
	}

	List<WinsockSocket> applicationListeners() {
		return this.sockets.stream()
			.filter((socket) -> socket.kinds().contains(Kind.LISTEN))
			.filter((socket) -> !socket.isForOneConnection())
			.toList();
	}

	/**
	 * Those that asked and were connected by the application.
	 */
	List<WinsockSocket> askedConnections() {
		return this.sockets.stream()
			.filter((socket) -> socket.kinds().contains(Kind.FAST_PATH) && socket.kinds().contains(Kind.CONNECT))
			.toList();
	}

	/**
	 * Those that were connected to a port, whether they asked or not.
	 */
	List<WinsockSocket> connectionsTo(int port) {
		return this.sockets.stream().filter((socket) -> socket.peerPort() == port).toList();
	}

	List<WinsockSocket> usedTcpSockets() {
		return this.sockets.stream()
			.filter((socket) -> socket.kinds().contains(Kind.LISTEN) || socket.kinds().contains(Kind.CONNECT))
			.toList();
	}

	@Override
	public String toString() {
		return Stream.concat(applicationListeners().stream(), askedConnections().stream())
			.map(WinsockSocket::toString)
			.collect(Collectors.joining("\n\n"));
	}

	@Override
	public WinsockTraceAssert assertThat() {
		return new WinsockTraceAssert(this);
	}

}
