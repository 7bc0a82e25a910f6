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

import java.io.IOException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * An HTTP request to an embedded Tomcat, over a connection that is kept alive.
 */
final class HttpRequest implements Probe {

	private final Supplier<@Nullable String> call;

	private HttpRequest(Supplier<@Nullable String> call) {
		this.call = call;
	}

	static Probe withRestClient(Peer peer) throws IOException {
		return open(peer, (client, uri) -> {
			var restClient = client.restClient();
			return () -> restClient.get().uri(uri).retrieve().body(String.class);
		});
	}

	static Probe withWebClient(Peer peer) throws IOException {
		return open(peer, (client, uri) -> {
			var webClient = client.webClient();
			return () -> webClient.get().uri(uri).retrieve().bodyToMono(String.class).block();
		});
	}

	private static Probe open(Peer peer, BiFunction<HttpClient, String, Supplier<@Nullable String>> calls)
			throws IOException {
		String uri = peer.uri();
		HttpClient client = peer.httpClient();
		HttpRequest request = new HttpRequest(calls.apply(client, uri));
		try {
			request.once();
		}
		catch (WebClientResponseException ex) {
			// Reactor Netty 1.3.6; a version that does better is measured
			if (ex.getStatusCode().isSameCodeAs(HttpStatus.HTTP_VERSION_NOT_SUPPORTED)) {
				throw new NotAvailableException("Reactor Netty without a native transport takes a Unix-domain socket "
						+ "for HTTP/3, and Tomcat refuses its requests");
			}
			throw ex;
		}
		client.checkThatItAsked();
		return request;
	}

	@Override
	public long once() throws IOException {
		long start = System.nanoTime();
		String answer = this.call.get();
		long duration = System.nanoTime() - start;
		if (answer == null || answer.isEmpty()) {
			throw new IOException("The peer answered nothing");
		}
		return duration;
	}

}
