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

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Names the clients of the application for which there is no hook, and the ways out: all
 * at the end of the start, and each that is created later.
 */
public class ClientsWithoutHook implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ClientsWithoutHook.class);

	private final SocketRequests requests;

	/**
	 * Create a new instance.
	 * @param requests what requests the fast path
	 */
	public ClientsWithoutHook(SocketRequests requests) {
		this.requests = requests;
	}

	@Override
	public void afterSingletonsInstantiated() {
		log(this.requests.record().clients().notifyOfNext((client) -> log(List.of(client))));
	}

	private void log(List<RecordedBuilder> clients) {
		log("Loopback fast path cannot be requested by the clients of %s, as their library gives no access to its"
				+ " sockets. Add one that does (httpclient5 for RestClient and RestTemplate, reactor-netty-http for"
				+ " WebClient), or set 'loopback-fast-path.scope' to 'jvm' to have the JDK request it on every TCP socket",
				names(clients, EnumSet.of(Coverage.NO_HOOK)));
		log("Loopback fast path is not requested by %s, which none of Spring Boot's builders makes. Make them with"
				+ " RestClient.Builder, RestTemplateBuilder or WebClient.Builder, or set 'loopback-fast-path.scope' to 'jvm'",
				names(clients, EnumSet.of(Coverage.OWN_BUILDER, Coverage.OWN_CLIENT)));
		clients.stream()
			.filter((client) -> client.remedy() != null)
			.collect(Collectors.groupingBy((client) -> String.valueOf(client.remedy()), LinkedHashMap::new,
					Collectors.mapping(ClientsWithoutHook::name, Collectors.joining(", "))))
			.forEach((remedy, names) -> log("Loopback fast path is not requested by %s. " + remedy, names));
	}

	private void log(String message, String names) {
		if (!names.isEmpty() && this.requests.availability().isAvailable()) {
			logger.info(message.formatted(names));
		}
	}

	private static String names(List<RecordedBuilder> clients, Set<Coverage> coverage) {
		return clients.stream()
			.filter((client) -> client.remedy() == null && coverage.contains(client.coverage()))
			.map(ClientsWithoutHook::name)
			.collect(Collectors.joining(", "));
	}

	private static String name(RecordedBuilder client) {
		return client.type() + " '" + client.name() + "'";
	}

}
