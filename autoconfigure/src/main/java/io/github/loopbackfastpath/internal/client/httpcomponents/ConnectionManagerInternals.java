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

import java.lang.reflect.Field;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.DetachedSocketFactory;

import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpComponentsHttpClientBuilder;

/**
 * The internals of HttpComponents and of Spring Boot that the hook depends on. Each of
 * them fails with a {@link ReflectiveOperationException} where a version differs, or
 * where the JVM does not let final fields be changed.
 */
class ConnectionManagerInternals {

	/**
	 * Return a builder like the given one with other customizers. Spring Boot only lets
	 * customizers be appended.
	 */
	HttpComponentsClientHttpRequestFactoryBuilder withCustomizers(HttpComponentsClientHttpRequestFactoryBuilder builder,
			UnaryOperator<Consumer<HttpClientBuilder>> change) throws ReflectiveOperationException {
		Field clientBuilder = field(HttpComponentsClientHttpRequestFactoryBuilder.class, "httpClientBuilder");
		Field customizer = field(HttpComponentsHttpClientBuilder.class, "customizer");
		@SuppressWarnings("unchecked")
		Consumer<HttpClientBuilder> existing = (Consumer<HttpClientBuilder>) customizer.get(clientBuilder.get(builder));
		// A copy, as the given one may be in use
		HttpComponentsClientHttpRequestFactoryBuilder copy = builder.withHttpClientCustomizer(existing);
		customizer.set(clientBuilder.get(copy), change.apply(existing));
		return copy;
	}

	/**
	 * Set what opens the sockets of a connection manager that has not been used yet.
	 */
	void setSocketFactory(PoolingHttpClientConnectionManager manager, DetachedSocketFactory factory)
			throws ReflectiveOperationException {
		field(DefaultHttpClientConnectionOperator.class, "detachedSocketFactory").set(operator(manager), factory);
	}

	/**
	 * Return the connection manager of a client that is being built. HttpComponents has a
	 * getter from 5.6 on; Spring Boot 4.0 manages 5.5.
	 */
	Object manager(HttpClientBuilder builder) throws ReflectiveOperationException {
		return field(HttpClientBuilder.class, "connManager").get(builder);
	}

	/**
	 * Return the connection manager of a client.
	 */
	Object manager(HttpClient client) throws ReflectiveOperationException {
		return field(client.getClass(), "connManager").get(client);
	}

	/**
	 * Return whether a connection manager opens sockets that have the hook.
	 */
	boolean isHooked(PoolingHttpClientConnectionManager manager) throws ReflectiveOperationException {
		Object operator = field(PoolingHttpClientConnectionManager.class, "connectionOperator").get(manager);
		return operator instanceof DefaultHttpClientConnectionOperator
				&& field(DefaultHttpClientConnectionOperator.class, "detachedSocketFactory")
					.get(operator) instanceof FastPathSocketFactory;
	}

	private Object operator(PoolingHttpClientConnectionManager manager) throws ReflectiveOperationException {
		Object operator = field(PoolingHttpClientConnectionManager.class, "connectionOperator").get(manager);
		if (!(operator instanceof DefaultHttpClientConnectionOperator)) {
			throw new NoSuchFieldException("no detachedSocketFactory in " + operator);
		}
		return operator;
	}

	private Field field(Class<?> type, String name) throws NoSuchFieldException {
		Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		return field;
	}

}
