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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.server.ListenerSelection;
import io.github.loopbackfastpath.internal.server.ServerContract;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import io.github.loopbackfastpath.internal.server.TestServer;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.grpc.Attributes;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.ServerTransportFilter;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.NettyGrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What holds for a gRPC server as for every other one, and every other way in which it
 * opens its listening socket.
 */
@RunsOnWindowsJvm
class GrpcServerTests extends ServerContract {

	private final ApplicationContextRunner runner = GrpcRunner.requesting(this.requests);

	static TestServer[] servers() {
		return GrpcTestServer.values();
	}

	@Test
	void ipv4AddressesAreOpenedAsIpv4Sockets() {
		this.runner.run((context) -> assertThat(GrpcRunner.listeners(context)).singleElement()
			.matches((listener) -> !listener.dualStack()));
		this.runner.withUserConfiguration(Ipv6Address.class)
			.run((context) -> assertThat(GrpcRunner.listeners(context)).isNotEmpty()
				.filteredOn((listener) -> listener.outcome().isRequested())
				.allMatch(RecordedListener::dualStack));
	}

	@Test
	void wildcardStaysDualStack() {
		this.runner.withPropertyValues("spring.grpc.server.address=").run((context) -> {
			assertRequestedBeforeBind(1);
			RecordedListener listener = GrpcRunner.listeners(context).get(0);
			assertThat(listener.dualStack()).isTrue();
			assertThat(listener.configuredAddress()).isEqualTo("*:0");
			GrpcRunner.assertAnswers(context);
		});
	}

	@Test
	void everyAddressOfAServerIsRequestedBeforeBind() {
		this.runner.withUserConfiguration(SecondAddress.class).run((context) -> {
			assertRequestedBeforeBind(2);
			assertThat(GrpcRunner.listeners(context)).hasSize(2).doesNotHaveDuplicates();
			GrpcRunner.assertAnswers(context);
		});
	}

	@Test
	void customizersOfTheUserRunAfterOurs() {
		this.runner.withUserConfiguration(OtherSettings.class).run((context) -> {
			assertRequestedBeforeBind(1);
			assertThat(context.getBean(OtherSettings.class).accepted).isFalse();
			GrpcRunner.assertAnswers(context);
			assertThat(context.getBean(OtherSettings.class).accepted).isTrue();
		});
	}

	@Test
	void transportOfTheUserIsKeptAndReported(CapturedOutput output) {
		this.runner.withUserConfiguration(OwnNioTransport.class).run((context) -> {
			assertUnreachable(context, "grpc-netty", output);
			GrpcRunner.assertAnswers(context);
			context.getSourceApplicationContext().stop();
			assertThat(GrpcRunner.listeners(context)).isEmpty();
		});
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "There is no native transport elsewhere")
	void nativeTransportIsKeptAndReported(CapturedOutput output) {
		assumeThat(Epoll.isAvailable()).isTrue();
		this.runner.withUserConfiguration(EpollTransport.class).run((context) -> {
			assertUnreachable(context, "grpc-netty", output);
			GrpcRunner.assertAnswers(context);
		});
	}

