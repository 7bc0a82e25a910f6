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

import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerBuilderInternals}. Each names one internal of gRPC, so that the
 * one that is gone is known.
 */
class ServerBuilderInternalsTests {

	private final NettyServerBuilder builder = NettyServerBuilder.forPort(0);

	@Test
	void builderHasItsChannelFactory() throws Exception {
		assertThat(NettyServerBuilder.class.getDeclaredField("channelFactory").getType())
			.isEqualTo(ChannelFactory.class);
		assertThat(new ServerBuilderInternals().hasDefaultTransport(this.builder)).isTrue();
		ChannelFactory<? extends ServerChannel> own = NioServerSocketChannel::new;
		assertThat(new ServerBuilderInternals().hasDefaultTransport(this.builder.channelFactory(own))).isFalse();
	}

	@Test
	void builderTakesNioWithTheEventLoopsOfGrpc() throws Exception {
		new ServerBuilderInternals().useNioTransport(this.builder);
		assertThat(new ServerBuilderInternals().hasDefaultTransport(this.builder)).isFalse();
		// Fails if a channel type is given without event loops
		assertThat(this.builder.channelFactory(NioServerSocketChannel::new).build().start().shutdownNow()).isNotNull();
	}

}
