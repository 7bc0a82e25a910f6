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

import java.time.Duration;

import io.github.loopbackfastpath.internal.server.netty.ServerChannels;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Loop resources that hook each new server channel. Everything else, and their life, is
 * that of the original.
 */
class HookedLoopResources implements LoopResources {

	private final LoopResources delegate;

	private final ServerChannels channels;

	HookedLoopResources(LoopResources delegate, ServerChannels channels) {
		this.delegate = delegate;
		this.channels = channels;
	}

	/**
	 * Return hooked resources. What was a connection provider stays one, as Reactor Netty
	 * looks for it when a server is disposed.
	 */
	static LoopResources of(LoopResources delegate, ServerChannels channels) {
		if (delegate instanceof HookedLoopResources) {
			return delegate;
		}
		return (delegate instanceof ConnectionProvider provider) ? new HookedTcpResources(delegate, provider, channels)
				: new HookedLoopResources(delegate, channels);
	}

	boolean isFor(LoopResources resources) {
		return this == resources || this.delegate == resources;
	}

	@Override
	public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
		return this.channels.hook(this.delegate.onChannel(type, group));
	}

	@Override
	public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
		return this.delegate.onChannelClass(type, group);
	}

	@Override
	public EventLoopGroup onClient(boolean useNative) {
		return this.delegate.onClient(useNative);
	}

	@Override
	public EventLoopGroup onServer(boolean useNative) {
		return this.delegate.onServer(useNative);
	}

	@Override
	public EventLoopGroup onServerSelect(boolean useNative) {
		return this.delegate.onServerSelect(useNative);
	}

	@Override
	public boolean daemon() {
		return this.delegate.daemon();
	}

	@Override
	public void dispose() {
		this.delegate.dispose();
	}

	@Override
	public boolean isDisposed() {
		return this.delegate.isDisposed();
	}

	@Override
	public Mono<Void> disposeLater() {
		return this.delegate.disposeLater();
	}

	@Override
	public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
		return this.delegate.disposeLater(quietPeriod, timeout);
	}

}
