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

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;

/**
 * Builders of connection managers.
 */
final class TestBuilders {

	private TestBuilders() {
	}

	@SuppressWarnings("deprecation")
	static PoolingHttpClientConnectionManagerBuilder withEverythingSet() {
		return PoolingHttpClientConnectionManagerBuilder.create()
			.setConnectionFactory(new ManagedHttpClientConnectionFactory())
			.setTlsSocketStrategy(DefaultClientTlsStrategy.createDefault())
			.setSchemePortResolver(new DefaultSchemePortResolver())
			.setDnsResolver(new SystemDefaultDnsResolver())
			.setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
			.setConnPoolPolicy(PoolReusePolicy.FIFO)
			.setDefaultSocketConfig(SocketConfig.DEFAULT)
			.setDefaultConnectionConfig(ConnectionConfig.DEFAULT)
			.setDefaultTlsConfig(TlsConfig.DEFAULT)
			.useSystemProperties()
			.setMaxConnTotal(7)
			.setMaxConnPerRoute(3)
			.setOffLockDisposalEnabled(true);
	}

}
