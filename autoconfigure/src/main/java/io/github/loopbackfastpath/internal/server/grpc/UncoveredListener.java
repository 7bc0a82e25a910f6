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

package io.github.loopbackfastpath.internal.server.grpc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.internal.server.Listener;
import io.github.loopbackfastpath.internal.server.ListenerAddress;
import io.github.loopbackfastpath.internal.server.RequestedSocket;
import io.grpc.Server;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Listener} of a gRPC server whose listening sockets are not reached.
 *
 * @param server the server
 * @param name the name of the kind of server
 * @param addresses the addresses to which it is bound
 */
record UncoveredListener(Server server, String name, List<? extends SocketAddress> addresses) implements Listener {

	static boolean isSocket(SocketAddress address) {
		// By name, as it may be that of the JDK, of Netty or of the shaded Netty
		return isTcp(address) || address.getClass().getSimpleName().endsWith("DomainSocketAddress");
	}

	private static boolean isTcp(SocketAddress address) {
		return address instanceof InetSocketAddress;
	}

	@Override
	public Object key() {
		return this.server;
	}

	@Override
	public String configuredAddress() {
		return this.addresses.stream().map(UncoveredListener::format).collect(Collectors.joining(", "));
	}

	private static String format(SocketAddress address) {
		return (address instanceof InetSocketAddress inet) ? ListenerAddress.format(inet.getAddress(), inet.getPort())
				: address.toString();
	}

	@Override
	public @Nullable InetAddress address() {
		return null;
	}

	@Override
	public int port() {
		return this.server.getPort();
	}

	@Override
	public SkipReason obstacle() {
		return this.addresses.stream().anyMatch(UncoveredListener::isTcp) ? SkipReason.UNREACHABLE : SkipReason.NOT_TCP;
	}

	@Override
	public @Nullable RequestedSocket open(Function<NetworkChannel, FastPathOutcome> request) {
		return null;
	}

}
