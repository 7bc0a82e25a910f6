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

package io.github.loopbackfastpath.internal.server.netty;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.function.Function;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.internal.record.SocketOptions;
import io.github.loopbackfastpath.internal.server.Listener;
import io.github.loopbackfastpath.internal.server.ListenerAddress;
import io.github.loopbackfastpath.internal.server.RequestedSocket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Listener} of a server channel. A server opens another one whenever it
 * starts.
 *
 * @param name the name of the server
 * @param channel the channel
 * @param configured the address to which it is or will be bound, as configured
 * @param moment when the fast path is requested
 */
record ChannelListener(String name, Channel channel, @Nullable SocketAddress configured,
		Moment moment) implements Listener {

	@Override
	public Object key() {
		return this.channel;
	}

	@Override
	public Object server() {
		return this.channel;
	}

	@Override
	public String configuredAddress() {
		return (this.configured instanceof InetSocketAddress) ? ListenerAddress.format(address(), port())
				: String.valueOf(this.configured);
	}

	@Override
	public @Nullable InetAddress address() {
		InetAddress address = (this.configured instanceof InetSocketAddress inet) ? inet.getAddress() : null;
		return (address == null || address.isAnyLocalAddress()) ? null : address;
	}

	@Override
	public int port() {
		return (this.configured instanceof InetSocketAddress inet) ? inet.getPort() : -1;
	}

	@Override
	public @Nullable SkipReason obstacle() {
		if (!(this.configured instanceof InetSocketAddress)) {
			return SkipReason.NOT_TCP;
		}
		return (socket() == null) ? SkipReason.UNREACHABLE : null;
	}

	@Override
	public @Nullable RequestedSocket open(Function<NetworkChannel, FastPathOutcome> request) {
		ServerSocketChannel socket = socket();
		return (socket != null) ? new RequestedSocket(socket, this.channel.hasAttr(ServerChannels.IPV4), this.moment,
				request.apply(socket)) : null;
	}

	/**
	 * Native transports, of which there is none on Windows, have no such socket.
	 */
	private @Nullable ServerSocketChannel socket() {
		return (this.channel.unsafe() instanceof NioUnsafe unsafe && unsafe.ch() instanceof ServerSocketChannel socket)
				? socket : null;
	}

	@Override
	public void reportOptions(SocketOptions options) {
		Map<ChannelOption<?>, ?> accepted = this.channel.attr(ServerChannels.ACCEPTED_OPTIONS).get();
		if (accepted != null) {
			accepted.forEach((option, value) -> {
				if (option.name().startsWith("SO_") || option.name().startsWith("TCP_")) {
					options.report(name(), option.name(), value, "HttpServer.childOption(..) of Reactor Netty");
				}
			});
		}
	}

}
