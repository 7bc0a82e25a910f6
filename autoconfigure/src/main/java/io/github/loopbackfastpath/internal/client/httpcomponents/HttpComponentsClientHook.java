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

package io.github.loopbackfastpath.internal.client.httpcomponents;

import java.util.function.Consumer;

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.internal.client.ClientHook;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * Hook that makes the connection manager that Spring Boot builds open
 * {@link FastPathSocket}s. There is no public way to do so. The manager stays the same
 * object, and is changed before any customizer sees it: whatever is set on it, or bound
 * to it, applies. A manager that a customizer puts in its place is left alone and
 * reported.
 */
public final class HttpComponentsClientHook implements ClientHook {

	private static final String COMPONENT = "httpcomponents";

	private final ClientSockets sockets;

	private final ConnectionManagerInternals internals;

	/**
	 * Create a new hook.
	 * @param sockets what to call before each connection
	 */
	public HttpComponentsClientHook(ClientSockets sockets) {
		this(sockets, new ConnectionManagerInternals());
	}

	HttpComponentsClientHook(ClientSockets sockets, ConnectionManagerInternals internals) {
		this.sockets = sockets.forComponent(COMPONENT, "the SocketConfig of HttpComponents' connection manager");
		this.internals = internals;
	}

	@Override
	public String component() {
		return COMPONENT;
	}

	@Override
	public @Nullable Object install(Object builder, RecordedBuilder client) {
		if (!(builder instanceof HttpComponentsClientHttpRequestFactoryBuilder imperative)) {
			return null;
		}
		try {
			return this.internals
				.withCustomizers(imperative, (customizers) -> (http) -> customize(http, customizers, client))
				.withCustomizer((factory) -> check(factory, client));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void customize(HttpClientBuilder builder, Consumer<HttpClientBuilder> customizers, RecordedBuilder client) {
		this.sockets.install(builder, client, (target) -> {
			// Spring Boot's, as no customizer has run yet
			Object manager = this.internals.manager(target);
			this.internals.setSocketFactory((PoolingHttpClientConnectionManager) manager,
					new FastPathSocketFactory(this.sockets));
			return target;
		});
		customizers.accept(builder);
	}

	/**
	 * Checks the manager of what was built, as one may also be set on a builder that is
	 * derived from the bean.
	 */
	private void check(HttpComponentsClientHttpRequestFactory factory, RecordedBuilder client) {
		this.sockets.built().add(factory);
		this.sockets.install(factory, client, (target) -> {
			Object manager = this.internals.manager(target.getHttpClient());
			if (!(manager instanceof PoolingHttpClientConnectionManager pooling) || !this.internals.isHooked(pooling)) {
				this.sockets.builders().putUnlessInternalsChanged(client.with(Coverage.OWN_MANAGER));
			}
			return target;
		});
	}

}
