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

package io.github.loopbackfastpath.internal.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The beans of one application that build HTTP clients, in the order in which they were
 * created.
 */
public final class ClientBuilders {

	private static final Log logger = LogFactory.getLog(ClientBuilders.class);

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	private volatile Consumer<RecordedBuilder> listener = (client) -> {
	};

	private final Map<String, RecordedBuilder> clients = Collections.synchronizedMap(new LinkedHashMap<>());

	/**
	 * Record a bean that builds clients, in place of what was recorded of it before.
	 * @param client the bean
	 */
	public void put(RecordedBuilder client) {
		RecordedBuilder known = this.clients.put(client.name(), client);
		Guard.run("No log of " + client, () -> logger.debug("Loopback fast path for " + client));
		if (!client.equals(known)) {
			Guard.run("A client is not reported", () -> this.listener.accept(client));
		}
	}

	/**
	 * Record a bean of which there is one for each use, unless it was recorded before.
	 * @param client the bean
	 */
	public void putPrototype(RecordedBuilder client) {
		if (!this.clients.containsKey(client.name())) {
			put(client);
		}
	}

	/**
	 * Have a listener notified of each bean that is reported from now on.
	 * @param listener the listener
	 * @return the beans that were reported before
	 */
	public List<RecordedBuilder> notifyOfNext(Consumer<RecordedBuilder> listener) {
		this.listener = listener;
		return all();
	}

	/**
	 * Report that a client has something of the application's own in place of what has
	 * the hook, unless it is Spring Boot's, to which the hook does not fit.
	 * @param client the bean
	 */
	public void putUnlessInternalsChanged(RecordedBuilder client) {
		RecordedBuilder known = this.clients.get(client.name());
		if (known == null || known.coverage() != Coverage.INTERNALS_CHANGED) {
			put(client);
		}
	}

	/**
	 * Record that the hook does not fit the library any more, and warn of it once for
	 * each type of bean.
	 * @param client the bean
	 * @param cause what does not fit
	 */
	public void putInternalsChanged(RecordedBuilder client, Throwable cause) {
		put(client.with(Coverage.INTERNALS_CHANGED));
		Guard.run("No log of " + client, () -> log(client, cause));
	}

	private void log(RecordedBuilder client, Throwable cause) {
		if (this.warned.add(client.type())) {
			logger.warn(("Loopback fast path cannot reach the sockets of clients that a %s builds, which use plain TCP:"
					+ " the internals of their library have changed (%s)")
				.formatted(client.type(), cause));
		}
		logger.debug("The hook does not fit " + client, cause);
	}

	/**
	 * Return the beans that were recorded.
	 * @return a snapshot
	 */
	public List<RecordedBuilder> all() {
		synchronized (this.clients) {
			return List.copyOf(this.clients.values());
		}
	}

}
