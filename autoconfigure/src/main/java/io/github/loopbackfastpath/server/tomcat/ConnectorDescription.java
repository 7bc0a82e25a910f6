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

package io.github.loopbackfastpath.server.tomcat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import javax.management.ObjectName;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.server.FastPathListener;
import io.github.loopbackfastpath.server.ListenerSelection;
import io.github.loopbackfastpath.server.tomcat.EarlyBinding.AskedSocket;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.net.AbstractNetworkChannelEndpoint;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * What a connector's configuration tells of its listening socket.
 *
 * @param connector the connector
 * @param endpoint its endpoint, or {@code null} if that cannot be reached
 */
record ConnectorDescription(Connector connector, @Nullable AbstractNetworkChannelEndpoint<?, ?> endpoint) {

	/**
	 * Return why the socket is left out, or {@code null} if it is not.
	 */
	FastPathOutcome.@Nullable Kind exclusion(ListenerSelection selection) {
		if (this.endpoint == null) {
			return null;
		}
		if (unixDomainSocketPath() != null) {
			return FastPathOutcome.Kind.NOT_TCP;
		}
		if (this.endpoint instanceof NioEndpoint nio && nio.getUseInheritedChannel()) {
			return FastPathOutcome.Kind.INHERITED;
		}
		return selection.exclusion(this.endpoint.getAddress(), this.endpoint.getPortWithOffset());
	}

	FastPathListener asked(AskedSocket socket) throws IOException {
		boolean dualStack = socket.dualStack() && !Boolean.getBoolean("java.net.preferIPv4Stack");
		return new FastPathListener(name(), configuredAddress(), localAddress(socket), dualStack, socket.moment(),
				socket.outcome());
	}

	FastPathListener leftOut(FastPathOutcome outcome) {
		return new FastPathListener(name(), configuredAddress(), null, false, null, outcome);
	}

	private String name() {
		// Tomcat quotes the name for use in a JMX object name
		return (this.connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol)
				? ObjectName.unquote(protocol.getName()) : this.connector.toString();
	}

	private String configuredAddress() {
		String path = unixDomainSocketPath();
		if (path != null) {
			return path;
		}
		InetAddress address = (this.connector.getProperty("address") instanceof InetAddress configured) ? configured
				: null;
		return format(address, this.connector.getPortWithOffset());
	}

	private static String localAddress(AskedSocket socket) throws IOException {
		InetSocketAddress local = (InetSocketAddress) socket.channel().getLocalAddress();
		return format(local.getAddress(), local.getPort());
	}

	private static String format(@Nullable InetAddress address, int port) {
		if (address == null || address.isAnyLocalAddress()) {
			return "*:" + port;
		}
		return ((address instanceof Inet6Address) ? "[%s]:%d" : "%s:%d").formatted(address.getHostAddress(), port);
	}

	private @Nullable String unixDomainSocketPath() {
		return (this.endpoint instanceof NioEndpoint nio) ? nio.getUnixDomainSocketPath() : null;
	}

}
