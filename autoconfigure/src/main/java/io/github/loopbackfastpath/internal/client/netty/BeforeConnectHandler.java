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

package io.github.loopbackfastpath.internal.client.netty;

import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;

/**
 * Sees a channel about to connect. First in the pipeline, it sees what is left when a
 * proxy's handler has replaced the address. Native transports, of which there is none on
 * Windows, pass by.
 */
@Sharable
public final class BeforeConnectHandler extends ChannelOutboundHandlerAdapter {

	private static final String NAME = "loopbackFastPath";

	private final ClientSockets sockets;

	/**
	 * Create a new handler.
	 * @param sockets what to call before a channel connects
	 */
	public BeforeConnectHandler(ClientSockets sockets) {
		this.sockets = sockets;
	}

	/**
	 * Add this handler to the pipeline of a new channel.
	 */
	public void addTo(ChannelPipeline pipeline) {
		if (pipeline.get(NAME) == null) {
			pipeline.addFirst(NAME, this);
		}
	}

	@Override
	public void connect(ChannelHandlerContext context, SocketAddress remoteAddress, SocketAddress localAddress,
			ChannelPromise promise) throws Exception {
		if (context.channel().unsafe() instanceof NioUnsafe unsafe && unsafe.ch() instanceof SocketChannel channel) {
			this.sockets.beforeConnect(channel, remoteAddress);
		}
		context.pipeline().remove(this);
		super.connect(context, remoteAddress, localAddress, promise);
	}

}
