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

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.internal.record.FastPathRecord;
import io.github.loopbackfastpath.internal.verification.FallOffs;
import org.jspecify.annotations.Nullable;

/**
 * Requests for the fast path on the sockets of one application, each of which is recorded
 * under the name of the component that issues it.
 */
public final class SocketRequests {

	private final FastPathSystem system;

	private final FastPathRecord record;

	private final FastPathLog log;

	private final String component;

	SocketRequests(FastPathSystem system, FastPathScope scope) {
		this(system, new FastPathRecord(), new FastPathLog(scope), "application");
	}

	private SocketRequests(FastPathSystem system, FastPathRecord record, FastPathLog log, String component) {
		this.system = system;
		this.record = record;
		this.log = log;
		this.component = component;
	}

	/**
	 * Create a new instance for the system on which this JVM runs.
	 * @param enabled whether to request the fast path at all
	 * @param scope the configured scope, in which it is no surprise that the JDK requests
	 * it
	 */
	public static SocketRequests create(boolean enabled, FastPathScope scope) {
		if (!enabled) {
			return new SocketRequests(NoSystem.switchedOff(), scope);
		}
		return new SocketRequests(OperatingSystem.isWindows() ? WindowsSystem.ofThisJvm() : NoSystem.notWindows(),
				scope);
	}

	/**
	 * Return the same requests, recorded under another name.
	 * @param component the name, such as {@code tomcat}
	 */
	public SocketRequests forComponent(String component) {
		return new SocketRequests(this.system, this.record, this.log, component);
	}

	/**
	 * Begin to find out whether the fast path is available, on a thread of its own.
	 */
	public void prepare() {
		this.system.prepare();
	}

	/**
	 * Return whether the fast path is available. Waits until that is known, at most ten
	 * seconds.
	 */
	public FastPathAvailability availability() {
		FastPathAvailability availability = this.system.availability();
		if (!availability.isAvailable()) {
			this.log.availability(availability);
		}
		return availability;
	}

	/**
	 * Log once whether the fast path is available. A system that can be called may not
	 * support it, so this comes after the first requests of an application that starts.
	 */
	public void announce() {
		this.log.availability(this.system.availability());
	}

	/**
	 * Return what is known of the JDK's own requests. While the JDK requests the fast
	 * path, nobody else does.
	 */
	public JdkFastPath jdk() {
		return this.system.jdk();
	}

	/**
	 * Return the version of the system with its build, or {@code null} if it is unknown.
	 */
	public @Nullable String systemVersion() {
		return this.system.version();
	}

	/**
	 * Return the record of this application.
	 */
	public FastPathRecord record() {
		return this.record;
	}

	/**
	 * Request the fast path on a channel or a socket. Never throws.
	 */
	public FastPathOutcome request(@Nullable Object socket) {
		FastPathOutcome outcome = this.system.request(socket);
		FastPathSide side = TcpSockets.side(socket);
		this.record.add(side, this.component, outcome);
		this.log.outcome(side, outcome);
		announce();
		return outcome;
	}

	/**
	 * Record a socket that was skipped.
	 */
	public FastPathOutcome skip(FastPathSide side, SkipReason reason) {
		FastPathOutcome outcome = FastPathOutcome.skipped(reason);
		this.record.add(side, this.component, outcome);
		return outcome;
	}

	/**
	 * Record a socket on which nothing was requested, as the fast path is not available.
	 */
	public FastPathOutcome skipUnavailable(FastPathSide side) {
		FastPathOutcome outcome = Unavailability.outcome(availability());
		this.record.add(side, this.component, outcome);
		return outcome;
	}

	/**
	 * Verify whether the system really uses the fast path, on sockets of its own. Never
	 * throws, and takes no longer than ten seconds once the availability is known.
	 */
	public FastPathVerification verify() {
		return this.system.verify();
	}

	/**
	 * Return the result of the last verification in this JVM, if there was one.
	 */
	public @Nullable FastPathVerification lastVerification() {
		return this.system.lastVerification();
	}

	/**
	 * Begin to watch, in the background, how many connects fall off the fast path.
	 */
	public void watchFallOffs() {
		this.system.watchFallOffs();
	}

	/**
	 * Return by how much the number of connects that fell off the fast path has grown on
	 * the whole machine since it is watched, if that is known.
	 */
	public @Nullable FallOffs fallOffs() {
		return this.system.fallOffs();
	}

}
