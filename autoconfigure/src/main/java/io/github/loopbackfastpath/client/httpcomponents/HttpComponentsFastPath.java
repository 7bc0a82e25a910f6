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

package io.github.loopbackfastpath.client.httpcomponents;

import io.github.loopbackfastpath.client.ClientFastPath;
import io.github.loopbackfastpath.client.ClientHook;
import io.github.loopbackfastpath.client.FastPathClient;
import io.github.loopbackfastpath.client.FastPathClients;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;

/**
 * Has the connection manager that Spring Boot builds open {@link FastPathSocket}s. There
 * is no public way to do so: Spring Boot's manager is replaced by one that differs only
 * in its sockets. A manager of the application's own is left alone.
 *
 * @since 0.1.0
 */
public final class HttpComponentsFastPath implements ClientHook {

	private final ClientFastPath fastPath;

	private final FastPathClients clients;

	private final ConnectionManagerInternals internals;

	/**
	 * Create a new hook.
	 * @param fastPath what to call before each connection
	 * @param clients where to report that the hook does not work out
	 */
	public HttpComponentsFastPath(ClientFastPath fastPath, FastPathClients clients) {
		this(fastPath, clients, new ConnectionManagerInternals());
	}

	HttpComponentsFastPath(ClientFastPath fastPath, FastPathClients clients, ConnectionManagerInternals internals) {
		this.fastPath = fastPath.forComponent("httpcomponents",
				"the SocketConfig of HttpComponents' connection manager");
		this.clients = clients;
		this.internals = internals;
	}

	@Override
	public @Nullable Object install(Object builder, FastPathClient client) {
		return (builder instanceof HttpComponentsClientHttpRequestFactoryBuilder imperative)
				? imperative.withConnectionManagerCustomizer((manager) -> mark(manager, client))
					.withHttpClientCustomizer((http) -> replaceManager(http, client))
				: null;
	}

	private void mark(PoolingHttpClientConnectionManagerBuilder builder, FastPathClient client) {
		guarded(client, () -> {
			HttpConnectionFactory<ManagedHttpClientConnection> original = this.internals.connectionFactory(builder);
			if (!(original instanceof BuilderMark)) {
				builder.setConnectionFactory(new BuilderMark(builder, original));
			}
		});
	}

	private void replaceManager(HttpClientBuilder builder, FastPathClient client) {
		guarded(client, () -> {
			// Only Spring Boot's manager carries the mark
			if (builder.getConnManager() instanceof PoolingHttpClientConnectionManager manager
					&& this.internals.connectionFactory(manager) instanceof BuilderMark mark) {
				builder.setConnectionManager(new FastPathManagerBuilder(mark, this.internals, this.fastPath).build());
			}
		});
	}

	private void guarded(FastPathClient client, ReflectiveAction action) {
		if (this.fastPath.isAvailable()) {
			try {
				action.run();
			}
			catch (Exception | LinkageError ex) {
				this.clients.reportInternalsChanged(client, ex);
			}
		}
	}

	@FunctionalInterface
	private interface ReflectiveAction {

		void run() throws ReflectiveOperationException;

	}

}
