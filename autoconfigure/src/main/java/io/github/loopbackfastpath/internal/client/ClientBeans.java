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

import java.lang.reflect.Proxy;

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.SimpleClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.util.ClassUtils;

/**
 * Installs the hooks in the beans that build clients, and records which beans are
 * covered.
 */
public final class ClientBeans {

	private final ClientSockets sockets;

	private final Iterable<ClientHook> hooks;

	private final Iterable<LibraryHook> libraryHooks;

	private final boolean webClient;

	/**
	 * Create a new instance.
	 * @param sockets where the beans are recorded
	 * @param hooks the hooks of the client libraries
	 * @param libraryHooks the hooks in clients that are declared without a builder
	 * @param webClient whether there is a WebClient
	 */
	public ClientBeans(ClientSockets sockets, Iterable<ClientHook> hooks, Iterable<LibraryHook> libraryHooks,
			boolean webClient) {
		this.sockets = sockets;
		this.hooks = hooks;
		this.libraryHooks = libraryHooks;
		this.webClient = webClient;
	}

	/**
	 * Install the hook of its library in a builder.
	 * @param builder the bean
	 * @param beanName its name
	 * @return the bean to use
	 */
	public Object install(Object builder, String beanName) {
		RecordedBuilder client = new RecordedBuilder(name(beanName), type(builder), Coverage.HOOKED);
		for (ClientHook hook : this.hooks) {
			try {
				Object hooked = hook.install(builder, client.countedAs(hook.component()));
				if (hooked != null) {
					put(builder, client.countedAs(hook.component()));
					return hooked;
				}
			}
			catch (Exception | LinkageError ex) {
				this.sockets.builders().putInternalsChanged(client, ex);
				return builder;
			}
		}
		put(builder, client.with(isWithoutHook(builder) ? Coverage.NO_HOOK : Coverage.OWN_BUILDER));
		return builder;
	}

	private void put(Object builder, RecordedBuilder client) {
		// Spring Boot also has a builder for WebClient where there is no WebClient
		if (this.webClient || !(builder instanceof ClientHttpConnectorBuilder<?>)) {
			this.sockets.builders().put(client);
		}
	}

	/**
	 * Record a client that no builder with a hook has built.
	 * @param bean any bean
	 * @param beanName its name
	 */
	public void inspect(Object bean, String beanName) {
		ClientTransport transport = ClientTransport.of(bean);
		if (transport != null && !this.sockets.built().contains(transport.value())
				&& !isHooked(transport.libraryClient())) {
			this.sockets.builders()
				.put(new RecordedBuilder(name(beanName), transport.kind(),
						transport.isWithoutHook() ? Coverage.NO_HOOK : Coverage.OWN_CLIENT));
		}
	}

	private boolean isHooked(@Nullable Object client) {
		if (client != null) {
			for (LibraryHook hook : this.libraryHooks) {
				if (hook.supports(client) && hook.isInstalled(client)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isWithoutHook(Object builder) {
		return builder instanceof JdkClientHttpRequestFactoryBuilder
				|| builder instanceof SimpleClientHttpRequestFactoryBuilder
				|| builder instanceof JdkClientHttpConnectorBuilder
				|| builder instanceof HttpComponentsClientHttpConnectorBuilder;
	}

	private static String name(String beanName) {
		return ScopedProxyUtils.isScopedTarget(beanName)
				? beanName.substring(ScopedProxyUtils.getTargetBeanName("").length()) : beanName;
	}

	private static String type(Object builder) {
		Class<?> type = builder.getClass();
		if (!type.isHidden() && !Proxy.isProxyClass(type)) {
			return ClassUtils.getShortName(type);
		}
		// The name of a lambda says nothing
		return (builder instanceof ClientHttpRequestFactoryBuilder<?>) ? "ClientHttpRequestFactoryBuilder"
				: "ClientHttpConnectorBuilder";
	}

}
