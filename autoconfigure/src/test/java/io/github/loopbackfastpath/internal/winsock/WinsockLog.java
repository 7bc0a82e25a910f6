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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the stand-in's log tells of the sockets.
 */
public final class WinsockLog {

	private final Map<Long, List<WinsockCall>> open = new HashMap<>();

	private final List<RecordingCall.Call> asked = new ArrayList<>();

	private final long mark;

	private WinsockLog(long mark) {
		this.mark = mark;
		StandIn.log().forEach(this::add);
	}

	/**
	 * Read the log, and remember the requests for the fast path after the mark.
	 */
	static WinsockLog since(long mark) {
		return new WinsockLog(mark);
	}

	public static WinsockLog read() {
		return new WinsockLog(0);
	}

	private void add(WinsockCall call) {
		switch (call.name()) {
			case "socket" -> this.open.put(call.socket(), new ArrayList<>(List.of(call)));
			case "close" -> this.open.remove(call.socket());
			case "fast-path" -> {
				if (call.number() > this.mark) {
					this.asked.add(state(call.socket()));
				}
			}
			default -> {
				if (call.is("accept")) {
					this.open.putIfAbsent(call.accepted(), new ArrayList<>());
				}
				this.open.computeIfAbsent(call.socket(), (socket) -> new ArrayList<>()).add(call);
			}
		}
	}

	private RecordingCall.Call state(long socket) {
		return new RecordingCall.Call(socket,
				life(socket).stream()
					.filter((call) -> call.is("bind") || call.is("listen"))
					.mapToInt(WinsockCall::port)
					.reduce(0, (earlier, later) -> later),
				has(socket, "listen"), has(socket, "connect"));
	}

	private List<WinsockCall> life(long socket) {
		return this.open.getOrDefault(socket, List.of());
	}

	boolean has(long socket, String call) {
		return life(socket).stream().anyMatch((recorded) -> recorded.is(call));
	}

	boolean isIpv4(long socket) {
		return life(socket).stream().anyMatch((call) -> call.is("socket") && call.isIpv4());
	}

	/**
	 * Return each request for the fast path, with what had become of its socket by then.
	 */
	List<RecordingCall.Call> asked() {
		return this.asked;
	}

	/**
	 * Return how many sockets are open.
	 */
	public int openSockets() {
		return this.open.size();
	}

}
