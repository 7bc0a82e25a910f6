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

import java.net.Proxy;
import java.net.Socket;

import io.github.loopbackfastpath.internal.client.ClientSockets;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A factory of {@link FastPathSocket}s.
 *
 * @param sockets what to call before each connection
 */
record FastPathSocketFactory(ClientSockets sockets) implements DetachedSocketFactory {

	@Override
	public Socket create(@Nullable Proxy proxy) {
		return FastPathSocket.create(this.sockets, proxy);
	}

}
