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
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;

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

	private final RequiredFastPath required;

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
		this.required = new RequiredFastPath(requests);
		this.hooks = hooks;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof WebServerInitializedEvent initialized && this.checked.add(initialized.getWebServer())) {
			this.required.check(serverOf(initialized.getWebServer()),
					initialized.getWebServer().getClass().getSimpleName());
		}
		else if (event instanceof ContextRefreshedEvent refreshed && refreshed.getSource() == this.context
				&& this.context instanceof WebServerApplicationContext) {
			this.required.checkAll("the servlet container");
		}
	}

	private Object serverOf(WebServer webServer) {
		return this.hooks.stream()
			.map((hook) -> hook.serverOf(webServer))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(webServer);
	}

}
