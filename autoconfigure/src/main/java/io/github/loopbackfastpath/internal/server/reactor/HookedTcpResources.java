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

package io.github.loopbackfastpath.internal.server.reactor;

import java.net.SocketAddress;
import java.util.Map;
import java.util.function.Supplier;

import io.github.loopbackfastpath.internal.server.netty.ServerChannels;
import io.netty.resolver.AddressResolverGroup;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.TransportConfig;

/**
 * Hooked loop resources that are a connection provider as well, like Reactor Netty's
 * {@code TcpResources}.
 */
final class HookedTcpResources extends HookedLoopResources implements ConnectionProvider {

	private final ConnectionProvider provider;

	HookedTcpResources(LoopResources delegate, ConnectionProvider provider, ServerChannels channels) {
		super(delegate, channels);
		this.provider = provider;
	}

	@Override
	public Mono<? extends Connection> acquire(TransportConfig config, ConnectionObserver observer,
			@Nullable Supplier<? extends SocketAddress> remoteAddress, @Nullable AddressResolverGroup<?> resolver) {
		return this.provider.acquire(config, observer, remoteAddress, resolver);
	}

	@Override
	public void disposeWhen(SocketAddress address) {
		this.provider.disposeWhen(address);
	}

	@Override
	public int maxConnections() {
		return this.provider.maxConnections();
	}

	@Override
	public @Nullable Map<SocketAddress, Integer> maxConnectionsPerHost() {
		return this.provider.maxConnectionsPerHost();
	}

	@Override
	public @Nullable String name() {
		return this.provider.name();
	}

	@Override
	public ConnectionProvider.@Nullable Builder mutate() {
		return this.provider.mutate();
	}

	// Both parents declare these

	@Override
	public void dispose() {
		super.dispose();
	}

	@Override
	public boolean isDisposed() {
		return super.isDisposed();
	}

	@Override
	public Mono<Void> disposeLater() {
		return super.disposeLater();
	}

}
