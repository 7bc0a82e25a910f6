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

package io.github.loopbackfastpath.internal.server;

import java.util.List;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.system.FastPathStartException;
import io.github.loopbackfastpath.internal.system.SocketRequests;

/**
 * What is checked, and how the start fails, if an application requires the fast path.
 */
public final class RequiredFastPath {

	private static final String IS_REQUIRED = "'loopback-fast-path.required' is 'true', but ";

	private static final String OR_NOT_REQUIRED = "If the application can do without the fast path, set"
			+ " 'loopback-fast-path.required' to 'false'";

	private final SocketRequests requests;

	/**
	 * Create a new instance.
	 * @param requests what requests the fast path
	 */
	public RequiredFastPath(SocketRequests requests) {
		this.requests = requests;
	}

	/**
	 * Check a server by its own listeners.
	 * @param server the server to which the listeners belong
	 * @param name its name
	 */
	void check(Object server, String name) {
		// Listeners of every server have it requested then, also of one that has no hook
		if (!this.requests.jdk().isAccepted()) {
			checkAvailability();
			List<RecordedListener> listeners = this.requests.record().servers().of(server);
			if (listeners.isEmpty()) {
				throw outOfReach(name);
			}
			checkMissing(listeners);
		}
	}

	/**
	 * Check what can be judged only when all servers of the application have started: a
	 * single one may have no listener that is selected.
	 * @param server the server of an application without listeners
	 */
	void checkAll(String server) {
		if (this.requests.jdk().isAccepted()) {
			return;
		}
		checkAvailability();
		List<RecordedListener> listeners = this.requests.record().servers().all();
		if (listeners.isEmpty()) {
			throw outOfReach(server);
		}
		checkMissing(listeners);
		if (listeners.stream().noneMatch((listener) -> listener.outcome().isRequested())) {
			throw new FastPathStartException(IS_REQUIRED + "no listener has it requested: " + describe(listeners) + ".",
					"Compare 'loopback-fast-path.server.ports' and 'loopback-fast-path.ip-version' with the configured"
							+ " addresses and ports. " + OR_NOT_REQUIRED + ".");
		}
	}

	private void checkAvailability() {
		FastPathAvailability availability = this.requests.availability();
		if (availability.state() == FastPathAvailability.State.NOT_WINDOWS) {
			throw new FastPathStartException(IS_REQUIRED + availability.cause() + ".",
					OR_NOT_REQUIRED + ", or set it to 'true' only in a profile that is active on Windows.");
		}
		if (!availability.isAvailable()) {
			throw new FastPathStartException(
					IS_REQUIRED + "the fast path is not available: " + availability.cause() + ".",
					availability.remedy() + " " + OR_NOT_REQUIRED + ".");
		}
	}

	private static void checkMissing(List<RecordedListener> listeners) {
		List<RecordedListener> missing = listeners.stream().filter(RecordedListener::isMissingFastPath).toList();
		if (!missing.isEmpty()) {
			throw new FastPathStartException(
					IS_REQUIRED + "not every listener has it requested: " + describe(missing) + ".",
					"See what the log says about the error. 'loopback-fast-path.server.ports' can exclude a listener. "
							+ OR_NOT_REQUIRED + ".");
		}
	}

	private static FastPathStartException outOfReach(String server) {
		return new FastPathStartException(
				IS_REQUIRED + "it is not requested for the listeners of %s, which are out of reach.".formatted(server),
				"Use an embedded server that the starter covers, and leave 'loopback-fast-path.server.enabled' at"
						+ " 'true'. " + OR_NOT_REQUIRED + ".");
	}

	private static String describe(List<RecordedListener> listeners) {
		return listeners.stream().map(RecordedListener::toString).collect(Collectors.joining("; "));
	}

}
