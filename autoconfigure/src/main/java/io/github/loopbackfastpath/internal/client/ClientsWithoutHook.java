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

package io.github.loopbackfastpath.internal.client;

import java.util.stream.Collectors;

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Names the clients of the application for which there is no hook, and the ways out.
 */
public class ClientsWithoutHook implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ClientsWithoutHook.class);

	private final SocketRequests requests;

	private final boolean webClient;

	/**
	 * Create a new instance.
	 * @param requests what requests the fast path
	 * @param webClient whether there is a WebClient
	 */
	public ClientsWithoutHook(SocketRequests requests, boolean webClient) {
		this.requests = requests;
		this.webClient = webClient;
	}

	@Override
	public void afterSingletonsInstantiated() {
		String names = this.requests.record()
			.clients()
			.all()
			.stream()
			.filter(this::isOfConcern)
			.map((client) -> client.type() + " '" + client.name() + "'")
			.collect(Collectors.joining(", "));
		if (!names.isEmpty() && this.requests.availability().isAvailable()) {
			logger.info("Loopback fast path cannot be requested by the HTTP clients of " + names
					+ ", as their library gives no access to its sockets. Add one that does (httpclient5 for RestClient"
					+ " and RestTemplate, reactor-netty-http for WebClient, for example), or set"
					+ " 'loopback-fast-path.scope' to 'jvm' to have the JDK request it on every TCP socket");
		}
	}

	private boolean isOfConcern(RecordedBuilder client) {
		// Spring Boot also has a builder for WebClient where there is no WebClient
		return client.coverage() == Coverage.NO_HOOK
				&& (this.webClient || !client.type().endsWith("ClientHttpConnectorBuilder"));
	}

}
