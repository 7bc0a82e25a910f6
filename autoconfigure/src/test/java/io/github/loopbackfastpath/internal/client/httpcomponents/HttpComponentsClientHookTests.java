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

package io.github.loopbackfastpath.internal.client.httpcomponents;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.TestKeyStore;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.ObservedServer;
import io.github.loopbackfastpath.internal.client.PeerSelection;
import io.github.loopbackfastpath.internal.client.TestClient;
import io.github.loopbackfastpath.internal.client.UnixDomainServer;
import io.github.loopbackfastpath.internal.record.ClientBuilders;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.PoolingHttpClientConnectionManagerMetricsBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link HttpComponentsClientHook}: what the application configured is kept.
 */
@ExtendWith(OutputCaptureExtension.class)
@RunsOnWindowsJvm
class HttpComponentsClientHookTests {

	private static final RecordedBuilder CLIENT = new RecordedBuilder("test", "TestBuilder", Coverage.HOOKED);

	private final RecordingCall call = new RecordingCall();

	private final SocketRequests fastPath = TestFastPath.calling(this.call);

	private final ClientBuilders clients = this.fastPath.record().clients();

	private final AtomicReference<@Nullable HttpClientConnectionManager> used = new AtomicReference<>();

	@Test
	void managerSetBeforeTheHookIsLeftAlone() {
		PoolingHttpClientConnectionManager own = new PoolingHttpClientConnectionManager();
		get(hooked(builder().withHttpClientCustomizer((client) -> client.setConnectionManager(own))));
		assertThat(this.used).hasValue(own);
		assertThat(this.call.calls()).isEmpty();
		assertThat(this.clients.all()).singleElement()
			.hasToString("TestBuilder 'test': the application's own connection manager is left alone");
	}

