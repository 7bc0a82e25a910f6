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

package io.github.loopbackfastpath.internal.client;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.ReferencePage;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.TestKeyStore;
import io.github.loopbackfastpath.internal.client.TestClient.Library;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.record.SocketOptions;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What holds for each client library with a hook: real clients against real servers.
 */
@RunsOnWindowsJvm
class ClientHookTests {

	private static final PeerSelection IPV4 = new PeerSelection(Set.of(), IpVersion.IPV4);

	private static SslBundle sslBundle;

	private final RecordingCall call = new RecordingCall();

	private final SocketRequests fastPath = TestFastPath.calling(this.call);

	@BeforeAll
	static void createKey(@TempDir Path directory) throws IOException, InterruptedException {
		sslBundle = ObservedServer.sslBundle(TestKeyStore.create(directory));
	}

	@ParameterizedTest
	@EnumSource
	@ReferencePage({ 8, 10 })
	void asksOnTheSocketThatThenConnects(Library library) {
		try (ObservedServer server = ObservedServer.http(); TestClient client = TestClient.of(hooked(library))) {
			assertThat(client.get(server.uri("/"))).isEqualTo("hello");
			assertAskedBeforeConnect(1);
			assertConnectedTo(server.remotePorts());
		}
	}

	@ParameterizedTest
	@EnumSource
	@ReferencePage(10)
	void asksOnTheSocketThatThenConnectsOverHttps(Library library) {
		try (ObservedServer server = ObservedServer.https(sslBundle);
				TestClient client = TestClient.of(hooked(library), HttpClientSettings.ofSslBundle(sslBundle))) {
			assertThat(client.get(server.uri("/"))).isEqualTo("hello");
			assertAskedBeforeConnect(1);
			assertConnectedTo(server.remotePorts());
		}
	}

	@ParameterizedTest
	@EnumSource
	@ReferencePage(16)
	void socketOptionsOfTheLibraryAreReported(Library library) {
		try (ObservedServer server = ObservedServer.http(); TestClient client = TestClient.of(hooked(library))) {
			client.get(server.uri("/"));
			assertThat(this.fastPath.record().socketOptions().unsupported())
				.anyMatch((option) -> option.name().equals("TCP_NODELAY") && option.value().equals("true"))
				.noneMatch((option) -> option.name().equals("SO_LINGER"))
				.extracting(SocketOptions.Option::component)
				.containsOnly(this.fastPath.record().socketCounts().counts().keySet().iterator().next().component());
		}
	}

	@ParameterizedTest
	@EnumSource
	void asksOncePerConnection(Library library) {
		Object builder = hooked(TestClient.withOneConnection(library.builder()), library);
		try (ObservedServer server = ObservedServer.http(); TestClient client = TestClient.of(builder)) {
			for (int i = 0; i < 3; i++) {
				assertThat(client.get(server.uri("/"))).isEqualTo("hello");
			}
			assertAskedBeforeConnect(1);
			assertConnectedTo(server.remotePorts());
		}
	}

	@ParameterizedTest
	@EnumSource
	void asksOnEachConnection(Library library) {
		try (ObservedServer server = ObservedServer.http(); TestClient client = TestClient.of(hooked(library))) {
			getTogether(server, client, 4);
			assertThat(server.remotePorts()).hasSize(4);
			assertThat(this.call.calls()).noneMatch(RecordingCall.Call::connected)
				.extracting((asked) -> RecordingCall.localPort(asked.handle()))
				.doesNotHaveDuplicates()
				.containsAll(server.remotePorts());
		}
	}

	@ParameterizedTest
	@EnumSource
	void poolsAreSharedAsWithoutHook(Library library) {
		Object builder = TestClient.withOneConnection(library.builder());
		int connections = connectionsOfTwoClients(builder);
		assertThat(connections).isBetween(1, 2);
		assertThat(connectionsOfTwoClients(hooked(builder, library))).isEqualTo(connections);
		assertAskedBeforeConnect(connections);
	}

