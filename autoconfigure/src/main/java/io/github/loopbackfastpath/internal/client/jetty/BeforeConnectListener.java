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

package io.github.loopbackfastpath.internal.client.jetty;

import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

import io.github.loopbackfastpath.internal.client.ClientSockets;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.Container;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a connector of Jetty's clients, which tells of each channel before it is
 * connected. A client to which it is added hands it down to its connector, at the latest
 * when it starts. Equal to any other, so that a connector has one however often it is
 * shared.
 */
final class BeforeConnectListener implements ClientConnector.ConnectListener, Container.InheritedListener {

	private final ClientSockets sockets;

	BeforeConnectListener(ClientSockets sockets) {
		this.sockets = sockets;
	}

	@Override
	public void onConnectBegin(SocketChannel channel, SocketAddress address) {
		this.sockets.beforeConnect(channel, address);
	}

	@Override
	public void beanAdded(Container parent, Object child) {
		// Jetty hands listeners down to what it starts and stops itself, and no further
		if (child instanceof HttpClient || child instanceof ClientConnector) {
			((Container) child).addEventListener(this);
		}
	}

	@Override
	public void beanRemoved(Container parent, Object child) {
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof BeforeConnectListener;
	}

	@Override
	public int hashCode() {
		return BeforeConnectListener.class.hashCode();
	}

}
