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

package io.github.loopbackfastpath.internal.client.reactor;

import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.LibraryHook;
import io.github.loopbackfastpath.internal.client.netty.BeforeConnectHandler;
import io.netty.util.AttributeKey;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.TcpClient;
import reactor.netty.transport.ClientTransport;

/**
 * Puts a {@link BeforeConnectHandler} into each channel of a client of Reactor Netty, for
 * TCP or HTTP. These clients do not change: what is derived from a hooked one is hooked.
 */
public final class ReactorLibraryHook implements LibraryHook {

	private static final AttributeKey<Boolean> INSTALLED = AttributeKey.valueOf(ReactorLibraryHook.class, "INSTALLED");

	// One instance, as Reactor Netty keeps a connection pool for each configurer
	private final ChannelPipelineConfigurer configurer;

	/**
	 * Create a new hook.
	 * @param sockets what to call before each connection
	 */
	public ReactorLibraryHook(ClientSockets sockets) {
		BeforeConnectHandler handler = new BeforeConnectHandler(
				sockets.forComponent(ReactorClientHook.COMPONENT, "option(..) of Reactor Netty's client"));
		this.configurer = (observer, channel, peer) -> handler.addTo(channel.pipeline());
	}

	@Override
	public boolean supports(Object client) {
		return client instanceof TcpClient || client instanceof HttpClient;
	}

	@Override
	public Object install(Object client) {
		return isInstalled(client) ? client : hook((ClientTransport<?, ?>) client);
	}

	<T extends ClientTransport<T, ?>> T hook(ClientTransport<T, ?> client) {
		return client.doOnChannelInit(this.configurer).attr(INSTALLED, true);
	}

	@Override
	public boolean isInstalled(Object client) {
		return ((ClientTransport<?, ?>) client).configuration().attributes().containsKey(INSTALLED);
	}

	@Override
	public String component() {
		return ReactorClientHook.COMPONENT;
	}

	@Override
	public String remedy() {
		return "Declare the TcpClient or HttpClient of Reactor Netty that it uses as a bean of its own, and build it"
				+ " with that bean";
	}

}
