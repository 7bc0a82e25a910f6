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

package io.github.loopbackfastpath.internal.verification;

import java.io.IOException;
import java.time.Duration;

import io.github.loopbackfastpath.internal.winsock.IpStatistics;
import io.github.loopbackfastpath.internal.winsock.LoopbackConnection;
import io.github.loopbackfastpath.internal.winsock.PdhCounter;
import io.github.loopbackfastpath.internal.winsock.WindowsVersion;

/**
 * The Windows that this JVM runs on.
 */
final class WindowsMachine implements Machine {

	// As WMI names it, with the spaces that WMI drops; the set's English name is public
	private static final String SET = "TCPIP Performance Diagnostics";

	private static final String FALL_OFFS = "TCP connect requests fallen off loopback fast path";

	private static final Duration STEP = Duration.ofSeconds(1);

	@Override
	public Connection connect(boolean clientRequests, boolean listenerRequests) throws IOException {
		LoopbackConnection connection = LoopbackConnection.open(clientRequests, listenerRequests, STEP);
		return new Connection() {

			@Override
			public void roundTrips(int count) throws IOException {
				connection.roundTrips(count);
			}

			@Override
			public void close() {
				connection.close();
			}

		};
	}

	@Override
	public Counter openFallOffCounter() throws IOException {
		PdhCounter counter = PdhCounter.open(SET, FALL_OFFS);
		return new Counter() {

			@Override
			public long read() throws IOException {
				return counter.read();
			}

			@Override
			public void close() {
				counter.close();
			}

		};
	}

	@Override
	public Counter openIpCounter() {
		return IpStatistics::received;
	}

	@Override
	public String system() {
		return "%s (%s)".formatted(System.getProperty("os.name"), WindowsVersion.read());
	}

}
