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

package io.github.loopbackfastpath.internal.client.reactor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.ObservedServer;
import io.github.loopbackfastpath.internal.client.PeerSelection;
import io.github.loopbackfastpath.internal.client.TestClient;
import io.github.loopbackfastpath.internal.client.UnixDomainServer;
import io.github.loopbackfastpath.internal.client.netty.BeforeConnectHandler;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactorClientHook}: what the application configured is kept.
 */
@RunsOnWindowsJvm
class ReactorClientHookTests {

	private final RecordingCall call = new RecordingCall();

	private final SocketRequests fastPath = TestFastPath.calling(this.call);

	private final ClientSockets client = new ClientSockets(this.fastPath, new PeerSelection(Set.of(), IpVersion.IPV4));

	private final ReactorClientHook hook = new ReactorClientHook(this.client);

	@Test
	void channelInitializersBeforeAndAfterTheHookAreKept() {
		AtomicInteger initialized = new AtomicInteger();
		get(hooked(builder().withHttpClientCustomizer(
				(http) -> http.doOnChannelInit((observer, channel, address) -> initialized.incrementAndGet())))
			.withHttpClientCustomizer(
					(http) -> http.doOnChannelInit((observer, channel, address) -> initialized.incrementAndGet())));
		assertThat(initialized).hasValue(2);
		assertThat(this.call.calls()).hasSize(1);
	}

	@Test
	void handlerLeavesThePipelineWhenItHasSeenTheConnect() {
		AtomicInteger seen = new AtomicInteger();
		get(hooked(builder()).withHttpClientCustomizer((http) -> http.doOnConnected((connection) -> {
			seen.incrementAndGet();
			assertThat(connection.channel().pipeline().get(BeforeConnectHandler.class)).isNull();
		})));
		assertThat(seen).hasValue(1);
	}

	@Test
	void resourcesAndEventLoopsOfTheApplicationAreKept() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.setLoopResourcesSupplier(() -> LoopResources.create("own-loop", 1, true));
		resources.afterPropertiesSet();
		try {
			AtomicInteger seen = new AtomicInteger();
			get(hooked(builder().withReactorResourceFactory(resources))
				.withHttpClientCustomizer((http) -> http.doOnConnected((connection) -> {
					assertThat(Thread.currentThread().getName()).startsWith("own-loop");
					seen.incrementAndGet();
				})));
			assertThat(seen).hasValue(1);
			assertThat(this.call.calls()).hasSize(1);
		}
		finally {
			resources.destroy();
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine has no Unix-domain sockets")
	void unixDomainSocketIsLeftAlone(@TempDir Path directory) throws IOException {
		Path path = directory.resolve("s");
		LoopResources nio = LoopResources.create("nio", 1, true);
		ReactorClientHttpConnectorBuilder builder = ClientHttpConnectorBuilder.reactor()
			.withHttpClientCustomizer(
					(http) -> http.runOn(nio, false).remoteAddress(() -> UnixDomainSocketAddress.of(path)));
		Object hooked = this.hook.install(builder, new RecordedBuilder("test", "Test", Coverage.HOOKED));
		try (UnixDomainServer server = new UnixDomainServer(path);
				TestClient http = TestClient.of(Objects.requireNonNull(hooked))) {
			assertThat(http.get("/")).isEqualTo("hello");
			assertThat(server.connections()).isEqualTo(1);
			assertThat(this.call.calls()).isEmpty();
			assertThat(this.fastPath.record()
				.socketCounts()
				.count(FastPathSide.CLIENT, FastPathOutcome.skipped(SkipReason.NOT_LOOPBACK))).isEqualTo(1);
		}
		finally {
			nio.dispose();
		}
	}

	@Test
	void channelThatIsNoSocketChannelPassesBy() {
		EmbeddedChannel channel = new EmbeddedChannel();
		new BeforeConnectHandler(this.client).addTo(channel.pipeline());
		channel.connect(new InetSocketAddress("127.0.0.1", 1));
		assertThat(channel.pipeline().get(BeforeConnectHandler.class)).isNull();
		assertThat(this.fastPath.record().socketCounts().counts()).isEmpty();
		channel.close();
	}

	private ReactorClientHttpRequestFactoryBuilder builder() {
		return ClientHttpRequestFactoryBuilder.reactor();
	}

	private ReactorClientHttpRequestFactoryBuilder hooked(ReactorClientHttpRequestFactoryBuilder builder) {
		return (ReactorClientHttpRequestFactoryBuilder) Objects
			.requireNonNull(this.hook.install(builder, new RecordedBuilder("test", "Test", Coverage.HOOKED)));
	}

	private void get(ReactorClientHttpRequestFactoryBuilder builder) {
		try (ObservedServer server = ObservedServer.http(); TestClient http = TestClient.of(builder)) {
			assertThat(http.get(server.uri("/"))).isEqualTo("hello");
		}
	}

}
