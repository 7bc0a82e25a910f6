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

package io.github.loopbackfastpath.internal.server.tomcat;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.server.ServerHook;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardService;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;

/**
 * The hook for an embedded Tomcat. It puts a {@link TomcatConnectorHook} on every
 * connector: the factory's own, additional ones, those of further services, on which no
 * connector customizer is called, and those that are added to a running Tomcat.
 */
public class TomcatServerHook
		implements ServerHook, WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {

	private static final Log logger = LogFactory.getLog(TomcatServerHook.class);

	private final ServerSockets sockets;

	private final Supplier<@Nullable EndpointInternals> internals;

	/**
	 * Create a new hook.
	 * @param sockets what to call when a connector starts
	 */
	public TomcatServerHook(ServerSockets sockets) {
		this(sockets, EndpointInternals::new);
	}

	TomcatServerHook(ServerSockets sockets, Callable<EndpointInternals> internals) {
		this.sockets = sockets.forComponent("tomcat");
		// Looked up on the first start of a connector for which they are needed
		this.internals = SingletonSupplier.ofNullable(() -> find(internals));
	}

	private static @Nullable EndpointInternals find(Callable<EndpointInternals> internals) {
		try {
			return internals.call();
		}
		catch (Exception | LinkageError ex) {
			Guard.run("A warning cannot be logged",
					() -> logger.warn("Loopback fast path cannot reach the listening sockets of this Tomcat, which use"
							+ " plain TCP: its internals have changed (" + ex + ")"));
			return null;
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(ConfigurableTomcatWebServerFactory factory) {
		factory.addConnectorCustomizers(this::watch);
	}

	@Override
	public @Nullable Object serverOf(WebServer webServer) {
		return (webServer instanceof TomcatWebServer tomcat) ? tomcat.getTomcat().getServer() : null;
	}

	private void watch(Connector connector) {
		hook(connector);
		Service service = connector.getService();
		if (service != null) {
			service.addLifecycleListener((event) -> serviceEvent(event.getType(), service.getServer().findServices()));
		}
	}

	private void serviceEvent(String type, Service[] services) {
		switch (type) {
			case Lifecycle.BEFORE_INIT_EVENT -> {
				forEachConnector(services, this::hook);
				watchChanges(services);
			}
			case Lifecycle.BEFORE_START_EVENT -> forEachConnector(services, this::hook);
			case Lifecycle.AFTER_STOP_EVENT, Lifecycle.BEFORE_DESTROY_EVENT ->
				forEachConnector(services, TomcatServerHook::release);
			default -> {
			}
		}
	}

	private void watchChanges(Service[] services) {
		for (Service service : services) {
			if (service instanceof StandardService standard) {
				standard.addPropertyChangeListener((change) -> {
					if (change.getOldValue() instanceof Connector removed) {
						removed(removed);
					}
					if (change.getNewValue() instanceof Connector added) {
						added(added);
					}
				});
			}
		}
	}

	/**
	 * Tomcat does not stop a connector that failed to start, and Spring Boot removes it
	 * from its service before it stops Tomcat.
	 */
	private void removed(Connector connector) {
		release(connector);
		this.sockets.forget(connector);
	}

	/**
	 * A running Tomcat starts an added connector before it tells anybody.
	 */
	private void added(Connector connector) {
		if (find(connector) == null) {
			TomcatConnectorHook hook = hook(connector);
			if (connector.getState() == LifecycleState.STARTED) {
				Guard.run("No fast path for an added connector", () -> hook.start(connector));
			}
		}
	}

	private static void release(Connector connector) {
		TomcatConnectorHook hook = find(connector);
		if (hook != null) {
			hook.releaseAfterFailure(connector);
		}
	}

	private static void forEachConnector(Service[] services, Consumer<Connector> action) {
		for (Service service : services) {
			for (Connector connector : service.findConnectors()) {
				action.accept(connector);
			}
		}
	}

	private TomcatConnectorHook hook(Connector connector) {
		TomcatConnectorHook hook = find(connector);
		if (hook == null) {
			hook = new TomcatConnectorHook(this.sockets, this.internals);
			connector.addLifecycleListener(hook);
		}
		return hook;
	}

	private static @Nullable TomcatConnectorHook find(Connector connector) {
		for (LifecycleListener listener : connector.findLifecycleListeners()) {
			if (listener instanceof TomcatConnectorHook hook) {
				return hook;
			}
		}
		return null;
	}

}
