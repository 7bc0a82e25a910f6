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

package io.github.loopbackfastpath.autoconfigure;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.loopbackfastpath.FailureAnalyses;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.client.grpc.ChannelFactoryBeans;
import io.github.loopbackfastpath.internal.client.grpc.GrpcClientHook;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.server.grpc.GrpcRunner;
import io.github.loopbackfastpath.internal.server.grpc.GrpcServerHook;
import io.github.loopbackfastpath.internal.server.grpc.RequiredGrpcServerCheck;
import io.github.loopbackfastpath.internal.server.grpc.UncoveredGrpcServers;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.FastPathStartException;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.grpc.BindableService;
import io.grpc.protobuf.services.HealthStatusManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.grpc.client.autoconfigure.CompositeChannelFactoryAutoConfiguration;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopbackFastPathGrpcServerAutoConfiguration} and
 * {@link LoopbackFastPathGrpcClientAutoConfiguration}.
 */
@RunsOnWindowsJvm
class LoopbackFastPathGrpcAutoConfigurationTests {

	private static final AutoConfigurations GRPC = AutoConfigurations.of(SslAutoConfiguration.class,
			GrpcServerAutoConfiguration.class, GrpcClientAutoConfiguration.class,
			CompositeChannelFactoryAutoConfiguration.class);

