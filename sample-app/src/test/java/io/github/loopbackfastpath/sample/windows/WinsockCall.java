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
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A Winsock call, as a line of Wine's trace tells it.
 *
 * @param kind what was called
 * @param socket the process and the handle; the system reuses a handle once it is closed
 * @param line the whole line
 */
record WinsockCall(Kind kind, String socket, String line) {

	static @Nullable WinsockCall parse(String line) {
		return Arrays.stream(Kind.values())
			.map((kind) -> kind.parse(line))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * The calls that matter.
	 */
	enum Kind {

		CREATED("(?:WSASocketW created|accept returning) HANDLE"),

		/** Not 17: that one is the JDK's own, on each connect to loopback. */
		FAST_PATH("WSAIoctl socket HANDLE, _WSAIOW\\(IOC_VENDOR, 16\\)"),

		BIND("bind socket HANDLE"),

		LISTEN("listen socket HANDLE"),

		ACCEPT("(?:accept socket|AcceptEx listener) HANDLE"),

		CONNECT("connect socket HANDLE"),

		CLOSED("closesocket HANDLE");

		private final Pattern pattern;

		Kind(String call) {
			// process:thread:class:channel:
			this.pattern = Pattern
				.compile("(\\p{XDigit}+):\\p{XDigit}+:trace:winsock:" + call.replace("HANDLE", "(0x\\p{XDigit}+)\\b"));
		}

		private @Nullable WinsockCall parse(String line) {
			Matcher matcher = this.pattern.matcher(line);
			return matcher.lookingAt() ? new WinsockCall(this, matcher.group(1) + ":" + matcher.group(2), line) : null;
		}

	}

}
