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

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpComponentsHttpClientBuilder;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the hook takes for granted in HttpComponents and in Spring Boot. If a test fails
 * after an upgrade, clients have lost the hook: look at what it names in the new version.
 */
class ConnectionManagerInternalsTests {

	private final ConnectionManagerInternals internals = new ConnectionManagerInternals();

	@Test
	void managerHasFieldConnectionOperatorOfTheDefaultType() {
		assertThat(ReflectionTestUtils.getField(new PoolingHttpClientConnectionManager(), "connectionOperator"))
			.isExactlyInstanceOf(DefaultHttpClientConnectionOperator.class);
	}

	@Test
	void operatorHasFieldDetachedSocketFactory() throws Exception {
		PoolingHttpClientConnectionManager manager = new PoolingHttpClientConnectionManager();
		DetachedSocketFactory factory = (proxy) -> new Socket();
		this.internals.setSocketFactory(manager, factory);
		Object operator = ReflectionTestUtils.getField(manager, "connectionOperator");
		assertThat(operator).hasFieldOrPropertyWithValue("detachedSocketFactory", factory);
	}

	@Test
	void operatorOfAnotherTypeIsLeftAlone() {
		PoolingHttpClientConnectionManager manager = new PoolingHttpClientConnectionManager();
		ReflectionTestUtils.setField(manager, "connectionOperator", new OtherOperator());
		assertThatExceptionOfType(NoSuchFieldException.class)
			.isThrownBy(() -> this.internals.setSocketFactory(manager, (proxy) -> new Socket()))
			.withMessageContaining("OtherOperator");
	}

	@Test
	void builderHasFieldHttpClientBuilder() {
		assertThat(ReflectionTestUtils.getField(builder(), "httpClientBuilder"))
			.isExactlyInstanceOf(HttpComponentsHttpClientBuilder.class);
	}

	@Test
	void clientBuilderHasFieldCustomizer() throws Exception {
		List<String> applied = new ArrayList<>();
		HttpComponentsClientHttpRequestFactoryBuilder builder = builder()
			.withHttpClientCustomizer((client) -> applied.add("existing"));
		HttpComponentsClientHttpRequestFactoryBuilder changed = this.internals.withCustomizers(builder,
				(existing) -> (client) -> {
					applied.add("before");
					existing.accept(client);
					applied.add("after");
				});
		changed.withHttpClientCustomizer((client) -> applied.add("later")).build();
		assertThat(applied).containsExactly("before", "existing", "after", "later");
		applied.clear();
		builder.build();
		assertThat(applied).containsExactly("existing");
	}

	@Test
	void clientBuilderHasFieldConnManager() throws Exception {
		PoolingHttpClientConnectionManager manager = new PoolingHttpClientConnectionManager();
		assertThat(this.internals.manager(HttpClientBuilder.create().setConnectionManager(manager))).isSameAs(manager);
	}

	private HttpComponentsClientHttpRequestFactoryBuilder builder() {
		return ClientHttpRequestFactoryBuilder.httpComponents();
	}

	private static final class OtherOperator implements HttpClientConnectionOperator {

		@Override
		public void connect(ManagedHttpClientConnection connection, HttpHost host, InetSocketAddress localAddress,
				TimeValue connectTimeout, SocketConfig socketConfig, HttpContext context) {
		}

		@Override
		public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
		}

	}

}
