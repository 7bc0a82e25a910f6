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

package io.github.loopbackfastpath.internal.client.grpc;

import io.github.loopbackfastpath.internal.client.netty.BeforeConnectHandler;
import io.github.loopbackfastpath.internal.record.Guard;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Creates the channels of gRPC clients, each with a {@link BeforeConnectHandler}.
 *
 * @param handler the handler
 */
record HookedChannelFactory(BeforeConnectHandler handler) implements ChannelFactory<Channel> {

	@Override
	public Channel newChannel() {
		Channel channel = new NioSocketChannel();
		Guard.run("No fast path for a channel", () -> this.handler.addTo(channel.pipeline()));
		return channel;
	}

}
