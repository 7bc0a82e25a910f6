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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells every page that is open what happens, and those that are opened later what has
 * happened.
 */
@Component
class LabEvents {

	private final Map<String, LabEvent> events = new LinkedHashMap<>();

	private final List<SseEmitter> pages = new ArrayList<>();

	synchronized SseEmitter subscribe() {
		SseEmitter page = new SseEmitter(0L);
		this.pages.add(page);
		page.onCompletion(() -> forget(page));
		this.events.values().forEach((event) -> send(page, event));
		return page;
	}

	synchronized void clear() {
		this.events.clear();
		tell(new LabEvent("clear", "clear", Map.of()));
	}

	synchronized void tell(LabEvent event) {
		this.events.put(event.key(), event);
		pages().forEach((page) -> send(page, event));
	}

	/**
	 * Lets the pages go, as the web server would wait for them before it stops.
	 */
	@EventListener(ContextClosedEvent.class)
	void end() {
		pages().forEach(SseEmitter::complete);
	}

	private synchronized List<SseEmitter> pages() {
		return List.copyOf(this.pages);
	}

	private void send(SseEmitter page, LabEvent event) {
		try {
			page.send(SseEmitter.event().name(event.name()).data(event.data(), MediaType.APPLICATION_JSON));
		}
		catch (IOException | IllegalStateException ex) {
			// The page has been closed
			this.pages.remove(page);
		}
	}

	private synchronized void forget(SseEmitter page) {
		this.pages.remove(page);
	}

}
