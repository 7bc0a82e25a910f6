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

import java.nio.channels.NetworkChannel;
import java.util.function.Supplier;

import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.tomcat.util.net.AbstractNetworkChannelEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The hook of one connector: calls {@link ServerSockets} whenever the connector starts.
 */
final class TomcatConnectorHook implements LifecycleListener {

	private static final Log logger = LogFactory.getLog(TomcatConnectorHook.class);

	private final ServerSockets sockets;

	private final Supplier<@Nullable EndpointInternals> internals;

	private @Nullable NetworkChannel requested;

	TomcatConnectorHook(ServerSockets sockets, Supplier<@Nullable EndpointInternals> internals) {
		this.sockets = sockets;
		this.internals = internals;
	}

	@Override
	public void lifecycleEvent(LifecycleEvent event) {
		// Tomcat starts the protocol handler, which binds, right after this event
		if (Lifecycle.START_EVENT.equals(event.getType()) && event.getSource() instanceof Connector connector) {
			Guard.run("No fast path for a connector", () -> start(connector));
		}
	}

	/**
	 * Request the fast path for a connector that starts or has been added to a running
	 * Tomcat.
	 */
	void start(Connector connector) {
		EndpointInternals internals = this.sockets.isAvailable() ? this.internals.get() : null;
		AbstractNetworkChannelEndpoint<?, ?> endpoint = endpoint(internals, connector);
		this.sockets.start(new ConnectorListener(connector, endpoint, internals, this.requested));
		this.requested = socket(internals, endpoint);
	}

	/**
	 * Close the listening socket of a connector that failed to start after it was bound
	 * here. Tomcat would not have bound it by then, and so does not close it.
	 */
	void releaseAfterFailure(Connector connector) {
		if (connector.getState() != LifecycleState.FAILED || this.requested == null) {
			return;
		}
		Guard.run("The listening socket of a failed connector cannot be closed", () -> {
			AbstractNetworkChannelEndpoint<?, ?> endpoint = endpoint(this.internals.get(), connector);
			if (endpoint != null) {
				endpoint.stop();
			}
			this.requested = null;
		});
	}

	private static @Nullable AbstractNetworkChannelEndpoint<?, ?> endpoint(@Nullable EndpointInternals internals,
			Connector connector) {
		try {
			return (internals != null) ? internals.endpoint(connector.getProtocolHandler()) : null;
		}
		catch (Exception | LinkageError ex) {
			logger.debug("The endpoint of " + connector + " cannot be reached", ex);
			return null;
		}
	}

	private static @Nullable NetworkChannel socket(@Nullable EndpointInternals internals,
			@Nullable AbstractNetworkChannelEndpoint<?, ?> endpoint) {
		try {
			return (internals != null && endpoint != null) ? internals.serverSocket(endpoint) : null;
		}
		catch (Exception | LinkageError ex) {
			logger.debug("The listening socket of " + endpoint + " cannot be reached", ex);
			return null;
		}
	}

}
