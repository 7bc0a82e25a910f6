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

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.loopbackfastpath.client.ClientFastPath;
import io.github.loopbackfastpath.client.ClientHook;
import io.github.loopbackfastpath.client.FastPathClient;
import io.github.loopbackfastpath.client.FastPathClients;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
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

	private static final Log logger = LogFactory.getLog(HttpComponentsFastPath.class);

	private final ClientFastPath fastPath;

	private final FastPathClients clients;

	private final ConnectionManagerInternals internals;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Create a new hook.
	 * @param fastPath what to call before each connection
	 * @param clients where to report that the hook does not work out
	 */
	public HttpComponentsFastPath(ClientFastPath fastPath, FastPathClients clients) {
		this(fastPath, clients, new ConnectionManagerInternals());
	}

	HttpComponentsFastPath(ClientFastPath fastPath, FastPathClients clients, ConnectionManagerInternals internals) {
		this.fastPath = fastPath.forComponent("httpcomponents");
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
		if (!this.fastPath.isAvailable()) {
			return;
		}
		try {
			if (!(this.internals.connectionFactory(builder) instanceof BuilderMark)) {
				builder.setConnectionFactory(new BuilderMark(builder, this.internals.connectionFactory(builder)));
			}
		}
		catch (Exception | LinkageError ex) {
			internalsChanged(client, ex);
		}
	}

	private void replaceManager(HttpClientBuilder builder, FastPathClient client) {
		if (!this.fastPath.isAvailable()
				|| !(builder.getConnManager() instanceof PoolingHttpClientConnectionManager manager)) {
			return;
		}
		try {
			// Only Spring Boot's manager carries the mark
			if (this.internals.connectionFactory(manager) instanceof BuilderMark mark) {
				builder.setConnectionManager(new FastPathManagerBuilder(mark, this.internals, this.fastPath).build());
			}
		}
		catch (Exception | LinkageError ex) {
			internalsChanged(client, ex);
		}
	}

	private void internalsChanged(FastPathClient client, Throwable cause) {
		this.clients.report(client.with(FastPathClient.Coverage.INTERNALS_CHANGED));
		String message = "Loopback fast path cannot reach the sockets of this HttpComponents, which use plain TCP:"
				+ " its internals have changed (" + cause + ")";
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(message);
		}
		else {
			logger.debug(message, cause);
		}
	}

}
