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

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * What HttpComponents does not publish: the fields of its connection manager's builder,
 * all of them and {@code connectionFactory} by name, and {@code connFactory} of the
 * connection manager.
 */
class ConnectionManagerInternals {

	@Nullable HttpConnectionFactory<ManagedHttpClientConnection> connectionFactory(
			PoolingHttpClientConnectionManagerBuilder builder) throws ReflectiveOperationException {
		return factory(PoolingHttpClientConnectionManagerBuilder.class, "connectionFactory", builder);
	}

	@Nullable HttpConnectionFactory<ManagedHttpClientConnection> connectionFactory(PoolingHttpClientConnectionManager manager)
			throws ReflectiveOperationException {
		return factory(PoolingHttpClientConnectionManager.class, "connFactory", manager);
	}

	@SuppressWarnings("unchecked")
	private @Nullable HttpConnectionFactory<ManagedHttpClientConnection> factory(Class<?> type, String name,
			Object object) throws ReflectiveOperationException {
		Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		return (HttpConnectionFactory<ManagedHttpClientConnection>) field.get(object);
	}

	/**
	 * Copy the whole configuration of a builder.
	 */
	void copy(PoolingHttpClientConnectionManagerBuilder source, PoolingHttpClientConnectionManagerBuilder target)
			throws ReflectiveOperationException {
		Class<?> type = PoolingHttpClientConnectionManagerBuilder.class;
		if (source.getClass() != type || type.getSuperclass() != Object.class) {
			throw new NoSuchFieldException("unknown fields in " + source.getClass().getName());
		}
		for (Field field : type.getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers())) {
				field.setAccessible(true);
				field.set(target, field.get(source));
			}
		}
	}

}
