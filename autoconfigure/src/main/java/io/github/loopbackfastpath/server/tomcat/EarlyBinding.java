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
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.server.FastPathListener.Moment;
import org.apache.tomcat.util.net.AbstractNetworkChannelEndpoint;
import org.apache.tomcat.util.net.NioEndpoint;

/**
 * Binds an endpoint a little earlier than Tomcat would, and asks for the fast path on the
 * way. Tomcat fires no event between {@code bind} and {@code accept}; its own start
 * leaves an endpoint alone that is bound already.
 */
final class EarlyBinding {

	private final LoopbackFastPath fastPath;

	private final EndpointInternals internals;

	EarlyBinding(LoopbackFastPath fastPath, EndpointInternals internals) {
		this.fastPath = fastPath;
		this.internals = internals;
	}

	/**
	 * Bind the endpoint, or leave it as it was if that fails.
	 * @throws Exception what Tomcat will meet, and report, when it binds for itself
	 */
	AskedSocket bind(AbstractNetworkChannelEndpoint<?, ?> endpoint) throws Exception {
		try {
			AskedSocket asked = this.internals.opensItsSocketAsNioEndpoint(endpoint)
					? askAndBind((NioEndpoint) endpoint) : bindAndAsk(endpoint);
			this.internals.setBoundOnStart(endpoint);
			return asked;
		}
		catch (Exception | LinkageError ex) {
			endpoint.unbind();
			throw ex;
		}
	}

	private AskedSocket askAndBind(NioEndpoint endpoint) throws Exception {
		InetAddress address = endpoint.getAddress();
		// Java's sockets are dual-stack unless opened for IPv4; a wildcard has to stay so
		boolean ipv4 = address instanceof Inet4Address && !address.isAnyLocalAddress();
		ServerSocketChannel channel = ipv4 ? ServerSocketChannel.open(StandardProtocolFamily.INET)
				: ServerSocketChannel.open();
		try {
			endpoint.getSocketProperties().setProperties(channel.socket());
			FastPathOutcome outcome = this.fastPath.request(channel);
			channel.bind(new InetSocketAddress(address, endpoint.getPortWithOffset()), endpoint.getAcceptCount());
			takeOver(endpoint, channel);
			return new AskedSocket(channel, !ipv4, Moment.BEFORE_BIND, outcome);
		}
		catch (Exception | LinkageError ex) {
			channel.close();
			throw ex;
		}
	}

	private void takeOver(NioEndpoint endpoint, ServerSocketChannel channel) throws Exception {
		this.internals.setServerSocket(endpoint, channel);
		endpoint.setUseInheritedChannel(true);
		try {
			endpoint.bind();
		}
		finally {
			// Tomcat does not close a channel that it inherited
			endpoint.setUseInheritedChannel(false);
		}
		if (this.internals.serverSocket(endpoint) != channel) {
			throw new IOException("Tomcat did not take the channel that was bound for it");
		}
	}

	private AskedSocket bindAndAsk(AbstractNetworkChannelEndpoint<?, ?> endpoint) throws Exception {
		endpoint.bind();
		NetworkChannel socket = this.internals.serverSocket(endpoint);
		if (socket == null) {
			throw new IOException("Tomcat did not open a channel");
		}
		return ask(socket);
	}

	AskedSocket ask(NetworkChannel bound) {
		return new AskedSocket(bound, true, Moment.BEFORE_ACCEPT, this.fastPath.request(bound));
	}

	/**
	 * A listening socket on which the system was asked.
	 */
	record AskedSocket(NetworkChannel channel, boolean dualStack, Moment moment, FastPathOutcome outcome) {

	}

}
