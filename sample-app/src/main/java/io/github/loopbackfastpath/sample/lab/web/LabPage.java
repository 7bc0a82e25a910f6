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

package io.github.loopbackfastpath.sample.lab.web;

import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A page that is open, and the events that it has still to be told. Of events with the
 * same key it keeps the latest, so that a page that does not read takes no more memory
 * than the state of the lab.
 */
class LabPage {

	private final SseEmitter emitter = new SseEmitter(0L);

	private final Map<String, LabEvent> pending = new LinkedHashMap<>();

	private final Executor executor;

	private boolean sending;

	LabPage(Executor executor, Collection<LabEvent> state) {
		this.executor = executor;
		state.forEach(this::tell);
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	/**
	 * Send an event soon, without a wait for the page.
	 */
	synchronized void tell(LabEvent event) {
		if (event.isClear()) {
			this.pending.clear();
		}
		this.pending.put(event.key(), event);
		if (!this.sending) {
			this.sending = true;
			this.executor.execute(this::send);
		}
	}

	private void send() {
		try {
			for (LabEvent event = next(); event != null; event = next()) {
				this.emitter.send(SseEmitter.event().name(event.name()).data(event.data(), MediaType.APPLICATION_JSON));
			}
		}
		catch (IOException | IllegalStateException ex) {
			// The page has been closed, and is forgotten when its request completes
		}
	}

	private synchronized @Nullable LabEvent next() {
		Iterator<LabEvent> events = this.pending.values().iterator();
		this.sending = events.hasNext();
		if (!this.sending) {
			return null;
		}
		LabEvent event = events.next();
		events.remove();
		return event;
	}

}
