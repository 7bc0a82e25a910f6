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

import java.net.InetSocketAddress;

import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelFactory;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChannelBuilderInternals}. Each names one internal of gRPC, so that the
 * one that is gone is known.
 */
class ChannelBuilderInternalsTests {

	private final NettyChannelBuilder builder = NettyChannelBuilder.forTarget("127.0.0.1:1");

	@Test
	void builderHasItsChannelFactory() throws Exception {
		assertThat(NettyChannelBuilder.class.getDeclaredField("channelFactory").getType())
			.isEqualTo(ChannelFactory.class);
		assertThat(new ChannelBuilderInternals().hasDefaultTransport(this.builder)).isTrue();
		this.builder.channelFactory(NioSocketChannel::new, InetSocketAddress.class);
		assertThat(new ChannelBuilderInternals().hasDefaultTransport(this.builder)).isFalse();
	}

	@Test
	void builderTakesNioWithTheEventLoopsOfGrpc() throws Exception {
		new ChannelBuilderInternals().useNioTransport(this.builder);
		assertThat(new ChannelBuilderInternals().hasDefaultTransport(this.builder)).isFalse();
		// Fails if a channel type is given without event loops
		assertThat(this.builder.channelFactory(NioSocketChannel::new, InetSocketAddress.class).build().shutdownNow())
			.isNotNull();
	}

}
