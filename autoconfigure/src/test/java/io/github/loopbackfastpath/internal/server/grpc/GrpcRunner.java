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

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathGrpcServerAutoConfiguration;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.services.HealthStatusManager;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs real gRPC servers as Spring Boot configures them.
 */
public final class GrpcRunner {

	private GrpcRunner() {
	}

	static ApplicationContextRunner requesting(SocketRequests requests) {
		return withoutStarter()
			.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
					LoopbackFastPathGrpcServerAutoConfiguration.class))
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.withBean(SocketRequests.class, () -> requests);
	}

	static ApplicationContextRunner withoutStarter() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, GrpcServerAutoConfiguration.class))
			.withBean(BindableService.class, () -> new HealthStatusManager().getHealthService())
			.withPropertyValues("spring.grpc.server.port=0", "spring.grpc.server.address=127.0.0.1");
	}

	static List<RecordedListener> listeners(ApplicationContext context) {
		return context.getBean(SocketRequests.class).record().servers().all();
	}

	static int port(ApplicationContext context) {
		return context.getBean(GrpcServerLifecycle.class).getPort();
	}

	static void assertAnswers(ApplicationContext context) {
		assertAnswers(new InetSocketAddress("127.0.0.1", port(context)));
	}

	static void assertAnswers(InetSocketAddress address) {
		ManagedChannel channel = NettyChannelBuilder.forAddress(address).usePlaintext().build();
		try {
			assertAnswers(channel);
		}
		finally {
			channel.shutdownNow();
		}
	}

	public static void assertAnswers(ManagedChannel channel) {
		assertThat(HealthGrpc.newBlockingStub(channel)
			.withDeadlineAfter(20, TimeUnit.SECONDS)
			.check(HealthCheckRequest.getDefaultInstance())
			.getStatus()).isEqualTo(ServingStatus.SERVING);
	}

}
