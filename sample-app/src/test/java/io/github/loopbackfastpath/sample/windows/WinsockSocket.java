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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.sample.windows.WinsockCall.Kind;

/**
 * The life of one socket, from its creation to its closing.
 */
final class WinsockSocket {

	private static final Pattern PORT = Pattern.compile(", port (\\d+)");

	private final List<WinsockCall> calls = new ArrayList<>();

	void add(WinsockCall call) {
		this.calls.add(call);
	}

	List<WinsockCall> calls() {
		return this.calls;
	}

	List<Kind> kinds() {
		return this.calls.stream().map(WinsockCall::kind).toList();
	}

	boolean asked() {
		return kinds().contains(Kind.FAST_PATH);
	}

	/**
	 * The port that was asked for; 0 for any, and -1 before the socket is bound.
	 */
	int port() {
		return port(Kind.BIND);
	}

	/**
	 * The port that the socket was connected to, and -1 if it was not.
	 */
	int peerPort() {
		return port(Kind.CONNECT);
	}

	private int port(Kind kind) {
		return this.calls.stream()
			.filter((call) -> call.kind() == kind)
			.map((call) -> PORT.matcher(call.line()))
			.filter(Matcher::find)
			.mapToInt((matcher) -> Integer.parseInt(matcher.group(1)))
			.findFirst()
			.orElse(-1);
	}

	/**
	 * Whether this is a listener on any port of 127.0.0.1 that accepts one connection,
	 * perhaps at the second attempt, and is closed. So the JDK makes a pipe on Windows,
	 * and the verification its connections.
	 */
	boolean isForOneConnection() {
		return port() == 0 && toString().contains("127.0.0.1")
				&& kinds().stream()
					.filter((kind) -> kind != Kind.FAST_PATH)
					.distinct()
					.toList()
					.equals(List.of(Kind.CREATED, Kind.BIND, Kind.LISTEN, Kind.ACCEPT, Kind.CLOSED));
	}

	@Override
	public String toString() {
		return this.calls.stream().map(WinsockCall::line).collect(Collectors.joining("\n"));
	}

}
