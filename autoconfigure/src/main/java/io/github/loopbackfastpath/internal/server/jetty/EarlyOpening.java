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
import java.lang.reflect.Method;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.function.Function;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.internal.server.RequestedSocket;
import org.eclipse.jetty.server.ServerConnector;

import org.springframework.util.ReflectionUtils;

/**
 * Opens the listening socket of a connector a little earlier than Jetty would, and
 * requests the fast path on the way. Jetty's own start keeps a socket that is open.
 */
final class EarlyOpening {

	private final Function<NetworkChannel, FastPathOutcome> request;

	EarlyOpening(Function<NetworkChannel, FastPathOutcome> request) {
		this.request = request;
	}

	/**
	 * Return whether the connector keeps a socket that is open when it starts.
	 */
	static boolean isPossible(ServerConnector connector) {
		return isOfServerConnector(connector, "open")
				&& isOfServerConnector(connector, "open", ServerSocketChannel.class);
	}

	private static boolean isOfServerConnector(ServerConnector connector, String name, Class<?>... parameterTypes) {
		Method method = ReflectionUtils.findMethod(connector.getClass(), name, parameterTypes);
		return method != null && method.getDeclaringClass() == ServerConnector.class;
	}

	/**
	 * Open the connector, or leave it as it was if that fails.
	 * @throws IOException what Jetty will meet, and report, when it opens for itself
	 */
	RequestedSocket open(ServerConnector connector) throws IOException {
		return isOfServerConnector(connector, "openAcceptChannel") ? requestAndBind(connector)
				: bindAndRequest(connector);
	}

	private RequestedSocket requestAndBind(ServerConnector connector) throws IOException {
		InetSocketAddress address = (connector.getHost() != null)
				? new InetSocketAddress(connector.getHost(), connector.getPort())
				: new InetSocketAddress(connector.getPort());
		// Java's sockets are dual-stack unless opened for IPv4; a wildcard has to stay so
		boolean ipv4 = address.getAddress() instanceof Inet4Address inet4 && !inet4.isAnyLocalAddress();
		ServerSocketChannel channel = ipv4 ? ServerSocketChannel.open(StandardProtocolFamily.INET)
				: ServerSocketChannel.open();
		try {
			setOption(channel, StandardSocketOptions.SO_REUSEADDR, connector.getReuseAddress());
			setOption(channel, StandardSocketOptions.SO_REUSEPORT, connector.isReusePort());
			FastPathOutcome outcome = this.request.apply(channel);
			channel.bind(address, connector.getAcceptQueueSize());
			connector.open(channel);
			return new RequestedSocket(channel, ipv4, Moment.BEFORE_BIND, outcome);
		}
		catch (IOException | RuntimeException | LinkageError ex) {
			channel.close();
			throw ex;
		}
	}

	private static <T> void setOption(ServerSocketChannel channel, SocketOption<T> option, T value) throws IOException {
		if (channel.supportedOptions().contains(option)) {
			channel.setOption(option, value);
		}
	}

	private RequestedSocket bindAndRequest(ServerConnector connector) throws IOException {
		connector.open();
		if (!(connector.getTransport() instanceof ServerSocketChannel channel)) {
			throw new IOException("Jetty did not open a channel");
		}
		return new RequestedSocket(channel, false, Moment.BEFORE_ACCEPT, this.request.apply(channel));
	}

}
