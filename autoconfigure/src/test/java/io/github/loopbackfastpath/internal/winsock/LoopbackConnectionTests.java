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

package io.github.loopbackfastpath.internal.winsock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link LoopbackConnection}, on real sockets.
 */
class LoopbackConnectionTests {

	private final List<Long> requests = new ArrayList<>();

	@Test
	void carriesBytesInBothDirections() throws IOException {
		try (LoopbackConnection connection = open(true, true)) {
			connection.roundTrips(100);
		}
		assertThat(this.requests).doesNotHaveDuplicates().hasSize(2);
	}

	@Test
	void onlyTheEndsThatAreToldRequestIt() throws IOException {
		open(false, false).close();
		assertThat(this.requests).isEmpty();
		open(true, false).close();
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void refusalNamesTheErrorAndLeavesNoSocket() {
		for (boolean listenerRequests : new boolean[] { true, false }) {
			assertThatExceptionOfType(RequestRefusedException.class).isThrownBy(() -> TestConnections.open((handle) -> {
				this.requests.add(handle);
				return 10045;
			}, true, listenerRequests)).satisfies((ex) -> assertThat(ex.getError()).isEqualTo(10045));
			assertThat(this.requests).allSatisfy((handle) -> assertThat(isOpen(handle)).isFalse());
		}
	}

	@Test
	void closedConnectionCarriesNothingAndMayBeClosedAgain() throws IOException {
		LoopbackConnection connection = open(true, true);
		connection.close();
		connection.close();
		assertThatIOException().isThrownBy(() -> connection.roundTrips(1)).withMessageContaining("closed");
		assertThat(isOpen(this.requests.get(1))).isFalse();
	}

	private LoopbackConnection open(boolean clientRequests, boolean listenerRequests) throws IOException {
		return TestConnections.open((handle) -> {
			assertThat(isOpen(handle)).isTrue();
			this.requests.add(handle);
			return 0;
		}, clientRequests, listenerRequests);
	}

	private static boolean isOpen(long handle) {
		Memory on = new Memory(Integer.BYTES);
		on.setInt(0, 1);
		return Stdcall.socketFunction("setsockopt")
			.invokeInt(new Object[] { new Pointer(handle), 6, 1, on, Integer.BYTES }) == 0;
	}

}
