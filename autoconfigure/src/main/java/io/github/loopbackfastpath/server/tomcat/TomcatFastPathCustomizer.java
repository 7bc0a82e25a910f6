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

package io.github.loopbackfastpath.server.tomcat;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.server.FastPathListeners;
import io.github.loopbackfastpath.server.ListenerSelection;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardService;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;

/**
 * Watches every connector of an embedded Tomcat: the factory's own, additional ones, and
 * those of further services, on which no connector customizer is called.
 *
 * @since 0.1.0
 */
public class TomcatFastPathCustomizer
		implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {

	private static final Log logger = LogFactory.getLog(TomcatFastPathCustomizer.class);

	private final LoopbackFastPath fastPath;

	private final ListenerSelection selection;

	private final FastPathListeners listeners;

	private final Supplier<@Nullable EndpointInternals> internals;

	/**
	 * Create a new customizer.
	 * @param fastPath what asks for the fast path
	 * @param selection the listeners to ask for
	 * @param listeners where to report what came of it
	 */
	public TomcatFastPathCustomizer(LoopbackFastPath fastPath, ListenerSelection selection,
			FastPathListeners listeners) {
		this(fastPath, selection, listeners, EndpointInternals::new);
	}

	TomcatFastPathCustomizer(LoopbackFastPath fastPath, ListenerSelection selection, FastPathListeners listeners,
			Callable<EndpointInternals> internals) {
		this.fastPath = fastPath.forComponent("tomcat");
		this.selection = selection;
		this.listeners = listeners;
		// Looked for on the first start of a connector for which they are needed
		this.internals = SingletonSupplier.ofNullable(() -> find(internals));
	}

	private static @Nullable EndpointInternals find(Callable<EndpointInternals> internals) {
		try {
			return internals.call();
		}
		catch (Exception | LinkageError ex) {
			logger.warn("Loopback fast path cannot reach the listening sockets of this Tomcat, which use plain TCP:"
					+ " its internals have changed (" + ex + ")");
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

	private void watch(Connector connector) {
		watchConnector(connector);
		Service service = connector.getService();
		if (service != null) {
			service.addLifecycleListener((event) -> serviceEvent(event.getType(), service.getServer().findServices()));
		}
	}

	private void serviceEvent(String type, Service[] services) {
		switch (type) {
			case Lifecycle.BEFORE_INIT_EVENT -> {
				forEachConnector(services, this::watchConnector);
				releaseWhatIsRemovedFrom(services);
			}
			case Lifecycle.BEFORE_START_EVENT -> forEachConnector(services, this::watchConnector);
			case Lifecycle.AFTER_STOP_EVENT, Lifecycle.BEFORE_DESTROY_EVENT ->
				forEachConnector(services, TomcatFastPathCustomizer::release);
			default -> {
			}
		}
	}

	/**
	 * Tomcat does not stop a connector that failed to start, and Spring Boot removes it
	 * from its service before it stops Tomcat.
	 */
	private static void releaseWhatIsRemovedFrom(Service[] services) {
		for (Service service : services) {
			if (service instanceof StandardService standard) {
				standard.addPropertyChangeListener((change) -> {
					if (change.getOldValue() instanceof Connector removed) {
						release(removed);
					}
				});
			}
		}
	}

	private static void release(Connector connector) {
		ConnectorFastPath fastPath = find(connector);
		if (fastPath != null) {
			fastPath.releaseAfterFailure(connector);
		}
	}

	private static void forEachConnector(Service[] services, Consumer<Connector> action) {
		for (Service service : services) {
			for (Connector connector : service.findConnectors()) {
				action.accept(connector);
			}
		}
	}

	private void watchConnector(Connector connector) {
		if (find(connector) == null) {
			connector.addLifecycleListener(
					new ConnectorFastPath(this.fastPath, this.selection, this.listeners, this.internals));
		}
	}

	private static @Nullable ConnectorFastPath find(Connector connector) {
		for (LifecycleListener listener : connector.findLifecycleListeners()) {
			if (listener instanceof ConnectorFastPath fastPath) {
				return fastPath;
			}
		}
		return null;
	}

}
