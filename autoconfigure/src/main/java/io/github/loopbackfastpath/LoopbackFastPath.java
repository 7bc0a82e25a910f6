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

package io.github.loopbackfastpath;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.NetworkChannel;

import io.github.loopbackfastpath.internal.system.DefaultLoopbackFastPath;
import org.jspecify.annotations.Nullable;

/**
 * The loopback fast path ({@code SIO_LOOPBACK_FAST_PATH}) of an application. The starter
 * requests it on the sockets of embedded servers and clients; inject this bean to request
 * it on sockets that the application opens itself, or to read the status.
 * <p>
 * Request it on a listening socket before {@code bind}, at the latest before the first
 * {@code accept}, and on a connecting socket before {@code connect}; both ends of a
 * connection have to request it. Do not close the socket meanwhile. The bean exists on
 * every system, and calls the system on Windows only. No method throws because of what it
 * finds: the outcome says what happened.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://learn.microsoft.com/en-us/previous-versions/windows/desktop/legacy/jj841212(v=vs.85)">SIO_LOOPBACK_FAST_PATH
 * control code</a>
 */
public interface LoopbackFastPath {

	/**
	 * Create an instance without Spring that calls the system on which this JVM runs.
	 * @return a new instance with a status of its own
	 */
	static LoopbackFastPath create() {
		return DefaultLoopbackFastPath.ofThisJvm();
	}

	/**
	 * Return whether the fast path can be requested, and if not, why. Waits until that is
	 * known, which may take some tenths of a second on Windows, and at most ten seconds.
	 * @return the availability
	 */
	FastPathAvailability availability();

	/**
	 * Return what happened on the sockets of this application so far.
	 * @return a snapshot
	 */
	FastPathStatus status();

	/**
	 * Request the fast path on a channel: a server socket channel, or a socket channel
	 * that is not connected.
	 * @param channel the channel
	 * @return the outcome
	 */
	FastPathOutcome request(NetworkChannel channel);

	/**
	 * Request the fast path on a socket that is not connected.
	 * @param socket the socket
	 * @return the outcome
	 */
	FastPathOutcome request(Socket socket);

	/**
	 * Request the fast path on a listening socket.
	 * @param socket the socket
	 * @return the outcome
	 */
	FastPathOutcome request(ServerSocket socket);

	/**
	 * Verify whether Windows really uses the fast path, on connections of its own. Takes
	 * a second as a rule, and no longer than ten seconds once the availability is known.
	 * One verification runs at a time in a JVM: another caller gets the same result. What
	 * the result means, and what it does not, is said in {@link FastPathVerification}.
	 * @return the result, which may be that it cannot be told
	 */
	FastPathVerification verify();

	/**
	 * Return the result of the last verification in this JVM.
	 * @return the result, or {@code null} if there was none
	 */
	@Nullable FastPathVerification lastVerification();

}
