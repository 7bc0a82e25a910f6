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

package io.github.loopbackfastpath.internal.server.grpc;

import java.net.SocketAddress;
import java.util.List;

import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import io.grpc.Server;

import org.springframework.context.ApplicationListener;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycleEvent;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;
import org.springframework.grpc.server.lifecycle.GrpcServerTerminatedEvent;

/**
 * Records the gRPC servers whose listening sockets the hook does not reach: those on the
 * shaded Netty, those whose transport the application chose, and Unix-domain sockets. A
 * server within the process has no socket.
 */
public final class UncoveredGrpcServers implements ApplicationListener<GrpcServerLifecycleEvent> {

	private final ServerSockets sockets;

	private final HookedAddresses hooked;

	/**
	 * Create a new instance.
	 * @param sockets where the servers are recorded
	 * @param hooked the addresses of the sockets that the hook has reached
	 */
	public UncoveredGrpcServers(ServerSockets sockets, HookedAddresses hooked) {
		this.sockets = sockets.forComponent("grpc");
		this.hooked = hooked;
	}

	@Override
	public void onApplicationEvent(GrpcServerLifecycleEvent event) {
		Guard.run("A gRPC server is not recorded", () -> {
			if (event instanceof GrpcServerStartedEvent) {
				check(event.getServer(), event.getSource());
			}
			else if (event instanceof GrpcServerTerminatedEvent) {
				this.sockets.forget(event.getServer());
			}
		});
	}

	private void check(Server server, GrpcServerLifecycle lifecycle) {
		List<? extends SocketAddress> addresses = server.getListenSockets()
			.stream()
			.filter((address) -> UncoveredListener.isSocket(address) && !this.hooked.contains(address))
			.toList();
		if (!addresses.isEmpty()) {
			this.sockets.outOfReach(new UncoveredListener(server, name(lifecycle), addresses),
					"Use grpc-netty in place of grpc-netty-shaded, without a channel type of your own");
		}
	}

	private static String name(GrpcServerLifecycle lifecycle) {
		String factory = lifecycle.getFactory().getClass().getSimpleName();
		return switch (factory) {
			case "NettyGrpcServerFactory" -> GrpcServerHook.COMPONENT;
			case "ShadedNettyGrpcServerFactory" -> GrpcServerHook.COMPONENT + "-shaded";
			default -> factory;
		};
	}

}
