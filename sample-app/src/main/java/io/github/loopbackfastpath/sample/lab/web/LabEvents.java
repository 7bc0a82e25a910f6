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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells every page that is open what happens, and those that are opened later what has
 * happened. Each page is sent its events in a thread of its own: one that does not read
 * delays neither the lab nor another page.
 */
@Component
class LabEvents {

	private final Map<String, LabEvent> events = new LinkedHashMap<>();

	private final List<LabPage> pages = new ArrayList<>();

	private final ExecutorService senders = Executors.newCachedThreadPool(senders());

	LabEvents() {
		clear();
		tell(LabEvent.Progress.notRun());
	}

	synchronized SseEmitter subscribe() {
		LabPage page = new LabPage(this.senders, this.events.values());
		this.pages.add(page);
		page.emitter().onCompletion(() -> forget(page));
		return page.emitter();
	}

	synchronized void clear() {
		this.events.clear();
		tell(LabEvent.clear());
	}

	synchronized void tell(LabEvent event) {
		this.events.put(event.key(), event);
		this.pages.forEach((page) -> page.tell(event));
	}

	/**
	 * Lets the pages go, as the web server would wait for them before it stops. In their
	 * threads as well: the end of a page comes after what is being sent to it.
	 */
	@EventListener(ContextClosedEvent.class)
	void end() {
		pages().forEach((page) -> this.senders.execute(page.emitter()::complete));
	}

	private synchronized List<LabPage> pages() {
		return List.copyOf(this.pages);
	}

	private synchronized void forget(LabPage page) {
		this.pages.remove(page);
	}

	private static CustomizableThreadFactory senders() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("lab-page-");
		threads.setDaemon(true);
		return threads;
	}

}