	private static final AutoConfigurations STARTER = AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
			LoopbackFastPathTomcatAutoConfiguration.class, LoopbackFastPathGrpcServerAutoConfiguration.class,
			LoopbackFastPathGrpcClientAutoConfiguration.class);

	private static final String[] PROPERTIES = { TestFastPath.WINDOWS, "loopback-fast-path.enabled=true",
			"spring.grpc.server.port=0", "spring.grpc.server.address=127.0.0.1" };

	private final RecordingCall call = new RecordingCall();

	private final SocketRequests requests = TestFastPath.calling(this.call);

	private final ApplicationContextRunner grpc = new ApplicationContextRunner().withConfiguration(GRPC)
		.withPropertyValues(PROPERTIES)
		.withBean(SocketRequests.class, () -> this.requests)
		.withBean(BindableService.class, () -> new HealthStatusManager().getHealthService());

	private final ApplicationContextRunner runner = this.grpc.withConfiguration(STARTER);

	private final ApplicationContextRunner required = this.runner
		.withPropertyValues("loopback-fast-path.required=true");

	@Test
	void bothEndsOfAConnectionAreRequested() {
		this.runner.run((context) -> {
			assertAnswers(context);
			assertThat(this.call.calls()).hasSize(2).allMatch((recorded) -> recorded.localPort() == 0);
			assertThat(this.requests.record().counts()).hasSize(2).allMatch((count) -> count.outcome().isRequested());
		});
	}

	@Test
	void excludedServerConfigurationLeavesTheServerAlone() {
		this.grpc
			.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
					LoopbackFastPathGrpcClientAutoConfiguration.class))
			.run((context) -> {
				assertAnswers(context);
				assertThat(this.call.calls()).hasSize(1);
				assertThat(this.requests.record().listeningSockets()).isEmpty();
			});
	}

	@Test
	void excludedClientConfigurationLeavesTheClientAlone() {
		this.grpc
			.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
					LoopbackFastPathGrpcServerAutoConfiguration.class))
			.run((context) -> {
				assertAnswers(context);
				assertThat(this.call.calls()).hasSize(1);
				assertThat(this.requests.record().clientBuilders()).isEmpty();
			});
	}

	@Test
	void grpcNettyIsOptional() {
		assertHasNoHook("io.grpc.netty");
	}

	@Test
	void nettyIsOptional() {
		assertHasNoHook("io.netty");
	}

	private void assertHasNoHook(String missing) {
		this.runner.withPropertyValues("spring.grpc.server.enabled=false")
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(UncoveredGrpcServers.class)
				.hasSingleBean(ChannelFactoryBeans.class)
				.doesNotHaveBean(GrpcServerHook.class)
				.doesNotHaveBean(GrpcClientHook.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.grpc", "org.springframework.grpc", "io.grpc" })
	void springBootWithoutGrpcHasNothingOfIt(String missing) {
		new ApplicationContextRunner().withConfiguration(STARTER)
			.withPropertyValues(PROPERTIES)
			.withPropertyValues("loopback-fast-path.required=true")
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(LoopbackFastPathGrpcServerAutoConfiguration.class)
				.doesNotHaveBean(LoopbackFastPathGrpcClientAutoConfiguration.class));
	}

	@Test
	void applicationThatRequiresItStarts() {
		this.required.run((context) -> assertThat(context).hasNotFailed());
		assertThat(this.call.calls()).hasSize(1);
	}

	@Test
	void errorFailsTheStartAndLeavesThePortFree() throws IOException {
		this.call.answerWith((handle) -> 10022);
		int port;
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		this.required.withPropertyValues("spring.grpc.server.port=" + port).run((context) -> {
			assertThat(analyze(context).getDescription()).contains("'loopback-fast-path.required' is 'true'",
					"grpc-netty", "10022 WSAEINVAL");
		});
		// gRPC closes the socket on a thread of its own
		TomcatRunner.awaitThatPortIsFree(port);
	}

	@Test
	void selectionWithoutAnyListenerFailsTheStart() {
		this.required.withPropertyValues("loopback-fast-path.server.ports=1").run((context) -> {
			assertThat(analyze(context).getDescription()).contains("no listener", "grpc-netty");
			assertThat(analyze(context).getAction()).contains("'loopback-fast-path.server.ports'");
		});
	}

	@Test
	void serverThatIsNotAskedForFailsTheStart() {
		this.required.withPropertyValues("loopback-fast-path.server.enabled=false")
			.run((context) -> assertThat(analyze(context).getDescription()).contains("the gRPC server"));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void otherSystemFailsTheStartAndNamesTheProfile() {
		new ApplicationContextRunner().withConfiguration(GRPC)
			.withConfiguration(STARTER)
			.withBean(BindableService.class, () -> new HealthStatusManager().getHealthService())
			.withPropertyValues("spring.grpc.server.port=0", "loopback-fast-path.enabled=true",
					"loopback-fast-path.required=true")
			.run((context) -> {
				assertThat(analyze(context).getDescription()).contains("only on Windows");
				assertThat(analyze(context).getAction()).contains("profile");
			});
	}

	@Test
	void applicationWithoutAServerOnTheNetworkIsNotChecked() {
		this.required
			.withPropertyValues("spring.grpc.server.inprocess.name=test",
					"spring.autoconfigure.exclude=" + GrpcClientAutoConfiguration.class.getName())
			.withClassLoader(new FilteredClassLoader("io.grpc.netty"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RequiredGrpcServerCheck.class));
	}

	@Test
	void disabledWinsOverRequired() {
		this.required.withPropertyValues("loopback-fast-path.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequiredGrpcServerCheck.class));
	}

	@Test
	void serverBesideAWebServerIsRequestedAndRequiredToo() {
		WebApplicationContextRunner web = new WebApplicationContextRunner(
				AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(GRPC)
			.withConfiguration(STARTER)
			.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class))
			.withPropertyValues(PROPERTIES)
			.withPropertyValues("server.port=0", "loopback-fast-path.required=true")
			.withBean(SocketRequests.class, () -> this.requests)
			.withBean(BindableService.class, () -> new HealthStatusManager().getHealthService());
		web.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.requests.record().listeningSockets()).hasSize(2)
				.allMatch((listener) -> listener.moment() == Moment.BEFORE_BIND)
				.extracting(RecordedListener::name)
				.contains("grpc-netty");
		});
		AtomicInteger calls = new AtomicInteger();
		this.call.answerWith((handle) -> (calls.incrementAndGet() == 2) ? 10022 : 0);
		web.run((context) -> assertThat(context).getFailure()
			.hasMessageContaining("grpc-netty")
			.hasMessageNotContaining("http-nio"));
	}

	private static void assertAnswers(ApplicationContext context) {
		GrpcRunner.assertAnswers(context.getBean(GrpcChannelFactory.class)
			.createChannel("127.0.0.1:" + context.getBean(GrpcServerLifecycle.class).getPort()));
	}

	private static FailureAnalysis analyze(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		assertThat(Stream.iterate(context.getStartupFailure(), Objects::nonNull, Throwable::getCause))
			.hasAtLeastOneElementOfType(FastPathStartException.class);
		return FailureAnalyses.of(context.getStartupFailure());
	}

}
