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

package io.github.loopbackfastpath.internal.client.grpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerTransportFilter;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;

/**
 * A gRPC server without the starter, which tells who has connected.
 */
final class ObservedGrpcServer implements AutoCloseable {

	private final List<Integer> remotePorts = new CopyOnWriteArrayList<>();

	private final Server server;

	private ObservedGrpcServer(NettyServerBuilder builder) {
		try {
			this.server = builder.addService(new HealthStatusManager().getHealthService())
				.addTransportFilter(new Connections())
				.build()
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ObservedGrpcServer on(String address) {
		return on(address, InsecureServerCredentials.create());
	}

	static ObservedGrpcServer on(String address, ServerCredentials credentials) {
		return new ObservedGrpcServer(NettyServerBuilder.forAddress(new InetSocketAddress(address, 0), credentials));
	}

	static ObservedGrpcServer with(NettyServerBuilder builder) {
		return new ObservedGrpcServer(builder);
	}

	int port() {
		return this.server.getPort();
	}

	List<Integer> remotePorts() {
		return this.remotePorts;
	}

	@Override
	public void close() {
		try {
			this.server.shutdownNow().awaitTermination(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private final class Connections extends ServerTransportFilter {

		@Override
		public Attributes transportReady(Attributes attributes) {
			SocketAddress remote = Objects.requireNonNull(attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
			ObservedGrpcServer.this.remotePorts.add((remote instanceof InetSocketAddress inet) ? inet.getPort() : -1);
			return attributes;
		}

	}

}
