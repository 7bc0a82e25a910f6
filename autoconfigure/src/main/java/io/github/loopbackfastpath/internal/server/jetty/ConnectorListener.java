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
package io.github.loopbackfastpath.internal.server.jetty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.function.Function;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.internal.record.SocketOptions;
import io.github.loopbackfastpath.internal.server.Listener;
import io.github.loopbackfastpath.internal.server.ListenerAddress;
import io.github.loopbackfastpath.internal.server.RequestedSocket;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Listener} of a Jetty connector.
 *
 * @param connector the connector
 * @param requested the socket on which the fast path was requested before
 */
record ConnectorListener(Connector connector, @Nullable NetworkChannel requested) implements Listener {

	@Override
	public Object key() {
		return this.connector;
	}

	@Override
	public Object server() {
		return this.connector.getServer();
	}

	@Override
	public String name() {
		String name = this.connector.getName();
		return (name != null) ? name : "jetty (" + String.join(", ", this.connector.getProtocols()) + ")";
	}

	@Override
	public String configuredAddress() {
		return (this.connector instanceof NetworkConnector) ? ListenerAddress.format(address(), port())
				: this.connector.toString();
	}

	@Override
	public @Nullable InetAddress address() {
		String host = (this.connector instanceof NetworkConnector network) ? network.getHost() : null;
		return (host != null) ? new InetSocketAddress(host, port()).getAddress() : null;
	}

	@Override
	public int port() {
		return (this.connector instanceof NetworkConnector network) ? network.getPort() : 0;
	}

	@Override
	public @Nullable SkipReason obstacle() {
		if (!(this.connector instanceof NetworkConnector)) {
			return SkipReason.NOT_TCP;
		}
		if (!(this.connector instanceof ServerConnector server) || !EarlyOpening.isPossible(server)) {
			return SkipReason.UNREACHABLE;
		}
		return server.isInheritChannel() ? SkipReason.INHERITED : null;
	}

	@Override
	public @Nullable RequestedSocket open(Function<NetworkChannel, FastPathOutcome> request) throws IOException {
		ServerConnector server = (ServerConnector) this.connector;
		if (!(server.getTransport() instanceof ServerSocketChannel channel)) {
			return new EarlyOpening(request).open(server);
		}
		if (channel == this.requested) {
			return null;
		}
		Moment moment = server.isStarted() ? Moment.AFTER_START : Moment.BEFORE_ACCEPT;
		return new RequestedSocket(channel, false, moment, request.apply(channel));
	}

	@Override
	public void reportOptions(SocketOptions options) {
		ServerConnector server = (ServerConnector) this.connector;
		report(options, "TCP_NODELAY", server.getAcceptedTcpNoDelay(), "acceptedTcpNoDelay");
		if (server.getAcceptedSendBufferSize() > -1) {
			report(options, "SO_SNDBUF", server.getAcceptedSendBufferSize(), "acceptedSendBufferSize");
		}
	}

	private static void report(SocketOptions options, String name, Object value, String property) {
		options.report("jetty", name, value, "the Jetty connector's property '" + property + "'");
	}

}
