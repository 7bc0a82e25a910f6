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
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.LoopbackFastPath;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Fails the start of an application that requires the fast path and did not get it. Looks
 * once at each web server, after it has started; what its connectors do later never
 * matters here.
 *
 * @since 0.1.0
 */
public class RequiredFastPathCheck implements ApplicationListener<WebServerInitializedEvent> {

	private static final String OR_NOT_REQUIRED = "If the application can do without the fast path, set"
			+ " 'loopback-fast-path.required' to 'false'";

	private final LoopbackFastPath fastPath;

	private final FastPathListeners listeners;

	private final Set<WebServer> checked = Collections.newSetFromMap(new WeakHashMap<>());

	/**
	 * Create a new check.
	 * @param fastPath the fast path
	 * @param listeners the listeners that were asked for
	 */
	public RequiredFastPathCheck(LoopbackFastPath fastPath, FastPathListeners listeners) {
		this.fastPath = fastPath;
		this.listeners = listeners;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (this.checked.add(event.getWebServer())) {
			// Listeners of every server have it then, also of one that is not reached
			if (!this.fastPath.jdk().isAccepted()) {
				checkAvailability();
				checkListeners(event.getWebServer());
			}
		}
	}

	private void checkAvailability() {
		FastPathAvailability availability = this.fastPath.availability();
		if (availability.state() == FastPathAvailability.State.NOT_WINDOWS) {
			throw new FastPathRequiredException(
					"'loopback-fast-path.required' is 'true', but " + availability.cause() + ".",
					OR_NOT_REQUIRED + ", or set it to 'true' only in a profile that is active on Windows.");
		}
		if (!availability.isAvailable()) {
			throw new FastPathRequiredException(
					"'loopback-fast-path.required' is 'true', but the fast path is not available: "
							+ availability.cause() + ".",
					availability.remedy() + " " + OR_NOT_REQUIRED + ".");
		}
	}

	private void checkListeners(WebServer server) {
		List<FastPathListener> all = this.listeners.all();
		if (all.isEmpty()) {
			throw new FastPathRequiredException(
					"'loopback-fast-path.required' is 'true', but the listeners of %s are not asked for."
						.formatted(server.getClass().getSimpleName()),
					"Use the embedded Tomcat and leave 'loopback-fast-path.server.enabled' at 'true'. "
							+ OR_NOT_REQUIRED + ".");
		}
		List<FastPathListener> missing = all.stream().filter(FastPathListener::isMissingFastPath).toList();
		if (!missing.isEmpty()) {
			throw new FastPathRequiredException(
					"'loopback-fast-path.required' is 'true', but not every listener got the fast path: "
							+ missing.stream().map(FastPathListener::toString).collect(Collectors.joining("; ")) + ".",
					"See what the log says of the error. A listener can be left out with"
							+ " 'loopback-fast-path.server.ports'. " + OR_NOT_REQUIRED + ".");
		}
	}

}
