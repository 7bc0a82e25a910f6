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

package io.github.loopbackfastpath.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The listeners of the embedded web servers of one application, in the order in which
 * they started.
 *
 * @since 0.1.0
 */
public final class FastPathListeners {

	private static final Log logger = LogFactory.getLog(FastPathListeners.class);

	private final Map<Object, FastPathListener> listeners = Collections.synchronizedMap(new LinkedHashMap<>());

	/**
	 * Report a listener that starts, instead of what was reported of it before.
	 * @param key the server's object for the listener
	 * @param listener the listener
	 */
	public void report(Object key, FastPathListener listener) {
		this.listeners.put(key, listener);
		switch (listener.outcome().kind()) {
			case REQUESTED, LEFT_TO_JDK, FAILED -> logger.info("Loopback fast path for " + listener);
			default -> logger.debug("Loopback fast path for " + listener);
		}
	}

	/**
	 * Return the listeners that were reported.
	 * @return a snapshot
	 */
	public List<FastPathListener> all() {
		synchronized (this.listeners) {
			return List.copyOf(this.listeners.values());
		}
	}

}
