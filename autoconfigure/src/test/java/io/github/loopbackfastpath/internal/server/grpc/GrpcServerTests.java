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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.TestKeyStore;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.server.ListenerSelection;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import io.grpc.Attributes;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.ServerTransportFilter;
import io.grpc.TlsChannelCredentials;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.InternalNettyServerBuilder;
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
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.NettyGrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Every way in which a gRPC server opens its listening socket, when the fast path is
 * requested on it, and what happens if that fails.
 */
@ExtendWith(OutputCaptureExtension.class)
@RunsOnWindowsJvm
class GrpcServerTests {

	private final RecordingCall call = new RecordingCall();

	private final ApplicationContextRunner runner = GrpcRunner.recording(this.call);

	@Test
	void portZeroIsRequestedBeforeBind(CapturedOutput output) {
		this.runner.run((context) -> {
			assertRequestedBeforeBind(context);
			RecordedListener listener = GrpcRunner.listeners(context).get(0);
			int port = GrpcRunner.port(context);
			assertThat(listener.name()).isEqualTo("grpc-netty");
			assertThat(listener.configuredAddress()).isEqualTo("127.0.0.1:0");
			assertThat(listener.localAddress()).isEqualTo("127.0.0.1:" + port);
			assertThat(output.getOut().lines().filter((line) -> line.contains("Loopback fast path for grpc-netty")))
				.singleElement()
				.asString()
				.contains("127.0.0.1:" + port, "requested, before bind");
			GrpcRunner.assertAnswers(context);
		});
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
			assertRequestedBeforeBind(context);
			RecordedListener listener = GrpcRunner.listeners(context).get(0);
			assertThat(listener.dualStack()).isTrue();
			assertThat(listener.configuredAddress()).isEqualTo("*:0");
			GrpcRunner.assertAnswers(context);
		});
	}

	@Test
	void serverWithTlsIsRequestedBeforeBind(@TempDir Path directory) throws Exception {
		this.runner
			.withPropertyValues("spring.ssl.bundle.jks.test.keystore.location=" + TestKeyStore.create(directory),
					"spring.ssl.bundle.jks.test.keystore.password=" + TestKeyStore.PASSWORD,
					"spring.grpc.server.ssl.bundle=test")
			.run((context) -> {
				assertRequestedBeforeBind(context);
				ManagedChannel channel = NettyChannelBuilder
					.forAddress("127.0.0.1", GrpcRunner.port(context),
							TlsChannelCredentials.newBuilder()
								.trustManager(InsecureTrustManagerFactory.INSTANCE.getTrustManagers())
								.build())
					.build();
				try {
					GrpcRunner.assertAnswers(channel);
				}
				finally {
					channel.shutdownNow();
				}
			});
	}

	@Test
	void everyAddressOfAServerIsRequestedBeforeBind() {
		this.runner.withUserConfiguration(SecondAddress.class).run((context) -> {
			assertThat(this.call.calls()).hasSize(2).allMatch(GrpcServerTests::isFresh);
			assertThat(GrpcRunner.listeners(context)).hasSize(2)
				.allMatch((listener) -> listener.moment() == Moment.BEFORE_BIND)
				.allMatch((listener) -> listener.outcome().isRequested())
				.doesNotHaveDuplicates();
			GrpcRunner.assertAnswers(context);
		});
	}

	@Test
	void everyStartIsRequestedAndWhatStoppedIsForgotten() throws Exception {
		int port = TomcatRunner.freePort();
		this.runner.withPropertyValues("spring.grpc.server.port=" + port).run((context) -> {
			ConfigurableApplicationContext source = context.getSourceApplicationContext();
			GrpcRunner.assertAnswers(context);
			source.stop();
			assertThat(GrpcRunner.listeners(context)).isEmpty();
			TomcatRunner.awaitThatPortIsFree(port);
			source.start();
			assertThat(this.call.calls()).hasSize(2).allMatch(GrpcServerTests::isFresh);
			assertThat(GrpcRunner.listeners(context)).singleElement()
				.extracting(RecordedListener::moment)
				.isEqualTo(Moment.BEFORE_BIND);
			GrpcRunner.assertAnswers(context);
		});
		TomcatRunner.awaitThatPortIsFree(port);
	}

	@Test
	void customizersOfTheUserRunAfterOurs() {
		this.runner.withUserConfiguration(OtherSettings.class).run((context) -> {
			assertRequestedBeforeBind(context);
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
		GrpcRunner.recording(this.call)
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
			assertRequestedBeforeBind(context);
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
	void portThatIsNotSelectedIsSkipped() {
		this.runner.withPropertyValues("loopback-fast-path.server.ports=1").run((context) -> {
			assertSkipped(context, "port-excluded");
			GrpcRunner.assertAnswers(context);
		});
	}

	@Test
	void ipv6ListenerIsRequestedIfSelected() {
		ApplicationContextRunner ipv6 = this.runner.withUserConfiguration(Ipv6Address.class);
		ipv6.run((context) -> {
			assertThat(this.call.calls()).hasSize(1);
			assertThat(GrpcRunner.listeners(context)).extracting((listener) -> listener.outcome().value())
				.containsExactlyInAnyOrder("requested", "ip-version-excluded");
		});
		ipv6.withPropertyValues("loopback-fast-path.ip-version=any")
			.run((context) -> assertThat(GrpcRunner.listeners(context)).hasSize(2)
				.allMatch((listener) -> listener.outcome().isRequested())
				.extracting(RecordedListener::localAddress)
				.anyMatch((address) -> address.startsWith("[0:0:0:0:0:0:0:1]:")));
	}

	@Test
	void disabledStarterOrOtherSystemTouchesNothing() {
		for (String property : List.of("loopback-fast-path.enabled=false", "loopback-fast-path.server.enabled=false",
				"os.name=Linux")) {
			this.runner.withPropertyValues(property).run((context) -> {
				assertThat(context).doesNotHaveBean(GrpcServerHook.class).doesNotHaveBean(UncoveredGrpcServers.class);
				assertThat(GrpcRunner.listeners(context)).isEmpty();
				GrpcRunner.assertAnswers(context);
			});
		}
		assertThat(this.call.calls()).isEmpty();
	}

	@Test
	void portInUseFailsAsAlways() throws Exception {
		try (ServerSocket occupant = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			String port = "spring.grpc.server.port=" + occupant.getLocalPort();
			SocketRequests requests = TestFastPath.calling(this.call);
			Throwable[] failures = new Throwable[2];
			this.runner.withAllowBeanDefinitionOverriding(true)
				.withBean(SocketRequests.class, () -> requests)
				.withPropertyValues(port)
				.run((context) -> failures[0] = context.getStartupFailure());
			GrpcRunner.withoutStarter()
				.withUserConfiguration(NioTransport.class)
				.withPropertyValues(port)
				.run((context) -> failures[1] = context.getStartupFailure());
			assertThat(chain(failures[0])).isEqualTo(chain(failures[1]))
				.anyMatch((cause) -> cause.startsWith("java.io.IOException: Failed to bind to address"));
			assertThat(requests.record().servers().all()).isEmpty();
		}
		assertThat(this.call.calls()).hasSize(1);
	}

	@Test
	void failedStartLeavesThePortFree() throws Exception {
		int port = TomcatRunner.freePort();
		this.runner.withPropertyValues("spring.grpc.server.port=" + port)
			.withBean("failing", ApplicationListener.class, FailingListener::new)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessage("on purpose"));
		assertThat(this.call.calls()).hasSize(1);
		TomcatRunner.awaitThatPortIsFree(port);
	}

	@ParameterizedTest
	@ValueSource(ints = { 10022, 10055, 10013 })
	void errorIsWarnedOfOnceAndTheServerAnswers(int error, CapturedOutput output) {
		this.call.answerWith((handle) -> error);
		this.runner.run((context) -> {
			assertThat(GrpcRunner.listeners(context)).singleElement().satisfies((listener) -> {
				assertThat(listener.outcome().value()).isEqualTo("failed");
				assertThat(listener.outcome().error()).isEqualTo(FastPathError.of(error));
			});
			assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
				.asString()
				.contains(String.valueOf(error));
			GrpcRunner.assertAnswers(context);
		});
	}

	@Test
	void errorThrownByTheRequestDoesNotReachTheServer() {
		for (Throwable thrown : List.of(new IllegalStateException("on purpose"),
				new NoClassDefFoundError("on purpose"))) {
			this.runner.withAllowBeanDefinitionOverriding(true)
				.withBean(SocketRequests.class, () -> TestFastPath.calling((handle) -> sneakyThrow(thrown)))
				.run((context) -> {
					assertThat(context).hasNotFailed();
					assertThat(GrpcRunner.listeners(context)).singleElement()
						.matches(RecordedListener::isMissingFastPath);
					GrpcRunner.assertAnswers(context);
				});
		}
	}

	@Test
	void unavailableFastPathLeavesTheServerAlone() {
		this.runner.withAllowBeanDefinitionOverriding(true)
			.withBean(SocketRequests.class, () -> TestFastPath.unavailable(TestWinsock.unavailable()))
			.run((context) -> {
				assertSkipped(context, "unavailable");
				GrpcRunner.assertAnswers(context);
			});
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void serverIsLeftToTheJdk() {
		this.runner.withAllowBeanDefinitionOverriding(true)
			.withBean(SocketRequests.class, () -> TestFastPath.whileJdkAsks(this.call))
			.run((context) -> {
				assertThat(GrpcRunner.listeners(context)).singleElement()
					.extracting((listener) -> listener.outcome().value())
					.isEqualTo("left-to-jdk");
				GrpcRunner.assertAnswers(context);
			});
	}

	@Test
	void changedInternalsAreWarnedOfAndTheServerAnswers(CapturedOutput output) {
		for (Throwable thrown : List.of(new NoSuchFieldException("gone"), new NoSuchMethodError("gone"))) {
			SocketRequests requests = TestFastPath.calling(this.call);
			GrpcRunner.withoutStarter()
				.withBean(SocketRequests.class, () -> requests)
				.withBean(GrpcServerHook.class, () -> new GrpcServerHook(sockets(requests), () -> {
					throw GrpcServerTests.<Error>sneaky(thrown);
				}))
				.withBean(UncoveredGrpcServers.class,
						() -> new UncoveredGrpcServers(sockets(requests), (address) -> false))
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

	private void assertRequestedBeforeBind(ApplicationContext context) {
		assertThat(this.call.calls()).singleElement().matches(GrpcServerTests::isFresh);
		assertThat(GrpcRunner.listeners(context)).singleElement().satisfies((listener) -> {
			assertThat(listener.moment()).isEqualTo(Moment.BEFORE_BIND);
			assertThat(listener.outcome().isRequested()).isTrue();
		});
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

	private static boolean isFresh(RecordingCall.Call recorded) {
		return recorded.localPort() == 0 && !recorded.listening() && !recorded.connected();
	}

	private static List<String> chain(Throwable failure) {
		List<String> chain = new ArrayList<>();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			chain.add(cause.getClass().getName() + ": " + cause.getMessage());
		}
		return chain;
	}

	private static int sneakyThrow(Throwable thrown) {
		throw GrpcServerTests.<Error>sneaky(thrown);
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

	/** What gRPC uses where there is no native transport. */
	@Configuration(proxyBeanMethods = false)
	static class NioTransport {

		@Bean
		ServerBuilderCustomizer<NettyServerBuilder> nioTransport() {
			return InternalNettyServerBuilder::useNioTransport;
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

	static class FailingListener implements ApplicationListener<GrpcServerStartedEvent> {

		@Override
		public void onApplicationEvent(GrpcServerStartedEvent event) {
			throw new IllegalStateException("on purpose");
		}

	}

}
