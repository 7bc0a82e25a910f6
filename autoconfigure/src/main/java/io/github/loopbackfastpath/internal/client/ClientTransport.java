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

import java.lang.reflect.Field;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.client.AbstractClientHttpRequestFactoryWrapper;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * The transport of a client: its request factory or its connector. Spring gives no access
 * to that of RestClient and WebClient; where it cannot be found, it is unknown.
 *
 * @param kind the kind of the client, such as {@code RestClient}
 * @param value the request factory or the connector
 */
record ClientTransport(String kind, Object value) {

	private static final Set<String> WITHOUT_HOOK = Set.of("JdkClientHttpRequestFactory",
			"SimpleClientHttpRequestFactory", "JdkClientHttpConnector", "HttpComponentsClientHttpConnector");

	// By name, as there may be no WebClient
	private static final String WEB_CLIENT = "org.springframework.web.reactive.function.client.DefaultWebClient";

	static @Nullable ClientTransport of(Object bean) {
		if (bean instanceof ClientHttpRequestFactory || bean instanceof ClientHttpConnector) {
			return of(bean.getClass().getSimpleName(), bean);
		}
		if (bean instanceof RestTemplate restTemplate) {
			return of("RestTemplate", restTemplate.getRequestFactory());
		}
		if (bean instanceof RestClient) {
			return of("RestClient", field(bean, "clientRequestFactory"));
		}
		if (bean.getClass().getName().equals(WEB_CLIENT)) {
			Object exchange = field(bean, "exchangeFunction");
			return of("WebClient", (exchange != null) ? field(exchange, "connector") : null);
		}
		return null;
	}

	private static @Nullable ClientTransport of(String kind, @Nullable Object transport) {
		Object value = transport;
		while (value instanceof AbstractClientHttpRequestFactoryWrapper wrapper) {
			value = wrapper.getDelegate();
		}
		return (value != null) ? new ClientTransport(kind, value) : null;
	}

	boolean isWithoutHook() {
		Class<?> type = this.value.getClass();
		return type.getPackageName().startsWith("org.springframework.http.client")
				&& WITHOUT_HOOK.contains(type.getSimpleName());
	}

	/**
	 * Return the library's client that the transport of Reactor Netty or Jetty uses.
	 */
	@Nullable Object libraryClient() {
		return field(this.value, "httpClient");
	}

	private static @Nullable Object field(Object object, String name) {
		try {
			Field field = object.getClass().getDeclaredField(name);
			field.setAccessible(true);
			return field.get(object);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

}
