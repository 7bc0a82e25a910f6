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

package io.github.loopbackfastpath.client;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.LoopbackFastPath;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks of a client library call for each TCP connection, once, right before it
 * is opened. Whatever goes wrong here, the library then connects as always.
 *
 * @since 0.1.0
 */
public final class ClientFastPath {

	private static final Log logger = LogFactory.getLog(ClientFastPath.class);

	private final LoopbackFastPath fastPath;

	private final PeerSelection selection;

	private final ClientSocketOptions options;

	/**
	 * Create a new instance.
	 * @param fastPath what asks for the fast path
	 * @param selection the peers to ask for
	 */
	public ClientFastPath(LoopbackFastPath fastPath, PeerSelection selection) {
		this(fastPath, selection, new ClientSocketOptions(fastPath.socketOptions(), "client", "the client's settings"));
	}

	private ClientFastPath(LoopbackFastPath fastPath, PeerSelection selection, ClientSocketOptions options) {
		this.fastPath = fastPath;
		this.selection = selection;
		this.options = options;
	}

	/**
	 * Return a view for a client library, under whose name its sockets are counted.
	 * @param component the name, such as {@code jetty-client}
	 * @param settings where the library has its socket options set
	 * @return the same, counted under that name
	 */
	public ClientFastPath forComponent(String component, String settings) {
		return new ClientFastPath(this.fastPath.forComponent(component), this.selection,
				new ClientSocketOptions(this.fastPath.socketOptions(), component, settings));
	}

	/**
	 * Return whether there is a point in installing a hook.
	 * @return whether the fast path is available
	 */
	public boolean isAvailable() {
		return this.fastPath.availability().isAvailable();
	}

	/**
	 * Ask for the fast path if the peer is selected.
	 * @param socket the socket, which is not connected yet
	 * @param peer the resolved address it is about to connect to, or {@code null} if that
	 * is not known
	 */
	public void beforeConnect(Socket socket, @Nullable SocketAddress peer) {
		ask(peer, () -> this.fastPath.request(socket), () -> this.options.inspect(socket));
	}

	/**
	 * Ask for the fast path if the peer is selected.
	 * @param channel the channel, which is not connected yet
	 * @param peer the resolved address it is about to connect to, or {@code null} if that
	 * is not known
	 */
	public void beforeConnect(SocketChannel channel, @Nullable SocketAddress peer) {
		ask(peer, () -> this.fastPath.request(channel), () -> this.options.inspect(channel));
	}

	private void ask(@Nullable SocketAddress peer, Supplier<FastPathOutcome> request, Inspection inspection) {
		try {
			FastPathOutcome.Kind exclusion = this.selection.exclusion(peer);
			FastPathOutcome outcome = (exclusion != null) ? this.fastPath.leaveOut(FastPathSide.CLIENT, exclusion)
					: request.get();
			if (outcome.isRequested()) {
				inspection.run();
			}
			if (logger.isTraceEnabled()) {
				logger.trace("Loopback fast path for a connection to " + peer + ": " + outcome);
			}
		}
		catch (Exception | LinkageError ex) {
			logger.debug("No fast path for the connection to " + peer, ex);
		}
	}

	@FunctionalInterface
	private interface Inspection {

		void run() throws IOException;

	}

}
