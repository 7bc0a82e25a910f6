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

package io.github.loopbackfastpath.internal.client;

import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.internal.record.ClientBuilders;
import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The policy for connecting sockets: selection, request, record. The hooks of client
 * libraries call it once for each TCP connection, right before it is opened, and nothing
 * that is thrown here reaches the library, which then connects as usual.
 */
public final class ClientSockets {

	private static final Log logger = LogFactory.getLog(ClientSockets.class);

	private final SocketRequests requests;

	private final PeerSelection selection;

	private final ClientSocketOptions options;

	private final BuiltClients built;

	/**
	 * Create a new instance.
	 * @param requests what requests the fast path
	 * @param selection the peers for which it is requested
	 */
	public ClientSockets(SocketRequests requests, PeerSelection selection) {
		this(requests, selection,
				new ClientSocketOptions(requests.record().socketOptions(), "client", "the client's settings"),
				new BuiltClients());
	}

	private ClientSockets(SocketRequests requests, PeerSelection selection, ClientSocketOptions options,
			BuiltClients built) {
		this.requests = requests;
		this.selection = selection;
		this.options = options;
		this.built = built;
	}

	/**
	 * Return a view for a client library, under whose name its sockets are counted.
	 * @param component the name, such as {@code jetty-client}
	 * @param settings where the library has its socket options set
	 * @return the same, counted under that name
	 */
	public ClientSockets forComponent(String component, String settings) {
		return new ClientSockets(this.requests.forComponent(component), this.selection,
				new ClientSocketOptions(this.requests.record().socketOptions(), component, settings), this.built);
	}

	/**
	 * Return whether the fast path is available.
	 */
	public boolean isAvailable() {
		return this.requests.availability().isAvailable();
	}

	/**
	 * Install a hook in a client that is being built, if the fast path is available. If
	 * the hook does not fit the library, that is recorded, and the client stays as it is.
	 * @param <T> the type of the client
	 * @param target the client, or the library's builder of it
	 * @param builder what is reported of the bean that builds the client
	 * @param installation installs the hook
	 * @return the client with the hook, or the given one
	 */
	public <T> T install(T target, RecordedBuilder builder, Installation<T> installation) {
		try {
			return isAvailable() ? installation.install(target) : target;
		}
		catch (Exception | LinkageError ex) {
			builders().putInternalsChanged(builder, ex);
			return target;
		}
	}

	/**
	 * Request the fast path if the peer is selected.
	 * @param socket the socket, which is not connected yet
	 * @param peer the resolved address it is about to connect to, or {@code null} if that
	 * is not known
	 */
	public void beforeConnect(Socket socket, @Nullable SocketAddress peer) {
		request(socket, peer, () -> this.options.inspect(socket));
	}

	/**
	 * Request the fast path if the peer is selected.
	 * @param channel the channel, which is not connected yet
	 * @param peer the resolved address it is about to connect to, or {@code null} if that
	 * is not known
	 */
	public void beforeConnect(SocketChannel channel, @Nullable SocketAddress peer) {
		request(channel, peer, () -> this.options.inspect(channel));
	}

	private void request(Object socket, @Nullable SocketAddress peer, Guard.Action inspection) {
		Guard.run("No fast path for a connection", () -> {
			SkipReason reason = this.selection.exclusion(peer);
			FastPathOutcome outcome = (reason != null) ? this.requests.skip(FastPathSide.CLIENT, reason)
					: this.requests.request(socket);
			if (outcome.isRequested()) {
				inspection.run();
			}
			if (logger.isTraceEnabled()) {
				logger.trace("Loopback fast path for a connection to " + peer + ": " + outcome);
			}
		});
	}

	/**
	 * Return what the beans have built.
	 */
	public BuiltClients built() {
		return this.built;
	}

	/**
	 * Return the record of the beans that build clients.
	 */
	public ClientBuilders builders() {
		return this.requests.record().clients();
	}

	/**
	 * The installation of a hook in a client.
	 *
	 * @param <T> the type of the client
	 */
	@FunctionalInterface
	public interface Installation<T> {

		/**
		 * Install the hook.
		 * @param target the client, or the library's builder of it
		 * @return the client with the hook
		 * @throws Exception if the hook does not fit
		 */
		T install(T target) throws Exception;

	}

}
