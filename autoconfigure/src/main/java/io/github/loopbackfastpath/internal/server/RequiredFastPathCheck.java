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

package io.github.loopbackfastpath.internal.server;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.system.FastPathStartException;
import io.github.loopbackfastpath.internal.system.SocketRequests;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Fails the start of an application that requires the fast path and does not have it.
 * Checks each web server by its own listeners after it has started, and all of them when
 * the application has started. What listeners do later does not matter here.
 */
public class RequiredFastPathCheck implements ApplicationListener<ApplicationEvent> {

	private static final String IS_REQUIRED = "'loopback-fast-path.required' is 'true', but ";

	private static final String OR_NOT_REQUIRED = "If the application can do without the fast path, set"
			+ " 'loopback-fast-path.required' to 'false'";

	private final SocketRequests requests;

	private final ObjectProvider<ServerHook> hooks;

	private final ApplicationContext context;

	private final Set<WebServer> checked = Collections.newSetFromMap(new WeakHashMap<>());

	/**
	 * Create a new check.
	 * @param requests what requests the fast path
	 * @param hooks the hooks of the servers
	 * @param context the context of the application
	 */
	public RequiredFastPathCheck(SocketRequests requests, ObjectProvider<ServerHook> hooks,
			ApplicationContext context) {
		this.requests = requests;
		this.hooks = hooks;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof WebServerInitializedEvent initialized && this.checked.add(initialized.getWebServer())) {
			check(listenersOf(initialized.getWebServer()), initialized.getWebServer());
		}
		else if (event instanceof ContextRefreshedEvent refreshed && refreshed.getSource() == this.context
				&& this.context instanceof WebServerApplicationContext) {
			checkAll();
		}
	}

	private void check(List<RecordedListener> listeners, WebServer webServer) {
		// Listeners of every server have it requested then, also of one that has no hook
		if (!this.requests.jdk().isAccepted()) {
			checkAvailability();
			if (listeners.isEmpty()) {
				throw outOfReach(webServer.getClass().getSimpleName());
			}
			checkMissing(listeners);
		}
	}

	/**
	 * Check what can be judged only when all web servers of the application have started:
	 * a single one may have no listener that is selected.
	 */
	private void checkAll() {
		if (this.requests.jdk().isAccepted()) {
			return;
		}
		checkAvailability();
		List<RecordedListener> listeners = this.requests.record().servers().all();
		if (listeners.isEmpty()) {
			throw outOfReach("the servlet container");
		}
		checkMissing(listeners);
		if (listeners.stream().noneMatch((listener) -> listener.outcome().isRequested())) {
			throw new FastPathStartException(IS_REQUIRED + "no listener has it requested: " + describe(listeners) + ".",
					"Compare 'loopback-fast-path.server.ports' and 'loopback-fast-path.ip-version' with the configured"
							+ " addresses and ports. " + OR_NOT_REQUIRED + ".");
		}
	}

	private void checkAvailability() {
		FastPathAvailability availability = this.requests.availability();
		if (availability.state() == FastPathAvailability.State.NOT_WINDOWS) {
			throw new FastPathStartException(IS_REQUIRED + availability.cause() + ".",
					OR_NOT_REQUIRED + ", or set it to 'true' only in a profile that is active on Windows.");
		}
		if (!availability.isAvailable()) {
			throw new FastPathStartException(
					IS_REQUIRED + "the fast path is not available: " + availability.cause() + ".",
					availability.remedy() + " " + OR_NOT_REQUIRED + ".");
		}
	}

	private static void checkMissing(List<RecordedListener> listeners) {
		List<RecordedListener> missing = listeners.stream().filter(RecordedListener::isMissingFastPath).toList();
		if (!missing.isEmpty()) {
			throw new FastPathStartException(
					IS_REQUIRED + "not every listener has it requested: " + describe(missing) + ".",
					"See what the log says about the error. 'loopback-fast-path.server.ports' can exclude a listener. "
							+ OR_NOT_REQUIRED + ".");
		}
	}

	private static FastPathStartException outOfReach(String server) {
		return new FastPathStartException(
				IS_REQUIRED + "it is not requested for the listeners of %s, which are out of reach.".formatted(server),
				"Use an embedded server that the starter covers, and leave 'loopback-fast-path.server.enabled' at"
						+ " 'true'. " + OR_NOT_REQUIRED + ".");
	}

	private List<RecordedListener> listenersOf(WebServer webServer) {
		Object server = this.hooks.stream()
			.map((hook) -> hook.serverOf(webServer))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(webServer);
		return this.requests.record().servers().of(server);
	}

	private static String describe(List<RecordedListener> listeners) {
		return listeners.stream().map(RecordedListener::toString).collect(Collectors.joining("; "));
	}

}
