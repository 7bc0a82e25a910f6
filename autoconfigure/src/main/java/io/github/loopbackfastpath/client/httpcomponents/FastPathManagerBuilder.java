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

package io.github.loopbackfastpath.client.httpcomponents;

import io.github.loopbackfastpath.client.ClientFastPath;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;

/**
 * A copy of a connection manager's builder which differs in the sockets that its manager
 * opens.
 */
final class FastPathManagerBuilder extends PoolingHttpClientConnectionManagerBuilder {

	private final ClientFastPath fastPath;

	private boolean operatorCreated;

	FastPathManagerBuilder(BuilderMark mark, ConnectionManagerInternals internals, ClientFastPath fastPath)
			throws ReflectiveOperationException {
		internals.copy(mark.builder(), this);
		setConnectionFactory(mark.original());
		this.fastPath = fastPath;
	}

	@Override
	protected HttpClientConnectionOperator createConnectionOperator(SchemePortResolver schemePortResolver,
			DnsResolver dnsResolver, TlsSocketStrategy tlsSocketStrategy) {
		this.operatorCreated = true;
		// As the original does, with another socket factory
		return new DefaultHttpClientConnectionOperator((proxy) -> FastPathSocket.create(this.fastPath, proxy),
				schemePortResolver, dnsResolver,
				RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tlsSocketStrategy).build());
	}

	@Override
	public PoolingHttpClientConnectionManager build() {
		PoolingHttpClientConnectionManager manager = super.build();
		if (!this.operatorCreated) {
			throw new IllegalStateException("the connection operator is created elsewhere");
		}
		return manager;
	}

}
