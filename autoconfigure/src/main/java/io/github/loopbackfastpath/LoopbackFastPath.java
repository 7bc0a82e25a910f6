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

import org.jspecify.annotations.Nullable;

/**
 * Asks for the loopback fast path ({@code SIO_LOOPBACK_FAST_PATH}) on TCP sockets. The
 * embedded server's and the HTTP clients' sockets are taken care of; inject this bean to
 * ask for sockets that the application opens itself.
 * <p>
 * Ask on a listening socket before {@code bind}, at the latest before the first
 * {@code accept}, and on a connecting socket before {@code connect}; both sides of a
 * connection have to ask. Keep the socket open meanwhile. Exists on every system, asks
 * only on Windows, and never throws because of what it finds: the outcome tells.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://learn.microsoft.com/en-us/previous-versions/windows/desktop/legacy/jj841212(v=vs.85)">SIO_LOOPBACK_FAST_PATH
 * control code</a>
 */
public final class LoopbackFastPath {

	private static final String APPLICATION = "application";

	private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

	private final @Nullable FastPathSystem system;

	private final FastPathAvailability withoutSystem;

	private final FastPathTally tally;

	private final FastPathSocketOptions socketOptions;

	private final FastPathLog log;

	private final String component;

	/**
	 * Create a new instance that asks the system that this JVM runs on.
	 * @param enabled whether to ask at all
	 */
	public LoopbackFastPath(boolean enabled) {
		this(enabled, FastPathScope.SOCKETS);
	}

	/**
	 * Create a new instance that requests the fast path from the system that this JVM
	 * runs on.
	 * @param enabled whether to request it at all
	 * @param scope the configured scope, with which it is no surprise that the JDK does
	 */
	public LoopbackFastPath(boolean enabled, FastPathScope scope) {
		this((enabled && WINDOWS) ? FastPathSystem.ofThisJvm() : null,
				enabled ? FastPathAvailability.NOT_WINDOWS : FastPathAvailability.SWITCHED_OFF, scope);
	}

	/**
	 * Create a new instance.
	 * @param system the system to ask, or {@code null} to ask nobody
	 * @param withoutSystem why nobody is asked if there is no system
	 */
	LoopbackFastPath(@Nullable FastPathSystem system, FastPathAvailability withoutSystem) {
		this(system, withoutSystem, FastPathScope.SOCKETS);
	}

	LoopbackFastPath(@Nullable FastPathSystem system, FastPathAvailability withoutSystem, FastPathScope scope) {
		this(system, withoutSystem, new FastPathTally(), new FastPathSocketOptions(), new FastPathLog(scope),
				APPLICATION);
	}

	private LoopbackFastPath(@Nullable FastPathSystem system, FastPathAvailability withoutSystem, FastPathTally tally,
			FastPathSocketOptions socketOptions, FastPathLog log, String component) {
		this.system = system;
		this.withoutSystem = withoutSystem;
		this.tally = tally;
		this.socketOptions = socketOptions;
		this.log = log;
		this.component = component;
	}

	/**
	 * Return a view for a part of the application, under whose name its sockets are
	 * counted.
	 * @param component the name, such as {@code tomcat}
	 * @return the same fast path, counted under that name
	 */
	public LoopbackFastPath forComponent(String component) {
		return new LoopbackFastPath(this.system, this.withoutSystem, this.tally, this.socketOptions, this.log,
				component);
	}

	/**
	 * Begin to find out whether the fast path can be asked for, on a thread of its own.
	 * Whoever then needs to know does not wait as long.
	 */
	public void prepare() {
		if (this.system != null) {
			this.system.prepare();
		}
	}

	/**
	 * Return whether the fast path can be asked for, and if not, why. Waits until that is
	 * known, which may take some tenths of a second on Windows, and never takes longer
	 * than ten seconds.
	 * @return the availability
	 */
	public FastPathAvailability availability() {
		FastPathAvailability availability = (this.system != null) ? this.system.availability() : this.withoutSystem;
		this.log.availability(availability);
		return availability;
	}

	/**
	 * Return what is known of the JDK's own fast path. While the JDK asks, nobody else
	 * does.
	 * @return the JDK's fast path, unknown if this one is switched off
	 */
	public JdkFastPath jdk() {
		if (this.system != null) {
			return this.system.jdk();
		}
		return JdkFastPath.unanswered((this.withoutSystem == FastPathAvailability.NOT_WINDOWS) ? JdkFastPath.Asking.NO
				: JdkFastPath.Asking.UNKNOWN);
	}

	/**
	 * Return the counts of what came of asking.
	 * @return the tally of this application
	 */
	public FastPathTally tally() {
		return this.tally;
	}

	/**
	 * Return the socket options that do not go together with the fast path as far as is
	 * documented, and that this application sets all the same.
	 * @return the socket options
	 */
	public FastPathSocketOptions socketOptions() {
		return this.socketOptions;
	}

	/**
	 * Ask for the fast path on a channel: a socket channel that is not connected, or a
	 * server socket channel.
	 * @param channel the channel
	 * @return what came of it
	 */
	public FastPathOutcome request(NetworkChannel channel) {
		return requestOn(channel);
	}

	/**
	 * Ask for the fast path on a socket that is not connected.
	 * @param socket the socket
	 * @return what came of it
	 */
	public FastPathOutcome request(Socket socket) {
		return requestOn(socket);
	}

	/**
	 * Ask for the fast path on a listening socket.
	 * @param socket the socket
	 * @return what came of it
	 */
	public FastPathOutcome request(ServerSocket socket) {
		return requestOn(socket);
	}

	private FastPathOutcome requestOn(@Nullable Object socket) {
		FastPathAvailability availability = availability();
		FastPathOutcome outcome = (this.system != null && availability.isAvailable()) ? this.system.request(socket)
				: availability.outcome();
		FastPathSide side = TcpSockets.side(socket);
		this.tally.count(side, this.component, outcome);
		this.log.outcome(side, outcome);
		return outcome;
	}

	/**
	 * Count a socket on which the fast path was deliberately not asked for.
	 * @param side the side that the socket is on
	 * @param reason why it was left out
	 * @return the outcome
	 */
	public FastPathOutcome leaveOut(FastPathSide side, FastPathOutcome.Kind reason) {
		FastPathOutcome outcome = FastPathOutcome.of(reason);
		this.tally.count(side, this.component, outcome);
		return outcome;
	}

}
