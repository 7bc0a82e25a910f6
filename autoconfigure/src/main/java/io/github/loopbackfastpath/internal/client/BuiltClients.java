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

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The request factories and connectors that builder beans have built. Whatever else is
 * used by a client has no hook.
 */
public final class BuiltClients {

	// Neither type overrides equals
	private final Set<Object> clients = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	/**
	 * Add a request factory or a connector.
	 * @param client what a builder bean has built
	 */
	public void add(Object client) {
		this.clients.add(client);
	}

	boolean contains(Object client) {
		return this.clients.contains(client);
	}

}