	private int connectionsOfTwoClients(Object builder) {
		try (ObservedServer server = ObservedServer.http();
				TestClient one = TestClient.of(builder);
				TestClient other = TestClient.of(builder)) {
			for (int i = 0; i < 3; i++) {
				one.get(server.uri("/"));
				other.get(server.uri("/"));
			}
			return server.remotePorts().size();
		}
	}

	@ParameterizedTest
	@EnumSource
	void installedTwiceAsksOnce(Library library) {
		ClientHook hook = hook(library, IPV4);
		Object hookedTwice = install(hook, install(hook, library.builder()));
		try (ObservedServer server = ObservedServer.http(); TestClient client = TestClient.of(hookedTwice)) {
			assertThat(client.get(server.uri("/"))).isEqualTo("hello");
			assertAskedBeforeConnect(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "only Linux connects to it")
	void doesNotAskForTheWildcardAddress(Library library) {
		try (ObservedServer server = ObservedServer.http(); TestClient client = TestClient.of(hooked(library))) {
			// Which Linux takes for its own loopback address
			assertThat(client.get("http://0.0.0.0:" + server.port())).isEqualTo("hello");
			assertSkipped(FastPathOutcome.skipped(SkipReason.NOT_LOOPBACK));
		}
	}

	@ParameterizedTest
	@EnumSource
	@ReferencePage(13)
	void doesNotAskForAnotherAddressOfThisMachine(Library library) throws SocketException {
		Optional<String> address = addressOfThisMachine();
		assumeThat(address).as("another address").isPresent();
		try (ObservedServer server = ObservedServer.http(address.get());
				TestClient client = TestClient.of(hooked(library))) {
			assertThat(client.get(server.uri("/"))).isEqualTo("hello");
			assertSkipped(FastPathOutcome.skipped(SkipReason.NOT_LOOPBACK));
		}
	}

	@ParameterizedTest
	@EnumSource
	@ReferencePage(9)
	void asksForIpv6OnRequest(Library library) {
		try (ObservedServer server = ObservedServer.http("::1");
				TestClient client = TestClient.of(hooked(library));
				TestClient any = TestClient
					.of(install(hook(library, new PeerSelection(Set.of(), IpVersion.ANY)), library.builder()))) {
			String uri = "http://[::1]:" + server.port();
			assertThat(client.get(uri)).isEqualTo("hello");
			assertSkipped(FastPathOutcome.skipped(SkipReason.IP_VERSION_EXCLUDED));
			assertThat(any.get(uri)).isEqualTo("hello");
			assertAskedBeforeConnect(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void doesNotAskForOtherPorts(Library library) {
		try (ObservedServer server = ObservedServer.http();
				ObservedServer other = ObservedServer.http();
				TestClient client = TestClient.of(install(
						hook(library, new PeerSelection(Set.of(server.port()), IpVersion.IPV4)), library.builder()))) {
			assertThat(client.get(other.uri("/"))).isEqualTo("hello");
			assertSkipped(FastPathOutcome.skipped(SkipReason.PORT_EXCLUDED));
			assertThat(client.get(server.uri("/"))).isEqualTo("hello");
			assertAskedBeforeConnect(1);
			assertConnectedTo(server.remotePorts());
		}
	}

	@ParameterizedTest
	@EnumSource
	void decidesAnewForEachAddressOfAName(Library library) {
		try (ObservedServer server = ObservedServer.http("127.0.0.2");
				TestClient client = TestClient.of(hooked(TestClient.resolvingTo(library.builder(),
						List.of(new InetSocketAddress("::1", server.port()),
								new InetSocketAddress("127.0.0.3", server.port()),
								new InetSocketAddress("127.0.0.2", server.port()))),
						library))) {
			assertThat(client.get("http://name.test:" + server.port())).isEqualTo("hello");
			assertThat(count(FastPathOutcome.skipped(SkipReason.IP_VERSION_EXCLUDED))).isOne();
			assertAskedBeforeConnect(2);
			assertThat(RecordingCall.localPort(this.call.calls().get(1).handle())).isIn(server.remotePorts());
		}
	}

	@ParameterizedTest
	@EnumSource
	void httpProxyIsThePeer(Library library) throws IOException {
		try (ObservedServer server = ObservedServer.https(sslBundle);
				TestProxy proxy = new TestProxy(server);
				TestClient client = TestClient.of(
						hooked(TestClient.behindHttpProxy(library.builder(), proxy.port()), library),
						HttpClientSettings.ofSslBundle(sslBundle))) {
			assertThat(client.get("https://localhost:9")).isEqualTo("hello");
			assertAskedBeforeConnect(1);
			assertConnectedTo(proxy.remotePorts());
		}
	}

	@ParameterizedTest
	@EnumSource
	void socksProxyIsThePeer(Library library) throws IOException {
		try (ObservedServer server = ObservedServer.http();
				TestProxy proxy = new TestProxy(server);
				TestClient client = TestClient.of(hooked(TestClient.behindSocksProxy(library.builder(),
						new InetSocketAddress("127.0.0.1", proxy.port())), library))) {
			// An address that only a proxy leads to
			assertThat(client.get("http://198.51.100.1:9")).isEqualTo("hello");
			assertAskedBeforeConnect(1);
			assertConnectedTo(proxy.remotePorts());
		}
	}

	@ParameterizedTest
	@EnumSource
	void redirectToAnotherServerIsAnotherConnection(Library library) {
		try (ObservedServer server = ObservedServer.http();
				ObservedServer other = ObservedServer.http();
				TestClient client = TestClient.of(hooked(library))) {
			server.redirectTo(other.uri("/"));
			assertThat(client.get(server.uri("/redirect"))).isEqualTo("hello");
			assertAskedBeforeConnect(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void timeoutIsKept(Library library) {
		HttpClientSettings settings = HttpClientSettings.defaults()
			.withTimeouts(Duration.ofSeconds(20), Duration.ofMillis(200));
		try (ObservedServer server = ObservedServer.http();
				TestClient client = TestClient.of(hooked(library), settings)) {
			// The first ones may take longer than that
			Awaitility.await()
				.ignoreExceptions()
				.untilAsserted(() -> assertThat(client.get(server.uri("/"))).isEqualTo("hello"));
			assertThatException().isThrownBy(() -> client.get(server.uri("/never")));
		}
	}

	@ParameterizedTest
	@EnumSource
	void addressFilterIsKept(Library library) {
		HttpClientSettings settings = HttpClientSettings.defaults()
			.withInetAddressFilter(InetAddressFilter.not("127.0.0.2"));
		try (ObservedServer server = ObservedServer.http();
				ObservedServer filtered = ObservedServer.http("127.0.0.2");
				TestClient client = TestClient.of(hooked(library), settings)) {
			assertThat(client.get(server.uri("/"))).isEqualTo("hello");
			assertThatException().isThrownBy(() -> client.get(filtered.uri("/")));
			assertThat(filtered.remotePorts()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusedConnectionFailsAsAlways(Library library) {
		ObservedServer server = ObservedServer.http();
		server.close();
		try (TestClient client = TestClient.of(hooked(library))) {
			assertThatException().isThrownBy(() -> client.get(server.uri("/")));
			assertThat(count(FastPathOutcome.requested())).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource
	void errorLeavesTheRequestUntouched(Library library) {
		this.call.answerWith((handle) -> 10022);
		assertAnswers(hooked(library));
		assertThat(count(FastPathOutcome.failed(FastPathError.of(10022)).withoutError())).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void exceptionLeavesTheRequestUntouched(Library library) {
		this.call.answerWith((handle) -> {
			throw new IllegalStateException("for a test");
		});
		assertAnswers(hooked(library));
	}

	@ParameterizedTest
	@EnumSource
	void missingClassLeavesTheRequestUntouched(Library library) {
		this.call.answerWith((handle) -> {
			throw new NoClassDefFoundError("for a test");
		});
		assertAnswers(hooked(library));
	}

	@ParameterizedTest
	@EnumSource
	void systemWithoutFastPathIsAskedOnce(Library library) {
		this.call.answerWith((handle) -> 10045);
		Object builder = hooked(library);
		assertAnswers(builder);
		assertAnswers(builder);
		assertThat(this.call.calls()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsAskedWhereTheFastPathIsNotAvailable(Library library) {
		SocketRequests elsewhere = SocketRequests.create(true, FastPathScope.SOCKETS);
		assumeThat(elsewhere.availability().isAvailable()).isFalse();
		assertAnswers(install(library.hook(new ClientSockets(elsewhere, IPV4)), library.builder()));
		assertThat(elsewhere.record().socketCounts().counts()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	@EnabledForJreRange(min = JRE.JAVA_21)
	void asksOnVirtualThreads(Library library) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
		executor.setVirtualThreads(true);
		try (ObservedServer server = ObservedServer.http(); TestClient client = TestClient.of(hooked(library))) {
			assertThat(executor.submitCompletable(() -> client.get(server.uri("/"))).join()).isEqualTo("hello");
			assertAskedBeforeConnect(1);
			assertConnectedTo(server.remotePorts());
		}
	}

	private void assertAnswers(Object builder) {
		try (ObservedServer server = ObservedServer.http(); TestClient client = TestClient.of(builder)) {
			assertThat(client.get(server.uri("/"))).isEqualTo("hello");
		}
	}

	private void getTogether(ObservedServer server, TestClient client, int requests) {
		server.answerTogether(requests);
		List<CompletableFuture<String>> answers = IntStream.range(0, requests)
			.mapToObj((i) -> new SimpleAsyncTaskExecutor().submitCompletable(() -> client.get(server.uri("/together"))))
			.toList();
		assertThat(answers).extracting(CompletableFuture::join).containsOnly("hello");
	}

	private void assertAskedBeforeConnect(int calls) {
		assertThat(this.call.calls()).hasSize(calls).allSatisfy((asked) -> {
			assertThat(asked.connected()).isFalse();
			assertThat(asked.localPort()).isZero();
		});
		assertThat(count(FastPathOutcome.requested())).isEqualTo(calls);
	}

	/**
	 * Each handle that was asked for now is one end of a connection of which the server
	 * sees the other.
	 */
	private void assertConnectedTo(Set<Integer> remotePorts) {
		assertThat(this.call.calls()).extracting((asked) -> RecordingCall.localPort(asked.handle()))
			.containsExactlyInAnyOrderElementsOf(remotePorts);
	}

	private void assertSkipped(FastPathOutcome reason) {
		assertThat(this.call.calls()).isEmpty();
		assertThat(count(reason)).isOne();
	}

	private long count(FastPathOutcome outcome) {
		return this.fastPath.record().socketCounts().count(FastPathSide.CLIENT, outcome);
	}

	private Object hooked(Library library) {
		return hooked(library.builder(), library);
	}

	private Object hooked(Object builder, Library library) {
		return install(hook(library, IPV4), builder);
	}

	private ClientHook hook(Library library, PeerSelection selection) {
		return library.hook(new ClientSockets(this.fastPath, selection));
	}

	private Object install(ClientHook hook, Object builder) {
		Object hooked = Objects
			.requireNonNull(hook.install(builder, new RecordedBuilder("test", "Test", Coverage.HOOKED)));
		assertThat(hooked).hasSameClassAs(builder);
		return hooked;
	}

	private Optional<String> addressOfThisMachine() throws SocketException {
		return NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> address instanceof Inet4Address && !address.isLoopbackAddress())
			.map(InetAddress::getHostAddress)
			.findFirst();
	}

}
