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

package io.github.loopbackfastpath.internal.client.jetty;

import java.util.Objects;
import java.util.Set;

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.ObservedServer;
import io.github.loopbackfastpath.internal.client.PeerSelection;
import io.github.loopbackfastpath.internal.client.TestClient;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.junit.jupiter.api.Test;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JettyClientHttpRequestFactoryBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JettyClientHook}: what the application configured is kept.
 */
@RunsOnWindowsJvm
class JettyClientHookTests {

	private final RecordingCall call = new RecordingCall();

	private final JettyClientHook hook = new JettyClientHook(
			new ClientSockets(TestFastPath.calling(this.call), new PeerSelection(Set.of(), IpVersion.IPV4)));

	@Test
	void connectorOfTheApplicationIsHeardToo() {
		ClientConnector own = new ClientConnector();
		get(hooked(builder().withHttpClientTransportFactory((connector) -> new HttpClientTransportDynamic(own))));
		assertThat(this.call.calls()).hasSize(1);
	}

	@Test
	void connectorThatClientsShareIsHeardOnce() {
		ClientConnector shared = new ClientConnector();
		JettyClientHttpRequestFactoryBuilder builder = hooked(
				builder().withHttpClientTransportFactory((connector) -> new HttpClientTransportOverHTTP(shared)));
		builder.build();
		get(builder);
		assertThat(this.call.calls()).hasSize(1);
	}

	@Test
	void blockingConnectIsHeardBeforeIt() {
		get(hooked(
				builder().withClientConnectorCustomizerCustomizer((connector) -> connector.setConnectBlocking(true))));
		assertThat(this.call.calls()).singleElement().matches((asked) -> !asked.connected());
	}

	private JettyClientHttpRequestFactoryBuilder builder() {
		return ClientHttpRequestFactoryBuilder.jetty();
	}

	private JettyClientHttpRequestFactoryBuilder hooked(JettyClientHttpRequestFactoryBuilder builder) {
		return (JettyClientHttpRequestFactoryBuilder) Objects
			.requireNonNull(this.hook.install(builder, new RecordedBuilder("test", "Test", Coverage.HOOKED)));
	}

	private void get(JettyClientHttpRequestFactoryBuilder builder) {
		try (ObservedServer server = ObservedServer.http(); TestClient client = TestClient.of(builder)) {
			assertThat(client.get(server.uri("/"))).isEqualTo("hello");
		}
	}

}
