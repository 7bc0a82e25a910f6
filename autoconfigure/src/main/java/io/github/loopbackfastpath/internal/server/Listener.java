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

import java.net.InetAddress;
import java.nio.channels.NetworkChannel;
import java.util.function.Function;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.internal.record.SocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * A listener of an embedded server that is about to open its socket: what its hook knows
 * of it, and how its socket is reached.
 */
public interface Listener {

	/**
	 * Return the server's object for this listener, such as a connector.
	 */
	Object key();

	/**
	 * Return the server to which it belongs, as {@link ServerHook#serverOf} does.
	 */
	Object server();

	/**
	 * Return the server's name for it.
	 */
	String name();

	/**
	 * Return the configured address and port, as users read them.
	 */
	String configuredAddress();

	/**
	 * Return the configured address, or {@code null} for the wildcard address.
	 */
	@Nullable InetAddress address();

	/**
	 * Return the configured port, 0 if the system chooses one.
	 */
	int port();

	/**
	 * Return why its socket cannot be used, or {@code null} if it can.
	 */
	@Nullable SkipReason obstacle();

	/**
	 * Open or find the socket and call the given request on it, as early as the server
	 * allows.
	 * @param request what requests the fast path
	 * @return the socket, or {@code null} if the request was issued before
	 * @throws Exception what the server will meet, and report, when it opens the socket
	 * itself
	 */
	@Nullable RequestedSocket open(Function<NetworkChannel, FastPathOutcome> request) throws Exception;

	/**
	 * Report the options that the server sets on accepted sockets.
	 */
	default void reportOptions(SocketOptions options) throws Exception {
	}

}
