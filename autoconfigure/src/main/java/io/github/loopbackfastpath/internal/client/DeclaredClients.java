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

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Installs the hooks in the clients that the application declares as beans, without a
 * builder of Spring Boot's: those of Reactor Netty and Jetty, and the WebSocket and
 * RSocket clients that use them. Records which of them are covered.
 */
public final class DeclaredClients {

	private static final String NO_HOOK_REMEDY = "Use a WebSocket client over Reactor Netty or Jetty, or set"
			+ " 'loopback-fast-path.scope' to 'jvm'";

	private final ClientSockets sockets;

	private final Iterable<LibraryHook> hooks;

	/**
	 * Create a new instance.
	 * @param sockets where the beans are recorded
	 * @param hooks the hooks of the client libraries
	 */
	public DeclaredClients(ClientSockets sockets, Iterable<LibraryHook> hooks) {
		this.sockets = sockets;
		this.hooks = hooks;
	}

	/**
	 * Return whether a bean may have to be installed.
	 * @param bean any bean
	 */
	public static boolean isClient(Object bean) {
		return KnownClient.isKnown(bean);
	}

	/**
	 * Return the client of a library that is in a client of Spring or RSocket.
	 * @param client any object
	 * @return the library's client, or {@code null} if there is none, or none that is
	 * known
	 */
	public static @Nullable Object libraryClientOf(Object client) {
		KnownClient known = KnownClient.of(client);
		return (known != null) ? known.library() : null;
	}

	/**
	 * Install the hook of its library in a client.
	 * @param bean the bean
	 * @param beanName its name
	 * @return the bean to use
	 */
	public Object install(Object bean, String beanName) {
		RecordedBuilder client = new RecordedBuilder(beanName, bean.getClass().getSimpleName(), Coverage.HOOKED);
		try {
			KnownClient known = this.sockets.isAvailable() ? KnownClient.of(bean) : null;
			return (known != null) ? install(bean, known, new RecordedBuilder(beanName, known.type(), Coverage.HOOKED))
					: bean;
		}
		catch (Exception | LinkageError ex) {
			this.sockets.builders().putInternalsChanged(client, ex);
			return bean;
		}
	}

	private Object install(Object bean, KnownClient known, RecordedBuilder client) {
		LibraryHook hook = hookFor(known.library());
		if (hook == null) {
			this.sockets.builders().put(client.with(Coverage.NO_HOOK).withRemedy(NO_HOOK_REMEDY));
			return bean;
		}
		Object hooked = hook.install(known.library());
		boolean reached = hooked == known.library() || bean == known.library();
		this.sockets.builders()
			.put(reached ? client.countedAs(hook.component())
					: client.with(Coverage.OWN_CLIENT).withRemedy(hook.remedy()));
		return (bean == known.library()) ? hooked : bean;
	}

	private @Nullable LibraryHook hookFor(Object library) {
		for (LibraryHook hook : this.hooks) {
			if (hook.supports(library)) {
				return hook;
			}
		}
		return null;
	}

}
