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

package io.github.loopbackfastpath.sample.lab.peer;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Does what connections want.
 */
final class RawService {

	private final AtomicLong flooded = new AtomicLong();

	void serve(RawConnection connection) throws IOException {
		switch (connection.readRequest()) {
			case EXCHANGE -> exchange(connection, connection.readInt(), connection.readInt());
			case FLOOD -> flood(connection, connection.readInt());
			case VANISH -> vanish(connection);
			case STATUS -> status(connection);
		}
	}

	private void exchange(RawConnection connection, int request, int response) throws IOException {
		while (true) {
			connection.read(request);
			connection.write(response);
		}
	}

	private void flood(RawConnection connection, int size) throws IOException {
		this.flooded.set(0);
		for (int left = size; left > 0;) {
			int block = Math.min(left, RawConnection.BLOCK);
			connection.write(block);
			this.flooded.addAndGet(block);
			left -= block;
		}
	}

	private void vanish(RawConnection connection) throws IOException {
		// What the system does to the connections of a program that dies: no orderly end
		connection.channel().setOption(StandardSocketOptions.SO_LINGER, 0);
		connection.read(1);
	}

	private void status(RawConnection connection) throws IOException {
		while (true) {
			connection.read(1);
			connection.writeLongs(CpuTime.ofThisJvm(), this.flooded.get());
		}
	}

}
