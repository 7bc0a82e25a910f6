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

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.function.Function;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.internal.server.RequestedSocket;
import org.apache.tomcat.util.net.AbstractNetworkChannelEndpoint;
import org.apache.tomcat.util.net.NioEndpoint;

/**
 * Binds an endpoint a little earlier than Tomcat would, and requests the fast path on the
 * way. Tomcat fires no event between {@code bind} and {@code accept}; its own start
 * leaves an endpoint alone that is bound already.
 */
final class EarlyBinding {

	private final Function<NetworkChannel, FastPathOutcome> request;

	private final EndpointInternals internals;

	EarlyBinding(Function<NetworkChannel, FastPathOutcome> request, EndpointInternals internals) {
		this.request = request;
		this.internals = internals;
	}

	/**
	 * Bind the endpoint, or leave it as it was if that fails.
	 * @throws Exception what Tomcat will meet, and report, when it binds for itself
	 */
	RequestedSocket bind(AbstractNetworkChannelEndpoint<?, ?> endpoint) throws Exception {
		try {
			RequestedSocket socket = this.internals.opensItsSocketAsNioEndpoint(endpoint)
					? requestAndBind((NioEndpoint) endpoint) : bindAndRequest(endpoint);
			this.internals.setBoundOnStart(endpoint);
			return socket;
		}
		catch (Exception | LinkageError ex) {
			endpoint.unbind();
			throw ex;
		}
	}

	private RequestedSocket requestAndBind(NioEndpoint endpoint) throws Exception {
		InetAddress address = endpoint.getAddress();
		// Java's sockets are dual-stack unless opened for IPv4; a wildcard has to stay so
		boolean ipv4 = address instanceof Inet4Address && !address.isAnyLocalAddress();
		ServerSocketChannel channel = ipv4 ? ServerSocketChannel.open(StandardProtocolFamily.INET)
				: ServerSocketChannel.open();
		try {
			endpoint.getSocketProperties().setProperties(channel.socket());
			FastPathOutcome outcome = this.request.apply(channel);
			channel.bind(new InetSocketAddress(address, endpoint.getPortWithOffset()), endpoint.getAcceptCount());
			takeOver(endpoint, channel);
			return new RequestedSocket(channel, ipv4, Moment.BEFORE_BIND, outcome);
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

	private RequestedSocket bindAndRequest(AbstractNetworkChannelEndpoint<?, ?> endpoint) throws Exception {
		endpoint.bind();
		NetworkChannel socket = this.internals.serverSocket(endpoint);
		if (socket == null) {
			throw new IOException("Tomcat did not open a channel");
		}
		return new RequestedSocket(socket, false, Moment.BEFORE_ACCEPT, this.request.apply(socket));
	}

}
