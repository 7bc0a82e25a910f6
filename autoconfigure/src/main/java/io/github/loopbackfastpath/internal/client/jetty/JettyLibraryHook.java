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

import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.LibraryHook;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.component.ContainerLifeCycle;

/**
 * Adds a {@link BeforeConnectListener} to a client of Jetty: for HTTP, or for WebSocket
 * with the API of Jetty or of Jakarta EE. The latter two have no dependency from here.
 */
public final class JettyLibraryHook implements LibraryHook {

	private final BeforeConnectListener listener;

	/**
	 * Create a new hook.
	 * @param sockets what to call before each connection
	 */
	public JettyLibraryHook(ClientSockets sockets) {
		this.listener = new BeforeConnectListener(
				sockets.forComponent(JettyClientHook.COMPONENT, JettyClientHook.SETTINGS));
	}

	@Override
	public boolean supports(Object client) {
		String type = client.getClass().getName();
		return client instanceof HttpClient || (client instanceof ContainerLifeCycle
				&& type.startsWith("org.eclipse.jetty.") && type.contains(".websocket.") && type.contains(".client."));
	}

	@Override
	public Object install(Object client) {
		((ContainerLifeCycle) client).addEventListener(this.listener);
		return client;
	}

	@Override
	public boolean isInstalled(Object client) {
		return ((ContainerLifeCycle) client).getEventListeners().contains(this.listener);
	}

	@Override
	public String component() {
		return JettyClientHook.COMPONENT;
	}

	@Override
	public String remedy() {
		return "Declare the client of Jetty that it uses as a bean of its own";
	}

}
