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

package io.github.loopbackfastpath.internal.server;

import java.nio.channels.NetworkChannel;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathStatus.Moment;

/**
 * A listening socket on which the fast path was requested.
 *
 * @param channel the socket
 * @param ipv4 whether it was opened for IPv4 only
 * @param moment when the fast path was requested
 * @param outcome the outcome
 */
public record RequestedSocket(NetworkChannel channel, boolean ipv4, Moment moment, FastPathOutcome outcome) {

	boolean isDualStack() {
		return !this.ipv4 && !Boolean.getBoolean("java.net.preferIPv4Stack");
	}

}
