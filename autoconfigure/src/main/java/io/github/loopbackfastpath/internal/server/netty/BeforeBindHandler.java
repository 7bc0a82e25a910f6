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

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.PromiseNotifier;

/**
 * A channel handler that sees a server channel about to bind, and then leaves the
 * pipeline.
 */
@Sharable
final class BeforeBindHandler extends ChannelOutboundHandlerAdapter {

	private static final String NAME = "loopbackFastPath";

	private final ServerChannels channels;

	BeforeBindHandler(ServerChannels channels) {
		this.channels = channels;
	}

	void addTo(Channel channel) {
		if (channel instanceof ServerChannel && channel.pipeline().get(NAME) == null) {
			channel.pipeline().addFirst(NAME, this);
		}
	}

	@Override
	public void bind(ChannelHandlerContext context, SocketAddress localAddress, ChannelPromise promise)
			throws Exception {
		Channel channel = context.channel();
		this.channels.beforeBind(channel, localAddress);
		// Of our own, to know the bound address before the server tells that it has
		// started
		ChannelPromise bound = context.newPromise();
		bound.addListener((future) -> {
			if (future.isSuccess()) {
				this.channels.bound(channel);
			}
		});
		PromiseNotifier.cascade(bound, promise);
		context.pipeline().remove(this);
		super.bind(context, localAddress, bound);
	}

}
