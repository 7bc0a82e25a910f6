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

import java.nio.channels.NetworkChannel;
import java.util.function.Supplier;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.server.FastPathListeners;
import io.github.loopbackfastpath.server.ListenerSelection;
import io.github.loopbackfastpath.server.tomcat.EarlyBinding.AskedSocket;
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
 * Asks for the fast path on the listening socket of one connector whenever the connector
 * starts. Whatever goes wrong here, Tomcat then starts the connector as always.
 */
final class ConnectorFastPath implements LifecycleListener {

	private static final Log logger = LogFactory.getLog(ConnectorFastPath.class);

	private final LoopbackFastPath fastPath;

	private final ListenerSelection selection;

	private final FastPathListeners listeners;

	private final Supplier<@Nullable EndpointInternals> internals;

	private @Nullable NetworkChannel asked;

	ConnectorFastPath(LoopbackFastPath fastPath, ListenerSelection selection, FastPathListeners listeners,
			Supplier<@Nullable EndpointInternals> internals) {
		this.fastPath = fastPath;
		this.selection = selection;
		this.listeners = listeners;
		this.internals = internals;
	}

	@Override
	public void lifecycleEvent(LifecycleEvent event) {
		// Tomcat starts the protocol handler, which binds, right after this event
		if (!Lifecycle.START_EVENT.equals(event.getType()) || !(event.getSource() instanceof Connector connector)) {
			return;
		}
		FastPathAvailability availability = this.fastPath.availability();
		if (!availability.isAvailable()) {
			leaveOut(new ConnectorDescription(connector, null), availability.outcome().kind());
		}
		else {
			start(connector);
		}
	}

	private void start(Connector connector) {
		ConnectorDescription description = new ConnectorDescription(connector, null);
		try {
			EndpointInternals internals = this.internals.get();
			AbstractNetworkChannelEndpoint<?, ?> endpoint = endpoint(internals, connector);
			description = new ConnectorDescription(connector, endpoint);
			FastPathOutcome.Kind exclusion = description.exclusion(this.selection);
			if (internals == null || endpoint == null || exclusion != null) {
				leaveOut(description, (exclusion != null) ? exclusion : FastPathOutcome.Kind.UNREACHABLE);
				return;
			}
			NetworkChannel boundOnInit = internals.serverSocket(endpoint);
			if (boundOnInit == null || boundOnInit != this.asked) {
				EarlyBinding binding = new EarlyBinding(this.fastPath, internals);
				AskedSocket socket = (boundOnInit != null) ? binding.ask(boundOnInit) : binding.bind(endpoint);
				this.asked = socket.channel();
				this.listeners.report(connector, description.asked(socket));
				if (socket.outcome().isRequested()) {
					AcceptedSocketOptions.report(endpoint.getSocketProperties(), this.fastPath.socketOptions());
				}
			}
		}
		catch (Exception | LinkageError ex) {
			// A port in use, say: Tomcat will meet it as well, and report it its own way
			logger.debug("No fast path for " + connector, ex);
			leaveOut(description, FastPathOutcome.Kind.UNREACHABLE);
		}
	}

	/**
	 * Close the listening socket of a connector that failed to start after it was bound
	 * here. Tomcat would not have bound it by then, and so does not close it.
	 */
	void releaseAfterFailure(Connector connector) {
		if (connector.getState() != LifecycleState.FAILED || this.asked == null) {
			return;
		}
		try {
			AbstractNetworkChannelEndpoint<?, ?> endpoint = endpoint(this.internals.get(), connector);
			if (endpoint != null) {
				endpoint.stop();
			}
			this.asked = null;
		}
		catch (Exception | LinkageError ex) {
			logger.debug("The listening socket of " + connector + " cannot be closed", ex);
		}
	}

	private static @Nullable AbstractNetworkChannelEndpoint<?, ?> endpoint(@Nullable EndpointInternals internals,
			Connector connector) throws ReflectiveOperationException {
		return (internals != null) ? internals.endpoint(connector.getProtocolHandler()) : null;
	}

	private void leaveOut(ConnectorDescription description, FastPathOutcome.Kind reason) {
		FastPathOutcome outcome = this.fastPath.leaveOut(FastPathSide.SERVER, reason);
		this.listeners.report(description.connector(), description.leftOut(outcome));
	}

}
