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

import java.util.List;

/**
 * A line of the stand-in's log.
 *
 * @param number the number of the call, in the order of the calls
 * @param thread the thread
 * @param name what was called
 * @param socket the socket, whose number may be that of another one after it is closed
 * @param error what went wrong, or 0
 * @param details what else there is to know of this call
 */
public record WinsockCall(long number, String thread, String name, long socket, int error, List<String> details) {

	static final int AF_INET = 2;

	static WinsockCall parse(String line) {
		List<String> words = List.of(line.split(" "));
		return new WinsockCall(Long.parseLong(words.get(0)), words.get(1), words.get(2),
				Long.parseUnsignedLong(words.get(3), 16), Integer.parseInt(words.get(4)),
				words.subList(5, words.size()));
	}

	public boolean is(String name) {
		return this.name.equals(name) && this.error == 0;
	}

	int port() {
		return Integer.parseInt(this.details.get(1));
	}

	boolean isIpv4() {
		return Integer.parseInt(this.details.get(0)) == AF_INET;
	}

	long accepted() {
		return Long.parseUnsignedLong(this.details.get(0), 16);
	}

}
