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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.record.ListeningSockets;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The policy for listening sockets: availability, selection, request, record. The hooks
 * of servers call it, and nothing that is thrown here reaches the server, which then
 * opens its socket as usual.
 */
public final class ServerSockets {

	private static final Log logger = LogFactory.getLog(ServerSockets.class);

	private final SocketRequests requests;

	private final ListenerSelection selection;

	/**
	 * Create a new instance.
	 * @param requests what requests the fast path
	 * @param selection the listeners for which it is requested
	 */
	public ServerSockets(SocketRequests requests, ListenerSelection selection) {
		this.requests = requests;
		this.selection = selection;
	}

	/**
	 * Return the same policy for one kind of server.
	 * @param component the name under which its sockets are counted, such as
	 * {@code tomcat}
	 */
	public ServerSockets forComponent(String component) {
		return new ServerSockets(this.requests.forComponent(component), this.selection);
	}

	/**
	 * Return whether the fast path is available.
	 */
	public boolean isAvailable() {
		return this.requests.availability().isAvailable();
	}

	/**
	 * Request the fast path for a listener that starts, if it is selected.
	 */
	public void start(Listener listener) {
		Guard.run("No fast path for a listener", () -> {
			if (!isAvailable()) {
				record(listener, this.requests.skipUnavailable(FastPathSide.SERVER));
				return;
			}
			SkipReason reason = skipReason(listener);
			if (reason == null) {
				request(listener);
			}
			else {
				skip(listener, reason);
			}
		});
	}

	/**
	 * Complete the record of a listener whose socket was bound after {@link #start}.
	 * @param key the server's object for the listener
	 * @param address the address to which it is bound
	 */
	public void bound(Object key, @Nullable SocketAddress address) {
		Guard.run("No address of a listener", () -> servers().bound(key, format(address)));
	}

	private @Nullable SkipReason skipReason(Listener listener) {
		SkipReason obstacle = listener.obstacle();
		return (obstacle != null) ? obstacle : this.selection.exclusion(listener.address(), listener.port());
	}

	private void request(Listener listener) {
		try {
			RequestedSocket socket = listener.open(this.requests::request);
			if (socket != null) {
				record(listener, socket);
			}
		}
		catch (Exception | LinkageError ex) {
			// A port in use, for example, which the server meets and reports as well
			logger.debug("No fast path for " + listener.name(), ex);
			skip(listener, SkipReason.UNREACHABLE);
		}
	}

	private void record(Listener listener, RequestedSocket socket) throws IOException {
		servers().put(listener.key(), listener.server(),
				new RecordedListener(listener.name(), listener.configuredAddress(), localAddress(socket),
						socket.isDualStack(), socket.moment(), socket.outcome()));
		if (socket.outcome().isRequested()) {
			Guard.run("No socket options of " + listener.name(),
					() -> listener.reportOptions(this.requests.record().socketOptions()));
		}
	}

	private void skip(Listener listener, SkipReason reason) {
		record(listener, this.requests.skip(FastPathSide.SERVER, reason));
	}

	private void record(Listener listener, FastPathOutcome outcome) {
		servers().put(listener.key(), listener.server(),
				new RecordedListener(listener.name(), listener.configuredAddress(), null, false, null, outcome));
	}

	/**
	 * Record a server whose listening sockets no hook reaches.
	 * @param server the server
	 * @param name its name
	 * @param address its address and port as far as they are known
	 * @param remedy what can be done
	 */
	public void outOfReach(Object server, String name, String address, String remedy) {
		Guard.run("A server is not recorded", () -> {
			if (isAvailable()) {
				FastPathOutcome outcome = this.requests.skip(FastPathSide.SERVER, SkipReason.UNREACHABLE);
				servers().put(server, server, new RecordedListener(name, address, null, false, null, outcome));
				logOutOfReach(name, remedy);
			}
		});
	}

	/**
	 * Record a listener whose socket no hook reaches.
	 * @param listener the listener, with the reason as its obstacle
	 * @param remedy what the application can do about it
	 */
	public void outOfReach(Listener listener, String remedy) {
		start(listener);
		if (isAvailable() && listener.obstacle() == SkipReason.UNREACHABLE) {
			Guard.run("No log of " + listener.name(), () -> logOutOfReach(listener.name(), remedy));
		}
	}

	private static void logOutOfReach(String name, String remedy) {
		logger.info(("Loopback fast path cannot reach the listening sockets of %s, which use plain TCP. %s, or set"
				+ " 'loopback-fast-path.scope' to 'jvm'")
			.formatted(name, remedy));
	}

	/**
	 * Forget a listener that was removed from its server.
	 * @param key the server's object for the listener
	 */
	public void forget(Object key) {
		servers().remove(key);
	}

	private ListeningSockets servers() {
		return this.requests.record().servers();
	}

	private static @Nullable String localAddress(RequestedSocket socket) throws IOException {
		return format(socket.channel().getLocalAddress());
	}

	private static @Nullable String format(@Nullable SocketAddress address) {
		return (address instanceof InetSocketAddress inet) ? ListenerAddress.format(inet.getAddress(), inet.getPort())
				: null;
	}

}
