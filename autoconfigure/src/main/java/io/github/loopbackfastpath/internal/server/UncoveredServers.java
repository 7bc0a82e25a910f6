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

import java.util.Objects;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/**
 * Records the servers whose listening sockets no hook reaches: embedded ones without a
 * hook, and the servlet container to which an application is deployed.
 */
public class UncoveredServers implements ApplicationListener<ApplicationEvent>, Ordered {

	private static final String REMEDY = "Use an embedded server that has a hook";

	private final ServerSockets sockets;

	private final ObjectProvider<ServerHook> hooks;

	private final ApplicationContext context;

	/**
	 * Create a new instance.
	 * @param sockets where the servers are recorded
	 * @param hooks the hooks of the servers
	 * @param context the context of the application
	 */
	public UncoveredServers(ServerSockets sockets, ObjectProvider<ServerHook> hooks, ApplicationContext context) {
		this.sockets = sockets;
		this.hooks = hooks;
		this.context = context;
	}

	@Override
	public int getOrder() {
		// Before the check of what is required
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof WebServerInitializedEvent initialized) {
			check(initialized.getWebServer());
		}
		else if (event instanceof ContextRefreshedEvent refreshed && refreshed.getSource() == this.context) {
			checkDeployment();
		}
	}

	private void check(WebServer webServer) {
		if (this.hooks.stream().map((hook) -> hook.serverOf(webServer)).noneMatch(Objects::nonNull)) {
			this.sockets.outOfReach(webServer, webServer.getClass().getSimpleName(), "*:" + webServer.getPort(),
					REMEDY);
		}
	}

	private void checkDeployment() {
		if (this.context instanceof WebServerApplicationContext web && web.getWebServer() == null) {
			this.sockets.outOfReach(this.context, "the servlet container", "unknown", REMEDY);
		}
	}

}
