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

package io.github.loopbackfastpath.internal.client.jetty;

import io.github.loopbackfastpath.internal.client.ClientHook;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.io.ClientConnector;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.JettyClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;

/**
 * Listens to the connector of Jetty's client, which tells of each channel before it is
 * connected.
 */
public final class JettyClientHook implements ClientHook {

	static final String COMPONENT = "jetty-client";

	static final String SETTINGS = "the ClientConnector of Jetty's HttpClient";

	private final ClientSockets sockets;

	private final BeforeConnectListener listener;

	/**
	 * Create a new hook.
	 * @param sockets what to call before each connection
	 */
	public JettyClientHook(ClientSockets sockets) {
		this.sockets = sockets.forComponent(COMPONENT, SETTINGS);
		this.listener = new BeforeConnectListener(this.sockets);
	}

	@Override
	public String component() {
		return COMPONENT;
	}

	@Override
	public @Nullable Object install(Object builder, RecordedBuilder client) {
		if (builder instanceof JettyClientHttpRequestFactoryBuilder imperative) {
			return imperative.withHttpClientCustomizer((http) -> listen(http, client))
				.withCustomizer(this.sockets.built()::add);
		}
		if (builder instanceof JettyClientHttpConnectorBuilder reactive) {
			return reactive.withHttpClientCustomizer((http) -> listen(http, client))
				.withCustomizer(this.sockets.built()::add);
		}
		return null;
	}

	private void listen(HttpClient http, RecordedBuilder client) {
		this.sockets.install(http, client, this::listen);
	}

	private HttpClient listen(HttpClient http) {
		http.getContainedBeans(ClientConnector.class).forEach((connector) -> connector.addEventListener(this.listener));
		return http;
	}

}
