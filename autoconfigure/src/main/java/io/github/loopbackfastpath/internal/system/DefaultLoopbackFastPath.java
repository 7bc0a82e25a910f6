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

package io.github.loopbackfastpath.internal.system;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.NetworkChannel;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.FastPathStatus;
import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.LoopbackFastPath;
import org.jspecify.annotations.Nullable;

/**
 * The {@link LoopbackFastPath} for sockets that the application opens itself.
 */
public final class DefaultLoopbackFastPath implements LoopbackFastPath {

	private final SocketRequests requests;

	/**
	 * Create a new instance.
	 * @param requests what requests the fast path
	 */
	public DefaultLoopbackFastPath(SocketRequests requests) {
		this.requests = requests.forComponent("application");
	}

	/**
	 * Return a new instance for the system on which this JVM runs.
	 */
	public static LoopbackFastPath ofThisJvm() {
		return new DefaultLoopbackFastPath(SocketRequests.create(true, FastPathScope.SOCKETS));
	}

	@Override
	public FastPathAvailability availability() {
		return this.requests.availability();
	}

	@Override
	public FastPathStatus status() {
		return this.requests.record();
	}

	@Override
	public FastPathOutcome request(NetworkChannel channel) {
		return this.requests.request(channel);
	}

	@Override
	public FastPathOutcome request(Socket socket) {
		return this.requests.request(socket);
	}

	@Override
	public FastPathOutcome request(ServerSocket socket) {
		return this.requests.request(socket);
	}

	@Override
	public FastPathVerification verify() {
		return this.requests.verify();
	}

	@Override
	public @Nullable FastPathVerification lastVerification() {
		return this.requests.lastVerification();
	}

}
