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
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A client that may be a bean, and the library's client in it. By name, as each of them
 * is optional, and from a field, as most of them give no access to it.
 *
 * @param type the type of the bean
 * @param library the library's client, which the bean itself may be
 */
record KnownClient(String type, Object library) {

	private static final String ITSELF = "";

	/** The types, and the field with the client of the library. */
	static final Map<String, String> FIELDS = Map.ofEntries(
			// The clients themselves
			Map.entry("reactor.netty.tcp.TcpClient", ITSELF), Map.entry("reactor.netty.http.client.HttpClient", ITSELF),
			Map.entry("org.eclipse.jetty.client.HttpClient", ITSELF),
			Map.entry("org.eclipse.jetty.websocket.client.WebSocketClient", ITSELF),
			Map.entry("org.eclipse.jetty.ee11.websocket.jakarta.client.JakartaWebSocketClientContainer", ITSELF),
			// Spring's WebSocket clients
			Map.entry("org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient", "httpClient"),
			Map.entry("org.springframework.web.reactive.socket.client.JettyWebSocketClient", "client"),
			Map.entry("org.springframework.web.reactive.socket.client.StandardWebSocketClient", "webSocketContainer"),
			Map.entry("org.springframework.web.socket.client.standard.StandardWebSocketClient", "webSocketContainer"),
			// RSocket's transports
			Map.entry("io.rsocket.transport.netty.client.TcpClientTransport", "client"),
			Map.entry("io.rsocket.transport.netty.client.WebsocketClientTransport", "client"));

	static boolean isKnown(Object bean) {
		return knownType(bean) != null;
	}

	static @Nullable KnownClient of(Object bean) {
		Class<?> type = knownType(bean);
		if (type == null) {
			return null;
		}
		String field = FIELDS.get(type.getName());
		Object library = ITSELF.equals(field) ? bean : read(type, String.valueOf(field), bean);
		// A proxy has nothing in it
		return (library != null) ? new KnownClient(ClassUtils.getShortName(type), library) : null;
	}

	private static @Nullable Class<?> knownType(Object bean) {
		Class<?> type = bean.getClass();
		while (type != null && !FIELDS.containsKey(type.getName())) {
			type = type.getSuperclass();
		}
		return type;
	}

	private static @Nullable Object read(Class<?> type, String name, Object bean) {
		Field field = ReflectionUtils.findField(type, name);
		if (field == null) {
			throw new IllegalStateException("%s has no field '%s'".formatted(type.getName(), name));
		}
		field.setAccessible(true);
		return ReflectionUtils.getField(field, bean);
	}

}
