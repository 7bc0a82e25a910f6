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

package io.github.loopbackfastpath.internal.server.tomcat;

import java.net.InetAddress;
import java.nio.channels.NetworkChannel;
import java.util.function.Function;

import javax.management.ObjectName;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.internal.record.SocketOptions;
import io.github.loopbackfastpath.internal.server.Listener;
import io.github.loopbackfastpath.internal.server.ListenerAddress;
import io.github.loopbackfastpath.internal.server.RequestedSocket;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.net.AbstractNetworkChannelEndpoint;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Listener} of a Tomcat connector.
 *
 * @param connector the connector
 * @param endpoint its endpoint, or {@code null} if that cannot be reached
 * @param internals Tomcat's internals, or {@code null} if they have changed
 * @param requested the socket on which the fast path was requested before
 */
record ConnectorListener(Connector connector, @Nullable AbstractNetworkChannelEndpoint<?, ?> endpoint,
		@Nullable EndpointInternals internals, @Nullable NetworkChannel requested) implements Listener {

	@Override
	public Object key() {
		return this.connector;
	}

	@Override
	public Object server() {
		return this.connector.getService().getServer();
	}

	@Override
	public String name() {
		// Tomcat quotes the name for use in a JMX object name
		return (this.connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol)
				? ObjectName.unquote(protocol.getName()) : this.connector.toString();
	}

	@Override
	public String configuredAddress() {
		String path = unixDomainSocketPath();
		return (path != null) ? path : ListenerAddress.format(address(), port());
	}

	@Override
	public @Nullable InetAddress address() {
		return (this.connector.getProperty("address") instanceof InetAddress address) ? address : null;
	}

	@Override
	public int port() {
		return this.connector.getPortWithOffset();
	}

	@Override
	public @Nullable SkipReason obstacle() {
		if (this.internals == null || this.endpoint == null) {
			return SkipReason.UNREACHABLE;
		}
		if (unixDomainSocketPath() != null) {
			return SkipReason.NOT_TCP;
		}
		boolean inherited = this.endpoint instanceof NioEndpoint nio && nio.getUseInheritedChannel();
		return inherited ? SkipReason.INHERITED : null;
	}

	@Override
	public @Nullable RequestedSocket open(Function<NetworkChannel, FastPathOutcome> request) throws Exception {
		if (this.internals == null || this.endpoint == null) {
			return null;
		}
		NetworkChannel bound = this.internals.serverSocket(this.endpoint);
		if (bound == null) {
			return new EarlyBinding(request, this.internals).bind(this.endpoint);
		}
		if (bound == this.requested) {
			return null;
		}
		Moment moment = (this.connector.getState() == LifecycleState.STARTED) ? Moment.AFTER_START
				: Moment.BEFORE_ACCEPT;
		return new RequestedSocket(bound, false, moment, request.apply(bound));
	}

	@Override
	public void reportOptions(SocketOptions options) throws Exception {
		if (this.endpoint != null) {
			AcceptedSocketOptions.report(this.endpoint.getSocketProperties(), options);
		}
	}

	private @Nullable String unixDomainSocketPath() {
		return (this.endpoint instanceof NioEndpoint nio) ? nio.getUnixDomainSocketPath() : null;
	}

}
