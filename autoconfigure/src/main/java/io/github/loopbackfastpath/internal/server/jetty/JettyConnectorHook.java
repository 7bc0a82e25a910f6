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

import java.io.IOException;
import java.nio.channels.NetworkChannel;

import io.github.loopbackfastpath.internal.server.ServerSockets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * The hook of one connector: calls {@link ServerSockets} whenever the connector starts.
 */
final class JettyConnectorHook implements LifeCycle.Listener {

	private static final Log logger = LogFactory.getLog(JettyConnectorHook.class);

	private final ServerSockets sockets;

	private @Nullable NetworkChannel requested;

	JettyConnectorHook(ServerSockets sockets) {
		this.sockets = sockets;
	}

	@Override
	public void lifeCycleStarting(LifeCycle source) {
		// Jetty opens the listening socket right after this event, unless it is open
		Connector connector = (Connector) source;
		this.sockets.start(new ConnectorListener(connector, this.requested));
		this.requested = (connector.getTransport() instanceof NetworkChannel channel) ? channel : null;
	}

	@Override
	public void lifeCycleFailure(LifeCycle source, Throwable cause) {
		this.sockets.forget(source);
	}

	@Override
	public void lifeCycleStopped(LifeCycle source) {
		this.sockets.forget(source);
		// Jetty does not close the socket of a connector without acceptors whose start
		// failed early
		NetworkChannel channel = this.requested;
		this.requested = null;
		if (channel != null && channel.isOpen()) {
			try {
				channel.close();
			}
			catch (IOException ex) {
				logger.debug("The listening socket of " + source + " cannot be closed", ex);
			}
		}
	}

}