	@Test
	void managerSetAfterTheHookIsLeftAlone() {
		PoolingHttpClientConnectionManager own = new PoolingHttpClientConnectionManager();
		get(hooked(builder()).withHttpClientCustomizer((client) -> client.setConnectionManager(own)));
		assertThat(this.used).hasValue(own);
		assertThat(this.call.calls()).isEmpty();
		assertThat(this.clients.all()).singleElement()
			.hasToString("TestBuilder 'test': the application's own connection manager is left alone");
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine has no Unix-domain sockets")
	void unixDomainSocketIsLeftAlone(@TempDir Path directory) throws IOException {
		Path path = directory.resolve("s");
		try (UnixDomainServer server = new UnixDomainServer(path);
				TestClient http = TestClient.of(hooked(
						builder().withDefaultRequestConfigCustomizer((config) -> config.setUnixDomainSocket(path))))) {
			assertThat(http.get("http://localhost/")).isEqualTo("hello");
			assertThat(server.connections()).isEqualTo(1);
			assertThat(this.call.calls()).isEmpty();
		}
	}

	@Test
	void managerOfAnotherKindIsLeftAlone() {
		BasicHttpClientConnectionManager own = BasicHttpClientConnectionManager.create((name) -> null);
		get(hooked(builder().withHttpClientCustomizer((client) -> client.setConnectionManager(own))));
		assertThat(this.used).hasValue(own);
		assertThat(this.call.calls()).isEmpty();
		assertThat(this.clients.all()).singleElement()
			.hasToString("TestBuilder 'test': the application's own connection manager is left alone");
	}

	@Test
	void dnsResolverIsKept() {
		AtomicInteger resolved = new AtomicInteger();
		get(hooked(builder().withDnsResolver(new SystemDefaultDnsResolver() {

			@Override
			public InetAddress[] resolve(String host) throws UnknownHostException {
				resolved.incrementAndGet();
				return super.resolve(host);
			}

		})));
		assertThat(resolved).hasValue(1);
		assertThat(this.call.calls()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void connectionFactoryIsKept(boolean beforeTheHook) {
		CountingConnectionFactory factory = new CountingConnectionFactory();
		HttpComponentsClientHttpRequestFactoryBuilder builder = beforeTheHook
				? hooked(builder().withConnectionManagerCustomizer((manager) -> manager.setConnectionFactory(factory)))
				: hooked(builder()).withConnectionManagerCustomizer((manager) -> manager.setConnectionFactory(factory));
		get(builder);
		assertThat(factory.connections).hasValue(1);
		assertThat(this.call.calls()).hasSize(1);
	}

	@Test
	void tlsStrategyIsKept(@TempDir Path directory) throws Exception {
		SslBundle bundle = ObservedServer.sslBundle(TestKeyStore.create(directory));
		AtomicInteger upgrades = new AtomicInteger();
		HttpComponentsClientHttpRequestFactoryBuilder builder = builder()
			.withTlsSocketStrategyFactory((ssl) -> (socket, target, port, attachment, context) -> {
				upgrades.incrementAndGet();
				return new DefaultClientTlsStrategy(bundle.createSslContext()).upgrade(socket, target, port, attachment,
						context);
			});
		try (ObservedServer server = ObservedServer.https(bundle); TestClient client = TestClient.of(hooked(builder))) {
			assertThat(client.get(server.uri("/"))).isEqualTo("hello");
		}
		assertThat(upgrades).hasValue(1);
		assertThat(this.call.calls()).hasSize(1);
	}

	@Test
	void managerCustomizersBeforeAndAfterTheHookAreKept() {
		get(hooked(builder().withConnectionManagerCustomizer((manager) -> manager.setMaxConnTotal(17)))
			.withConnectionManagerCustomizer((manager) -> manager.setMaxConnPerRoute(13)));
		assertThat(this.used.get()).isInstanceOfSatisfying(PoolingHttpClientConnectionManager.class, (manager) -> {
			assertThat(manager.getMaxTotal()).isEqualTo(17);
			assertThat(manager.getDefaultMaxPerRoute()).isEqualTo(13);
		});
		assertThat(this.call.calls()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void managerThatACustomizerSeesIsTheOneInUse(boolean beforeTheHook) {
		AtomicReference<@Nullable HttpClientConnectionManager> seen = new AtomicReference<>();
		Consumer<HttpClientBuilder> customizer = (client) -> seen.set(manager(client));
		get(beforeTheHook ? hooked(builder().withHttpClientCustomizer(customizer))
				: hooked(builder()).withHttpClientCustomizer(customizer));
		assertThat(this.used.get()).isNotNull().isSameAs(seen.get());
		assertThat(this.call.calls()).hasSize(1);
		assertThat(this.clients.all()).isEmpty();
	}

	@Test
	void limitSetOnTheManagerByACustomizerApplies() {
		withOneConnectionInUse((manager) -> manager.setMaxTotal(1),
				(client, uri) -> assertThatException().isThrownBy(() -> client.get(uri))
					.withCauseInstanceOf(ConnectionRequestTimeoutException.class));
	}

	@Test
	@SuppressWarnings("deprecation") // its successor is in another module
	void metricsBoundToTheManagerByACustomizerShowItsConnections() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		withOneConnectionInUse(
				(manager) -> new PoolingHttpClientConnectionManagerMetricsBinder(manager, "test").bindTo(registry),
				(client, uri) -> assertThat(registry.get("httpcomponents.httpclient.pool.total.connections")
					.tag("state", "leased")
					.gauge()
					.value()).isOne());
	}

	@Test
	void managerThatACustomizerWrapsKeepsTheHookAndIsReported() {
		get(hooked(builder().withHttpClientCustomizer((client) -> client
			.setConnectionManager(new DelegatingManager(Objects.requireNonNull(manager(client)))))));
		assertThat(this.call.calls()).hasSize(1);
		assertThat(this.clients.all()).singleElement()
			.extracting(RecordedBuilder::coverage)
			.isEqualTo(Coverage.OWN_MANAGER);
	}

	@Test
	void eachBuildHasItsOwnManager() {
		HttpComponentsClientHttpRequestFactoryBuilder builder = hooked(builder());
		get(builder);
		HttpClientConnectionManager first = this.used.get();
		get(builder);
		assertThat(this.used.get()).isNotSameAs(first);
		assertThat(this.call.calls()).hasSize(2);
	}

	@Test
	void buildAfterOneThatFailedIsHooked() {
		AtomicInteger builds = new AtomicInteger();
		HttpComponentsClientHttpRequestFactoryBuilder builder = hooked(builder().withHttpClientCustomizer((client) -> {
			if (builds.getAndIncrement() == 0) {
				throw new IllegalStateException("for a test");
			}
		}));
		assertThatIllegalStateException().isThrownBy(builder::build).withMessage("for a test");
		get(builder);
		assertThat(this.call.calls()).hasSize(1);
	}

	@Test
	void socksProxyThatIsNotResolvedIsLookedUpAsTheJdkDoes() {
		ClientSockets client = new ClientSockets(this.fastPath, new PeerSelection(Set.of(), IpVersion.ANY));
		InetSocketAddress proxy = InetSocketAddress.createUnresolved("localhost", 1);
		try (Socket socket = FastPathSocket.create(client, new Proxy(Proxy.Type.SOCKS, proxy))) {
			socket.connect(new InetSocketAddress("198.51.100.1", 80));
		}
		catch (IOException ex) {
			// Nothing listens there
		}
		assertThat(this.fastPath.record().socketCounts().count(FastPathSide.CLIENT, FastPathOutcome.requested()))
			.isOne();
	}

	@Test
	void internalsThatHaveChangedAreSaidOnceAndShown(CapturedOutput output) {
		HttpComponentsClientHttpRequestFactoryBuilder builder = hooked(builder(), new ConnectionManagerInternals() {

			@Override
			void setSocketFactory(PoolingHttpClientConnectionManager manager, DetachedSocketFactory factory)
					throws ReflectiveOperationException {
				throw new NoSuchFieldException("for a test");
			}

		});
		get(builder);
		get(builder);
		assertThat(this.call.calls()).isEmpty();
		assertThat(this.clients.all()).singleElement()
			.hasToString("TestBuilder 'test': the internals of its library have changed, its sockets use plain TCP");
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), "Loopback fast path cannot reach the sockets"))
			.isOne();
		assertThat(output)
			.contains("a TestBuilder builds, which use plain TCP: the internals of their library have changed"
					+ " (java.lang.NoSuchFieldException: for a test)");
	}

	@Test
	void internalsOfSpringBootThatHaveChangedFailTheInstallation() {
		assertThatIllegalStateException().isThrownBy(() -> hooked(builder(), new ConnectionManagerInternals() {

			@Override
			HttpComponentsClientHttpRequestFactoryBuilder withCustomizers(
					HttpComponentsClientHttpRequestFactoryBuilder builder,
					UnaryOperator<Consumer<HttpClientBuilder>> change) throws ReflectiveOperationException {
				throw new NoSuchFieldException("for a test");
			}

		})).withCauseInstanceOf(NoSuchFieldException.class);
	}

	/**
	 * Build a client with a customizer of its manager, and act while a request of it is
	 * being answered.
	 */
	private void withOneConnectionInUse(Consumer<PoolingHttpClientConnectionManager> customizer,
			BiConsumer<TestClient, String> action) {
		HttpComponentsClientHttpRequestFactoryBuilder builder = hooked(builder()
			.withDefaultRequestConfigCustomizer(
					(config) -> config.setConnectionRequestTimeout(Timeout.ofMilliseconds(200)))
			.withHttpClientCustomizer(
					(client) -> customizer.accept((PoolingHttpClientConnectionManager) manager(client))));
		try (ObservedServer server = ObservedServer.http(); TestClient client = TestClient.of(builder)) {
			CompletableFuture<String> request = new SimpleAsyncTaskExecutor()
				.submitCompletable(() -> client.get(server.uri("/never")));
			Awaitility.await().until(() -> !server.remotePorts().isEmpty());
			action.accept(client, server.uri("/"));
			assertThat(request).isNotDone();
			assertThat(this.call.calls()).hasSize(1);
		}
	}

	private HttpComponentsClientHttpRequestFactoryBuilder builder() {
		return ClientHttpRequestFactoryBuilder.httpComponents();
	}

	private HttpComponentsClientHttpRequestFactoryBuilder hooked(
			HttpComponentsClientHttpRequestFactoryBuilder builder) {
		return hooked(builder, new ConnectionManagerInternals());
	}

	private HttpComponentsClientHttpRequestFactoryBuilder hooked(HttpComponentsClientHttpRequestFactoryBuilder builder,
			ConnectionManagerInternals internals) {
		ClientSockets client = new ClientSockets(this.fastPath, new PeerSelection(Set.of(), IpVersion.IPV4));
		HttpComponentsClientHook hook = new HttpComponentsClientHook(client, internals);
		return (HttpComponentsClientHttpRequestFactoryBuilder) Objects.requireNonNull(hook.install(builder, CLIENT));
	}

	/**
	 * HttpComponents has a getter from 5.6 on; Spring Boot 4.0 manages 5.5.
	 */
	private static @Nullable HttpClientConnectionManager manager(HttpClientBuilder client) {
		return (HttpClientConnectionManager) ReflectionTestUtils.getField(client, "connManager");
	}

	private void get(HttpComponentsClientHttpRequestFactoryBuilder builder) {
		HttpComponentsClientHttpRequestFactoryBuilder observed = builder
			.withHttpClientCustomizer((client) -> this.used.set(manager(client)));
		try (ObservedServer server = ObservedServer.http();
				TestClient client = TestClient.of(observed, HttpClientSettings.defaults())) {
			assertThat(client.get("http://localhost:" + server.port())).isEqualTo("hello");
		}
	}

	private static final class CountingConnectionFactory implements HttpConnectionFactory<ManagedHttpClientConnection> {

		private final AtomicInteger connections = new AtomicInteger();

		@Override
		public ManagedHttpClientConnection createConnection(Socket socket) throws IOException {
			this.connections.incrementAndGet();
			return ManagedHttpClientConnectionFactory.INSTANCE.createConnection(socket);
		}

	}

	private record DelegatingManager(HttpClientConnectionManager delegate) implements HttpClientConnectionManager {

		@Override
		public LeaseRequest lease(String id, HttpRoute route, Timeout timeout, Object state) {
			return this.delegate.lease(id, route, timeout, state);
		}

		@Override
		public void release(ConnectionEndpoint endpoint, Object state, TimeValue keepAlive) {
			this.delegate.release(endpoint, state, keepAlive);
		}

		@Override
		public void connect(ConnectionEndpoint endpoint, TimeValue timeout, HttpContext context) throws IOException {
			this.delegate.connect(endpoint, timeout, context);
		}

		@Override
		public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
			this.delegate.upgrade(endpoint, context);
		}

		@Override
		public void close(CloseMode mode) {
			this.delegate.close(mode);
		}

		@Override
		public void close() throws IOException {
			this.delegate.close();
		}

	}

}
