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

package io.github.loopbackfastpath.internal.record;

import java.util.List;
import java.util.Map;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus;

/**
 * The record of what happened in one application, from which endpoint, metrics, log and
 * {@code required} read. Recording never throws.
 */
public final class FastPathRecord implements FastPathStatus {

	private final SocketCounts socketCounts = new SocketCounts();

	private final LastErrors lastErrors = new LastErrors();

	private final SocketOptions socketOptions = new SocketOptions();

	private final ListeningSockets servers = new ListeningSockets();

	private final ClientBuilders clients = new ClientBuilders();

	/**
	 * Record an outcome on one socket.
	 * @param side the side of the connection
	 * @param component what requested the fast path, such as {@code tomcat}
	 * @param outcome the outcome
	 */
	public void add(FastPathSide side, String component, FastPathOutcome outcome) {
		this.socketCounts.increment(side, component, outcome.withoutError());
		if (outcome.error() != null) {
			this.lastErrors.add(side, component, outcome.error());
		}
	}

	/**
	 * Return the numbers of sockets.
	 */
	public SocketCounts socketCounts() {
		return this.socketCounts;
	}

	/**
	 * Return the errors with which the system answered last.
	 */
	public LastErrors lastErrors() {
		return this.lastErrors;
	}

	/**
	 * Return the socket options that are not documented to work with the fast path.
	 */
	public SocketOptions socketOptions() {
		return this.socketOptions;
	}

	/**
	 * Return the listening sockets of the servers.
	 */
	public ListeningSockets servers() {
		return this.servers;
	}

	/**
	 * Return the beans that build clients.
	 */
	public ClientBuilders clients() {
		return this.clients;
	}

	@Override
	public List<RecordedListener> listeningSockets() {
		return this.servers.all();
	}

	@Override
	public List<RecordedBuilder> clientBuilders() {
		return this.clients.all();
	}

	@Override
	public List<SocketCount> counts() {
		return this.socketCounts.counts().entrySet().stream().map(FastPathRecord::count).toList();
	}

	private static SocketCount count(Map.Entry<SocketCounts.Entry, Long> count) {
		SocketCounts.Entry entry = count.getKey();
		return new SocketCount(entry.side(), entry.component(), entry.outcome(), count.getValue());
	}

	@Override
	public long requested(FastPathSide side) {
		return this.socketCounts.count(side, FastPathOutcome.requested());
	}

}
