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

import com.sun.jna.Function;
import com.sun.jna.ptr.IntByReference;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ThrowAwaySocket}.
 */
class ThrowAwaySocketTests {

	private static final int SOL_SOCKET = 1;

	private static final int SO_TYPE = 3;

	private static final int SOCK_STREAM = 1;

	@Test
	void socketIsTcpAndGoneAfterwards() throws Exception {
		long handle;
		try (ThrowAwaySocket socket = new ThrowAwaySocket()) {
			handle = socket.handle();
			assertThat(type(handle)).isEqualTo(SOCK_STREAM);
			assertThat(RecordingCall.localPort(handle)).isZero();
		}
		assertThat(type(handle)).isNotEqualTo(SOCK_STREAM);
	}

	private static int type(long handle) {
		IntByReference type = new IntByReference(-1);
		Function.getFunction("c", "getsockopt")
			.invokeInt(new Object[] { (int) handle, SOL_SOCKET, SO_TYPE, type, new IntByReference(Integer.BYTES) });
		return type.getValue();
	}

}
