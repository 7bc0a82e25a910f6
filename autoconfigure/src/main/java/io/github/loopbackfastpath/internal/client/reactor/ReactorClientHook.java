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

import io.github.loopbackfastpath.internal.client.ClientHook;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.netty.BeforeConnectHandler;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;

/**
 * Puts a {@link BeforeConnectHandler} into each channel of Reactor Netty's client.
 */
public final class ReactorClientHook implements ClientHook {

	static final String COMPONENT = "reactor-netty-client";

	private final ClientSockets sockets;

	// One instance, as Reactor Netty keeps a connection pool for each configurer
	private final ChannelPipelineConfigurer configurer;

	/**
	 * Create a new hook.
	 * @param sockets what to call before each connection
	 */
	public ReactorClientHook(ClientSockets sockets) {
		this.sockets = sockets.forComponent(COMPONENT, "HttpClient.option(..) of Reactor Netty");
		BeforeConnectHandler handler = new BeforeConnectHandler(this.sockets);
		this.configurer = (observer, channel, peer) -> handler.addTo(channel.pipeline());
	}

	@Override
	public String component() {
		return COMPONENT;
	}

	@Override
	public @Nullable Object install(Object builder, RecordedBuilder client) {
		if (builder instanceof ReactorClientHttpRequestFactoryBuilder imperative) {
			return imperative.withHttpClientCustomizer((http) -> configure(http, client))
				.withCustomizer(this.sockets.built()::add);
		}
		if (builder instanceof ReactorClientHttpConnectorBuilder reactive) {
			return reactive.withHttpClientCustomizer((http) -> configure(http, client))
				.withCustomizer(this.sockets.built()::add);
		}
		return null;
	}

	private HttpClient configure(HttpClient http, RecordedBuilder client) {
		return this.sockets.install(http, client, (target) -> target.doOnChannelInit(this.configurer));
	}

}