	@Test
	void serverFactoryOfTheUserIsReported(CapturedOutput output) {
		this.runner.withUserConfiguration(OwnServerFactory.class).run((context) -> {
			assertUnreachable(context, "OwnFactory", output);
			GrpcRunner.assertAnswers(context);
		});
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Spring's Unix-domain sockets need the native transport")
	void unixDomainSocketIsSkipped(@TempDir Path directory) {
		assumeThat(Epoll.isAvailable()).isTrue();
		Path path = directory.resolve("s");
		this.runner
			.withPropertyValues("spring.grpc.server.netty.transport=domain-socket",
					"spring.grpc.server.netty.domain-socket-path=" + path)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(this.call.calls()).isEmpty();
				assertThat(GrpcRunner.listeners(context)).singleElement().satisfies((listener) -> {
					assertThat(listener.outcome().value()).isEqualTo("not-tcp");
					assertThat(listener.configuredAddress()).endsWith("/s");
				});
				EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
				ManagedChannel channel = NettyChannelBuilder.forAddress(new DomainSocketAddress(path.toFile()))
					.channelType(EpollDomainSocketChannel.class)
					.eventLoopGroup(loops)
					.usePlaintext()
					.build();
				try {
					GrpcRunner.assertAnswers(channel);
				}
				finally {
					channel.shutdownNow();
					loops.shutdownGracefully();
				}
			});
	}

	@Test
	void serverWithinTheProcessIsSkipped() {
		this.runner.withPropertyValues("spring.grpc.server.inprocess.name=test").run((context) -> {
			assertThat(context.getBeansOfType(GrpcServerLifecycle.class)).hasSize(2);
			assertRequestedBeforeBind(1);
			ManagedChannel channel = InProcessChannelBuilder.forName("test").build();
			try {
				GrpcRunner.assertAnswers(channel);
			}
			finally {
				channel.shutdownNow();
			}
		});
	}

	@Test
	void changedInternalsAreWarnedOfAndTheServerAnswers(CapturedOutput output) {
		for (Throwable thrown : List.of(new NoSuchFieldException("gone"), new NoSuchMethodError("gone"))) {
			SocketRequests fastPath = TestFastPath.calling(this.call);
			GrpcRunner.withoutStarter()
				.withBean(SocketRequests.class, () -> fastPath)
				.withBean(GrpcServerHook.class, () -> new GrpcServerHook(sockets(fastPath), () -> {
					throw GrpcServerTests.<Error>sneaky(thrown);
				}))
				.withBean(UncoveredGrpcServers.class,
						() -> new UncoveredGrpcServers(sockets(fastPath), (address) -> false))
				.run((context) -> {
					assertUnreachable(context, "grpc-netty", output);
					GrpcRunner.assertAnswers(context);
				});
			assertThat(output).contains("WARN").contains("its internals have changed (" + thrown + ")");
		}
	}

	private static ServerSockets sockets(SocketRequests requests) {
		return new ServerSockets(requests, new ListenerSelection(Set.of(), IpVersion.IPV4));
	}

	private void assertSkipped(ApplicationContext context, String reason) {
		assertThat(this.call.calls()).isEmpty();
		assertThat(GrpcRunner.listeners(context)).singleElement()
			.extracting((listener) -> listener.outcome().value())
			.isEqualTo(reason);
	}

	private void assertUnreachable(ApplicationContext context, String name, CapturedOutput output) {
		assertSkipped(context, "unreachable");
		assertThat(GrpcRunner.listeners(context)).singleElement().satisfies((listener) -> {
			assertThat(listener.name()).isEqualTo(name);
			assertThat(listener.configuredAddress()).isEqualTo("127.0.0.1:" + GrpcRunner.port(context));
		});
		assertThat(output.getOut()
			.lines()
			.filter((line) -> line.contains("cannot reach the listening sockets of " + name))).isNotEmpty()
			.allMatch((line) -> line.contains("INFO") && line.contains("grpc-netty-shaded"));
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
		throw (T) thrown;
	}

	@Configuration(proxyBeanMethods = false)
	static class SecondAddress {

		@Bean
		ServerBuilderCustomizer<NettyServerBuilder> secondAddress() {
			return (builder) -> builder.addListenAddress(new InetSocketAddress("127.0.0.1", 0));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Ipv6Address {

		@Bean
		ServerBuilderCustomizer<NettyServerBuilder> ipv6Address() {
			return (builder) -> builder.addListenAddress(new InetSocketAddress("::1", 0));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherSettings {

		private volatile boolean accepted;

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ServerBuilderCustomizer<NettyServerBuilder> otherSettings() {
			return (builder) -> builder.addTransportFilter(new ServerTransportFilter() {

				@Override
				public Attributes transportReady(Attributes attributes) {
					OtherSettings.this.accepted = true;
					return attributes;
				}

			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnNioTransport {

		@Bean(destroyMethod = "shutdownGracefully")
		EventLoopGroup loops() {
			return new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ServerBuilderCustomizer<NettyServerBuilder> ownTransport(EventLoopGroup loops) {
			return (builder) -> builder.channelType(NioServerSocketChannel.class)
				.bossEventLoopGroup(loops)
				.workerEventLoopGroup(loops);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EpollTransport {

		@Bean(destroyMethod = "shutdownGracefully")
		EventLoopGroup loops() {
			return new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
		}

		@Bean
		ServerBuilderCustomizer<NettyServerBuilder> epollTransport(EventLoopGroup loops) {
			return (builder) -> builder.channelType(EpollServerSocketChannel.class)
				.bossEventLoopGroup(loops)
				.workerEventLoopGroup(loops);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnServerFactory {

		@Bean
		OwnFactory ownFactory(BindableService service) {
			OwnFactory factory = new OwnFactory();
			factory.addService(service.bindService());
			return factory;
		}

		@Bean
		GrpcServerLifecycle ownLifecycle(GrpcServerFactory factory, ApplicationEventPublisher publisher) {
			return new GrpcServerLifecycle(factory, Duration.ZERO, publisher);
		}

	}

	static class OwnFactory extends NettyGrpcServerFactory {

		OwnFactory() {
			super("127.0.0.1:0", List.of(), null, null, null);
		}

	}

}
