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

import java.io.IOException;
import java.net.Socket;

import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection factory that does what the original does, and by which a connection
 * manager tells which builder it comes from.
 *
 * @param builder the builder that it was set on
 * @param original what was set before, or {@code null} if nothing was
 */
record BuilderMark(PoolingHttpClientConnectionManagerBuilder builder,
		@Nullable HttpConnectionFactory<ManagedHttpClientConnection> original)
		implements
			HttpConnectionFactory<ManagedHttpClientConnection> {

	@Override
	public ManagedHttpClientConnection createConnection(Socket socket) throws IOException {
		return ((this.original != null) ? this.original : ManagedHttpClientConnectionFactory.INSTANCE)
			.createConnection(socket);
	}

}
