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
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.TestKeyStore;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathGrpcClientAutoConfiguration;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.PeerSelection;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.server.grpc.GrpcRunner;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.grpc.EquivalentAddressGroup;
import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.InternalNettyChannelBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.grpc.client.autoconfigure.CompositeChannelFactoryAutoConfiguration;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.client.ChannelBuilderOptions;
import org.springframework.grpc.client.ClientInterceptorsConfigurer;
import org.springframework.grpc.client.GrpcChannelBuilderCustomizer;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.grpc.client.NettyGrpcChannelFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Real gRPC clients, as Spring Boot configures them, against real servers: when the fast
 * path is requested on their sockets, and that they behave as without the starter.
 */
@ExtendWith(OutputCaptureExtension.class)
@RunsOnWindowsJvm
class GrpcClientTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final RecordingCall call = new RecordingCall();

	private final SocketRequests fastPath = TestFastPath.calling(this.call);

	private final ApplicationContextRunner withoutStarter = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, GrpcClientAutoConfiguration.class,
				CompositeChannelFactoryAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.withoutStarter
		.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
				LoopbackFastPathGrpcClientAutoConfiguration.class))
		.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
		.withBean(SocketRequests.class, () -> this.fastPath);

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1:%d", "static://127.0.0.1:%d", "dns:///127.0.0.1:%d" })
	void socketThatThenConnectsIsRequested(String target) {
		try (ObservedGrpcServer server = ObservedGrpcServer.on("127.0.0.1")) {
			this.runner.run((context) -> {
				GrpcRunner.assertAnswers(channel(context, target.formatted(server.port())));
				assertRequestedBeforeConnect(server);
				assertThat(this.fastPath.record().counts()).singleElement()
					.matches((count) -> count.component().equals("grpc-netty-client"));
			});
		}
	}

	@Test
	void channelThatIsConfiguredByItsNameIsRequested() {
		try (ObservedGrpcServer server = ObservedGrpcServer.on("127.0.0.1")) {
			this.runner
				.withPropertyValues("spring.grpc.client.channel.local.target=static://127.0.0.1:" + server.port(),
						"spring.grpc.client.channel.local.default.deadline=20s",
						"spring.grpc.client.channel.local.user-agent=test")
				.run((context) -> {
					GrpcRunner.assertAnswers(channel(context, "local"));
					assertRequestedBeforeConnect(server);
				});
		}
	}

	@Test
	void socketOfAChannelWithTlsIsRequested(@TempDir Path directory) throws Exception {
		var keyStore = TestKeyStore.create(directory);
		this.runner
			.withPropertyValues("spring.ssl.bundle.jks.test.keystore.location=" + keyStore,
					"spring.ssl.bundle.jks.test.keystore.password=" + TestKeyStore.PASSWORD,
					"spring.ssl.bundle.jks.test.truststore.location=" + keyStore,
					"spring.ssl.bundle.jks.test.truststore.password=" + TestKeyStore.PASSWORD,
					"spring.grpc.client.channel.secure.target=static://127.0.0.1:${test.port}",
					"spring.grpc.client.channel.secure.ssl.bundle=test")
			.run((context) -> {
				SslBundle bundle = context.getBean(SslBundles.class).getBundle("test");
				try (ObservedGrpcServer server = ObservedGrpcServer.on("127.0.0.1",
						TlsServerCredentials.newBuilder().keyManager(bundle.getManagers().getKeyManagers()).build())) {
					System.setProperty("test.port", String.valueOf(server.port()));
					GrpcRunner.assertAnswers(channel(context, "secure"));
					assertRequestedBeforeConnect(server);
				}
				finally {
					System.clearProperty("test.port");
				}
			});
	}

	@Test
	void connectionIsRequestedOnceForAllItsCalls() {
		try (ObservedGrpcServer server = ObservedGrpcServer.on("127.0.0.1")) {
			this.runner.run((context) -> {
				ManagedChannel channel = channel(context, "127.0.0.1:" + server.port());
				for (int i = 0; i < 3; i++) {
					GrpcRunner.assertAnswers(channel);
				}
				assertRequestedBeforeConnect(server);
			});
		}
	}

	@Test
	void everyAddressOfANameIsRequested() throws Exception {
		int refused = unusedPort();
		try (ObservedGrpcServer one = ObservedGrpcServer.on("127.0.0.1");
				ObservedGrpcServer other = ObservedGrpcServer.on("127.0.0.1")) {
			SeveralAddresses resolver = new SeveralAddresses(List.of(refused, one.port(), other.port()));
			NameResolverRegistry.getDefaultRegistry().register(resolver);
			try {
				this.runner.run((context) -> {
					ManagedChannel channel = channel(context, "several:///test");
					Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
						GrpcRunner.assertAnswers(channel);
						// As round robin is Spring Boot's default
						assertThat(one.remotePorts()).hasSize(1);
						assertThat(other.remotePorts()).hasSize(1);
					});
					assertThat(this.call.calls()).hasSizeGreaterThanOrEqualTo(3).allMatch(GrpcClientTests::isFresh);
				});
			}
			finally {
				NameResolverRegistry.getDefaultRegistry().deregister(resolver);
			}
		}
	}

	@Test
	void peerThatIsNotLoopbackIsSkipped() throws Exception {
		Optional<InetAddress> address = ownAddress();
		assumeThat(address).isPresent();
		try (ObservedGrpcServer server = ObservedGrpcServer.on("0.0.0.0")) {
			this.runner.run((context) -> {
				GrpcRunner.assertAnswers(
						channel(context, "static://" + address.get().getHostAddress() + ":" + server.port()));
				assertSkipped(SkipReason.NOT_LOOPBACK);
			});
		}
	}

	@Test
	void peerIsTheProxyIfThereIsOne() {
		InetSocketAddress beyond = InetSocketAddress.createUnresolved("beyond.invalid", 1);
		try (ObservedGrpcServer proxy = ObservedGrpcServer.on("127.0.0.1")) {
			ChannelBuilderOptions options = ChannelBuilderOptions.defaults()
				.<NettyChannelBuilder>withCustomizer((target,
						builder) -> builder.proxyDetector((peer) -> HttpConnectProxiedSocketAddress.newBuilder()
							.setProxyAddress(new InetSocketAddress("127.0.0.1", proxy.port()))
							.setTargetAddress(beyond)
							.build()));
			this.runner.run((context) -> {
				// It is no proxy: only what is connected matters here
				assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> GrpcRunner.assertAnswers(
						context.getBean(GrpcChannelFactory.class).createChannel("beyond.invalid:1", options)));
				assertThat(this.call.calls()).isNotEmpty().allMatch(GrpcClientTests::isFresh);
			});
		}
	}

	@Test
	void portThatIsNotSelectedIsSkipped() {
		try (ObservedGrpcServer server = ObservedGrpcServer.on("127.0.0.1")) {
			this.runner.withPropertyValues("loopback-fast-path.client.ports=1").run((context) -> {
				GrpcRunner.assertAnswers(channel(context, "127.0.0.1:" + server.port()));
				assertSkipped(SkipReason.PORT_EXCLUDED);
			});
		}
	}

	@Test
	void ipv6PeerIsRequestedIfSelected() {
		try (ObservedGrpcServer server = ObservedGrpcServer.on("::1")) {
			this.runner.run((context) -> {
				GrpcRunner.assertAnswers(channel(context, "[::1]:" + server.port()));
				assertSkipped(SkipReason.IP_VERSION_EXCLUDED);
			});
			this.runner.withPropertyValues("loopback-fast-path.ip-version=any").run((context) -> {
				GrpcRunner.assertAnswers(channel(context, "[::1]:" + server.port()));
				assertThat(this.call.calls()).singleElement().matches(GrpcClientTests::isFresh);
			});
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Spring's Unix-domain sockets need the native transport")
	void unixDomainSocketIsLeftAlone(boolean named, @TempDir Path directory) {
		assumeThat(Epoll.isAvailable()).isTrue();
		Path path = directory.resolve("s");
		EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
		try (ObservedGrpcServer server = ObservedGrpcServer
			.with(NettyServerBuilder.forAddress(new DomainSocketAddress(path.toFile()))
				.channelType(EpollServerDomainSocketChannel.class)
				.bossEventLoopGroup(loops)
				.workerEventLoopGroup(loops))) {
			this.runner.withPropertyValues("spring.grpc.client.channel.local.target=unix:" + path).run((context) -> {
				GrpcRunner.assertAnswers(context.getBean(GrpcChannelFactory.class)
					.createChannel(named ? "local" : "unix:" + path, ChannelBuilderOptions.defaults()
						.<NettyChannelBuilder>withCustomizer((target, builder) -> builder.usePlaintext())));
				assertThat(server.remotePorts()).containsExactly(-1);
				assertThat(this.call.calls()).isEmpty();
			});
		}
		finally {
			loops.shutdownGracefully();
		}
	}

	@Test
	void channelWithinTheProcessIsLeftAlone() throws Exception {
		Server server = InProcessServerBuilder.forName("test")
			.addService(new HealthStatusManager().getHealthService())
			.build()
			.start();
		try {
			this.runner.run((context) -> {
				GrpcRunner.assertAnswers(channel(context, "in-process:test"));
				assertThat(this.call.calls()).isEmpty();
				assertThat(builders()).containsExactly(ChannelFactoryBeans.NETTY);
			});
		}
		finally {
			server.shutdownNow();
		}
	}

	@Test
	void eventLoopsAreThoseOfGrpc() {
		AtomicReference<String> thread = new AtomicReference<>("");
		this.call.answerWith((handle) -> {
			thread.set(Thread.currentThread().getName());
			return 0;
		});
		try (ObservedGrpcServer server = ObservedGrpcServer.on("127.0.0.1")) {
			this.runner.run((context) -> GrpcRunner.assertAnswers(channel(context, "127.0.0.1:" + server.port())));
		}
		assertThat(thread.get()).startsWith("grpc-nio-worker-ELG-");
	}

	@Test
	void customizersOfTheUserRunAfterOurs() {
		try (ObservedGrpcServer server = ObservedGrpcServer.on("127.0.0.1")) {
			this.runner.withUserConfiguration(OtherSettings.class).run((context) -> {
				GrpcRunner.assertAnswers(channel(context, "127.0.0.1:" + server.port()));
				assertThat(context.getBean(OtherSettings.class).target).isEqualTo("127.0.0.1:" + server.port());
				assertRequestedBeforeConnect(server);
			});
		}
	}

	@Test
	void transportOfTheUserIsKept() {
		try (ObservedGrpcServer server = ObservedGrpcServer.on("127.0.0.1")) {
			this.runner.withUserConfiguration(OwnTransport.class).run((context) -> {
				GrpcRunner.assertAnswers(channel(context, "127.0.0.1:" + server.port()));
				assertThat(context.getBean(OwnTransport.class).channels).isEqualTo(1);
				assertThat(context.getBean(SocketRequests.class).record().clients().all()).singleElement()
					.satisfies((builder) -> {
						assertThat(builder.coverage()).isEqualTo(Coverage.OWN_TRANSPORT);
						assertThat(builder.remedy()).contains("NettyChannelBuilder");
					});
			});
			EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
			this.runner.run((context) -> {
				ChannelBuilderOptions options = ChannelBuilderOptions.defaults()
					.<NettyChannelBuilder>withCustomizer((target, builder) -> builder.eventLoopGroup(loops)
						.channelType(NioSocketChannel.class, InetSocketAddress.class));
				GrpcRunner.assertAnswers(
						context.getBean(GrpcChannelFactory.class).createChannel("127.0.0.1:" + server.port(), options));
			});
			loops.shutdownGracefully();
			assertThat(server.remotePorts()).hasSize(2);
			assertThat(this.call.calls()).isEmpty();
		}
	}

	@Test
	void refusedConnectionAndExpiredDeadlineFailAsAlways() throws Exception {
		String target = "127.0.0.1:" + unusedPort();
		String[] failures = new String[2];
		this.runner.run((context) -> failures[0] = failure(channel(context, target)));
		this.withoutStarter.withUserConfiguration(NioTransport.class)
			.run((context) -> failures[1] = failure(channel(context, target)));
		assertThat(failures[0]).isEqualTo(failures[1]).contains("UNAVAILABLE", "Connection refused");
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			this.runner.run((context) -> {
				ManagedChannel channel = channel(context, "127.0.0.1:" + silent.getLocalPort());
				assertThatExceptionOfType(StatusRuntimeException.class)
					.isThrownBy(() -> HealthGrpc.newBlockingStub(channel)
						.withDeadlineAfter(200, TimeUnit.MILLISECONDS)
						.check(HealthCheckRequest.getDefaultInstance()))
					.withMessageStartingWith("DEADLINE_EXCEEDED");
				channel.shutdownNow();
			});
		}
	}

	@Test
	void callIsRepeatedOnItsConnectionAsItsRetryPolicySays() {
		FailingTwice failing = new FailingTwice();
		try (ObservedGrpcServer server = ObservedGrpcServer
			.with(NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0)).intercept(failing))) {
			this.runner.withUserConfiguration(RetryPolicy.class).run((context) -> {
				GrpcRunner.assertAnswers(channel(context, "127.0.0.1:" + server.port()));
				assertThat(failing.calls).hasValue(3);
				assertRequestedBeforeConnect(server);
			});
		}
	}

	@Test
	void serverThatComesBackIsConnectedAnew() {
		ObservedGrpcServer first = ObservedGrpcServer.on("127.0.0.1");
		int port = first.port();
		this.runner.run((context) -> {
			ManagedChannel channel = channel(context, "127.0.0.1:" + port);
			GrpcRunner.assertAnswers(channel);
			first.close();
			try (ObservedGrpcServer second = ObservedGrpcServer
				.with(NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port)))) {
				Awaitility.await()
					.atMost(TIMEOUT)
					.ignoreExceptions()
					.untilAsserted(() -> GrpcRunner.assertAnswers(channel));
				assertThat(second.remotePorts()).isNotEmpty();
			}
			assertThat(this.call.calls()).hasSizeGreaterThanOrEqualTo(2).allMatch(GrpcClientTests::isFresh);
		});
	}

	@Test
	void errorIsWarnedOfOnceAndCallsAreAnswered(CapturedOutput output) {
		this.call.answerWith((handle) -> 10022);
		try (ObservedGrpcServer server = ObservedGrpcServer.on("127.0.0.1")) {
			this.runner.run((context) -> {
				GrpcRunner.assertAnswers(channel(context, "127.0.0.1:" + server.port()));
				GrpcRunner.assertAnswers(channel(context, "127.0.0.1:" + server.port()));
			});
			assertThat(this.call.calls()).hasSize(2);
			assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
				.asString()
				.contains("10022 WSAEINVAL");
		}
	}

	@Test
	void changedInternalsAreWarnedOfOnceAndCallsAreAnswered(CapturedOutput output) {
		ClientSockets sockets = new ClientSockets(this.fastPath, new PeerSelection(Set.of(), IpVersion.IPV4));
		try (ObservedGrpcServer server = ObservedGrpcServer.on("127.0.0.1")) {
			this.withoutStarter.withBean(GrpcClientHook.class, () -> new GrpcClientHook(sockets, () -> {
				throw new NoSuchFieldException("gone");
			})).withBean(GrpcTransportCheck.class, () -> new GrpcTransportCheck(sockets)).run((context) -> {
				GrpcRunner.assertAnswers(channel(context, "127.0.0.1:" + server.port()));
				GrpcRunner.assertAnswers(channel(context, "127.0.0.1:" + server.port()));
			});
			assertThat(builders()).containsExactly(ChannelFactoryBeans.NETTY.with(Coverage.INTERNALS_CHANGED));
			assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
				.asString()
				.contains("NettyGrpcChannelFactory", "gone");
		}
	}

	@Test
	void disabledStarterOrOtherSystemTouchesNothing() {
		try (ObservedGrpcServer server = ObservedGrpcServer.on("127.0.0.1")) {
			for (String property : List.of("loopback-fast-path.enabled=false",
					"loopback-fast-path.client.enabled=false", "os.name=Linux")) {
				this.runner.withPropertyValues(property).run((context) -> {
					assertThat(context).doesNotHaveBean(GrpcClientHook.class)
						.doesNotHaveBean(ChannelFactoryBeans.class);
					GrpcRunner.assertAnswers(channel(context, "127.0.0.1:" + server.port()));
				});
			}
			assertThat(this.call.calls()).isEmpty();
			assertThat(builders()).isEmpty();
		}
	}

	@Test
	void channelFactoryOfTheUserIsReported(CapturedOutput output) {
		this.runner.withUserConfiguration(OwnChannelFactory.class).run((context) -> {
			assertThat(builders())
				.containsExactly(new RecordedBuilder("ownFactory", "NettyGrpcChannelFactory", Coverage.OWN_BUILDER)
					.withRemedy("Use Spring Boot's GrpcChannelFactory, or set 'loopback-fast-path.scope' to 'jvm'"));
			assertThat(output).contains(
					"is not requested by NettyGrpcChannelFactory 'ownFactory'. Use Spring Boot's GrpcChannelFactory");
		});
	}

	private List<RecordedBuilder> builders() {
		return this.fastPath.record().clientBuilders();
	}

	private void assertRequestedBeforeConnect(ObservedGrpcServer server) {
		assertThat(this.call.calls()).singleElement().matches(GrpcClientTests::isFresh);
		assertThat(server.remotePorts()).containsExactly(RecordingCall.localPort(this.call.calls().get(0).handle()));
		assertThat(builders()).containsExactly(ChannelFactoryBeans.NETTY);
	}

	private void assertSkipped(SkipReason reason) {
		assertThat(this.call.calls()).isEmpty();
		assertThat(this.fastPath.record().socketCounts().count(FastPathSide.CLIENT, FastPathOutcome.skipped(reason)))
			.isEqualTo(1);
	}

	private static boolean isFresh(RecordingCall.Call recorded) {
		return recorded.localPort() == 0 && !recorded.listening() && !recorded.connected();
	}

	private static ManagedChannel channel(ApplicationContext context, String target) {
		return context.getBean(GrpcChannelFactory.class).createChannel(target);
	}

	private static String failure(ManagedChannel channel) {
		try {
			GrpcRunner.assertAnswers(channel);
			return "none";
		}
		catch (StatusRuntimeException ex) {
			return Stream.<Throwable>iterate(ex, Objects::nonNull, Throwable::getCause)
				.map(Throwable::toString)
				.toList()
				.toString();
		}
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static Optional<InetAddress> ownAddress() throws SocketException {
		return NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> address instanceof Inet4Address && !address.isLoopbackAddress())
			.findFirst();
	}

	private static final class SeveralAddresses extends NameResolverProvider {

		private final List<EquivalentAddressGroup> addresses;

		SeveralAddresses(List<Integer> ports) {
			this.addresses = ports.stream()
				.map((port) -> new EquivalentAddressGroup(new InetSocketAddress("127.0.0.1", port)))
				.toList();
		}

		@Override
		public NameResolver newNameResolver(URI target, NameResolver.Args args) {
			return new NameResolver() {

				@Override
				public String getServiceAuthority() {
					return "localhost";
				}

				@Override
				public void start(Listener2 listener) {
					listener.onResult(ResolutionResult.newBuilder()
						.setAddressesOrError(StatusOr.fromValue(SeveralAddresses.this.addresses))
						.build());
				}

				@Override
				public void shutdown() {
				}

			};
		}

		@Override
		protected boolean isAvailable() {
			return true;
		}

		@Override
		protected int priority() {
			return 5;
		}

		@Override
		public String getDefaultScheme() {
			return "several";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherSettings {

		private String target = "";

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		GrpcChannelBuilderCustomizer<NettyChannelBuilder> otherSettings() {
			return (target, builder) -> {
				this.target = target;
				builder.maxInboundMessageSize(1000).disableRetry();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTransport {

		private int channels;

		@Bean(destroyMethod = "shutdownGracefully")
		EventLoopGroup loops() {
			return new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		GrpcChannelBuilderCustomizer<NettyChannelBuilder> ownTransport(EventLoopGroup loops) {
			return (target, builder) -> builder.eventLoopGroup(loops).channelFactory(() -> {
				this.channels++;
				return new NioSocketChannel();
			}, InetSocketAddress.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RetryPolicy {

		@Bean
		GrpcChannelBuilderCustomizer<NettyChannelBuilder> retryPolicy() {
			Map<String, ?> policy = Map.of("maxAttempts", 4.0, "initialBackoff", "0.01s", "maxBackoff", "0.1s",
					"backoffMultiplier", 1.0, "retryableStatusCodes", List.of("UNAVAILABLE"));
			Map<String, ?> method = Map.of("name", List.of(Map.of("service", "grpc.health.v1.Health")), "retryPolicy",
					policy);
			return (target, builder) -> builder.enableRetry()
				.defaultServiceConfig(Map.of("methodConfig", List.of(method)));
		}

	}

	private static final class FailingTwice implements ServerInterceptor {

		private final AtomicInteger calls = new AtomicInteger();

		@Override
		public <I, O> ServerCall.Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers,
				ServerCallHandler<I, O> next) {
			if (this.calls.incrementAndGet() > 2) {
				return next.startCall(call, headers);
			}
			call.close(Status.UNAVAILABLE, new Metadata());
			return new ServerCall.Listener<>() {
			};
		}

	}

	/** What gRPC uses where there is no native transport. */
	@Configuration(proxyBeanMethods = false)
	static class NioTransport {

		@Bean
		GrpcChannelBuilderCustomizer<NettyChannelBuilder> nioTransport() {
			return (target, builder) -> InternalNettyChannelBuilder.useNioTransport(builder);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnChannelFactory {

		@Bean
		NettyGrpcChannelFactory ownFactory(ClientInterceptorsConfigurer interceptors) {
			return new NettyGrpcChannelFactory(List.of(), interceptors);
		}

	}

}
