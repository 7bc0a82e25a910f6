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

import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * The open server channels of one kind of server. Each has the fast path requested before
 * it is bound, and is forgotten when it is closed.
 */
public final class ServerChannels {

	/** The options of the sockets that a channel accepts. */
	public static final AttributeKey<Map<ChannelOption<?>, ?>> ACCEPTED_OPTIONS = AttributeKey
		.valueOf(ServerChannels.class, "ACCEPTED_OPTIONS");

	static final AttributeKey<Boolean> IPV4 = AttributeKey.valueOf(ServerChannels.class, "IPV4");

	private static final String FAILED = "No fast path for a channel";

	private final ServerSockets sockets;

	private final String component;

	private final Runnable afterBind;

	private final BeforeBindHandler handler = new BeforeBindHandler(this);

	private final List<Channel> open = new CopyOnWriteArrayList<>();

	/**
	 * Create a new instance.
	 * @param sockets what to call before a channel binds
	 * @param component the name of the kind of server
	 * @param afterBind is run whenever a hooked channel was bound
	 */
	public ServerChannels(ServerSockets sockets, String component, Runnable afterBind) {
		this.sockets = sockets.forComponent(component);
		this.component = component;
		this.afterBind = afterBind;
	}

	/**
	 * Have the fast path requested before a new channel is bound.
	 * @param <C> the type of the channel
	 * @param channel the channel, which may also be one that accepts no connections
	 * @return the same channel
	 */
	public <C extends Channel> C hook(C channel) {
		Guard.run(FAILED, () -> this.handler.addTo(channel));
		return channel;
	}

	/**
	 * Have the fast path requested before a new channel is bound that was opened for IPv4
	 * only.
	 * @param <C> the type of the channel
	 * @param channel the channel
	 * @return the same channel
	 */
	public <C extends Channel> C hookIpv4(C channel) {
		channel.attr(IPV4).set(true);
		return hook(channel);
	}

	/**
	 * Have the fast path requested on a channel that was bound without being hooked.
	 * @param channel the channel, which does not accept yet
	 * @param address the configured address, or {@code null} if it is not known
	 */
	public void beforeAccept(Channel channel, @Nullable SocketAddress address) {
		if (!this.open.contains(channel)) {
			start(channel, address, Moment.BEFORE_ACCEPT);
		}
	}

	void beforeBind(Channel channel, SocketAddress address) {
		Guard.run(FAILED, () -> start(channel, address, Moment.BEFORE_BIND));
	}

	void bound(Channel channel) {
		this.sockets.bound(channel, channel.localAddress());
		this.afterBind.run();
	}

	private void start(Channel channel, @Nullable SocketAddress address, Moment moment) {
		this.open.add(channel);
		channel.closeFuture().addListener((closed) -> {
			this.open.remove(channel);
			this.sockets.forget(channel);
		});
		this.sockets.start(new ChannelListener(this.component, channel, address, moment));
	}

	/**
	 * Return the channel that is bound to a matching address.
	 * @param address tells whether an address matches, {@code null} if it is not known
	 * @return the latest of these channels, or {@code null} if there is none
	 */
	public @Nullable Channel boundTo(Predicate<@Nullable SocketAddress> address) {
		return this.open.stream()
			.filter((channel) -> address.test(channel.localAddress()))
			.reduce((first, last) -> last)
			.orElse(null);
	}

}
