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

package io.github.loopbackfastpath.resilience;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;

import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.server.TestServer;
import io.github.loopbackfastpath.internal.server.TestWebServer;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import org.jspecify.annotations.Nullable;

/**
 * Much traffic on web servers.
 */
@RunsOnWindowsJvm
class LoadTests extends LoadContract {

	static TestServer[] servers() {
		return new TestServer[] { TestWebServer.TOMCAT, TestWebServer.JETTY, TestWebServer.REACTOR_NETTY };
	}

	@Override
	Connection connect(int port, @Nullable SocketRequests fastPath) throws IOException {
		return new KeptConnection(port, ask(fastPath));
	}

	/**
	 * The server closes the connection.
	 */
	@Override
	String get(int port, @Nullable SocketRequests fastPath) throws IOException {
		return ShortConnection.get(port, ask(fastPath));
	}

	private static Consumer<Socket> ask(@Nullable SocketRequests fastPath) {
		return (fastPath != null) ? fastPath::request : (socket) -> {
		};
	}

}
