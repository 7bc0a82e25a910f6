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
package io.github.loopbackfastpath.internal.server.jetty;

import io.github.loopbackfastpath.internal.server.ServerHook;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.component.Container;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * The hook for an embedded Jetty. It puts a {@link JettyConnectorHook} on every
 * connector: the factory's own, those of other customizers, and those that are added to a
 * running Jetty.
 */
public final class JettyServerHook
		implements ServerHook, WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory>, Ordered {

	private final ServerSockets sockets;

	/**
	 * Create a new hook.
	 * @param sockets what to call when a connector starts
	 */
	public JettyServerHook(ServerSockets sockets) {
		this.sockets = sockets.forComponent("jetty");
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(ConfigurableJettyWebServerFactory factory) {
		// Jetty tells a new listener of the connectors that are there already
		factory.addServerCustomizers((server) -> server.addEventListener(new ConnectorChanges()));
	}

	@Override
	public @Nullable Object serverOf(WebServer webServer) {
		return (webServer instanceof JettyWebServer jetty) ? jetty.getServer() : null;
	}

	private static boolean isHooked(Connector connector) {
		return connector.getEventListeners().stream().anyMatch(JettyConnectorHook.class::isInstance);
	}

	private final class ConnectorChanges implements Container.Listener {

		@Override
		public void beanAdded(Container parent, Object child) {
			// Spring Boot removes all connectors from the server and adds them again
			if (child instanceof Connector connector && !isHooked(connector)) {
				JettyConnectorHook hook = new JettyConnectorHook(JettyServerHook.this.sockets);
				connector.addEventListener(hook);
				if (connector.isStarted()) {
					hook.lifeCycleStarting(connector);
				}
			}
		}

		@Override
		public void beanRemoved(Container parent, Object child) {
			if (child instanceof Connector connector) {
				JettyServerHook.this.sockets.forget(connector);
			}
		}

	}

}
