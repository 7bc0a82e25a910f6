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

package io.github.loopbackfastpath.internal.server.reactor;

import java.net.InetSocketAddress;

import io.github.loopbackfastpath.internal.server.ListenerAddress;
import io.github.loopbackfastpath.internal.server.ServerSockets;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.rsocket.context.RSocketServerInitializedEvent;
import org.springframework.boot.rsocket.server.RSocketServer;
import org.springframework.context.ApplicationListener;

/**
 * Records the RSocket servers whose listening sockets the hook of Reactor Netty does not
 * reach, as they have event loops of their own.
 */
public class UncoveredRSocketServers implements ApplicationListener<RSocketServerInitializedEvent> {

	private static final String REMEDY = "Give its factory the ReactorResourceFactory bean of Spring Boot";

	private final ServerSockets sockets;

	private final ObjectProvider<ReactorServerHook> hook;

	/**
	 * Create a new instance.
	 * @param sockets where the servers are recorded
	 * @param hook the hook of Reactor Netty's servers
	 */
	public UncoveredRSocketServers(ServerSockets sockets, ObjectProvider<ReactorServerHook> hook) {
		this.sockets = sockets;
		this.hook = hook;
	}

	@Override
	public void onApplicationEvent(RSocketServerInitializedEvent event) {
		RSocketServer server = event.getServer();
		InetSocketAddress address = server.address();
		if (address != null && this.hook.stream().noneMatch((reactor) -> reactor.isReached(address))) {
			this.sockets.outOfReach(server, server.getClass().getSimpleName(),
					ListenerAddress.format(address.getAddress(), address.getPort()), REMEDY);
		}
	}

}
