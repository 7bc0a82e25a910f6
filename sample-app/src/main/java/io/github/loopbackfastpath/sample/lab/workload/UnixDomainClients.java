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

package io.github.loopbackfastpath.sample.lab.workload;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

import io.netty.channel.unix.DomainSocketAddress;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Has the HTTP clients connect to a Unix-domain socket, for URIs that have only a path.
 * Not annotated as a configuration, so that the sample application itself does not find
 * it.
 */
class UnixDomainClients {

	private final UnixDomainSocketAddress address;

	UnixDomainClients(UnixDomainSocketAddress address) {
		this.address = address;
	}

	@Bean
	ClientHttpRequestFactoryBuilderCustomizer<HttpComponentsClientHttpRequestFactoryBuilder> httpComponents() {
		return (builder) -> builder
			.withDefaultRequestConfigCustomizer((config) -> config.setUnixDomainSocket(this.address.getPath()));
	}

	// HttpComponents wants a host all the same, and puts it into the Host header
	@Bean
	RestClientCustomizer host() {
		return (builder) -> builder.baseUrl("http://localhost");
	}

	// Reactor Netty would connect to a host that the URI has
	@Bean
	ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> reactorNetty() {
		return (builder) -> builder.withHttpClientCustomizer((client) -> client.remoteAddress(this::nettyAddress));
	}

	// Netty's native transports know only Netty's own class, its NIO transport only that
	// of the JDK
	private SocketAddress nettyAddress() {
		boolean nativeTransport = LoopResources.DEFAULT_NATIVE && LoopResources.hasNativeSupport();
		return nativeTransport ? new DomainSocketAddress(this.address.getPath().toFile()) : this.address;
	}

}
