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

import io.github.loopbackfastpath.internal.verification.FallOffRule.Arm;

/**
 * The experiment with the counter of connects that fell off the fast path.
 */
final class FallOffExperiment implements Experiment<Arm> {

	private final Machine machine;

	private final OpenConnections connections;

	private final Growth<Arm> growth = new Growth<>(Arm.class);

	FallOffExperiment(Machine machine, OpenConnections connections) {
		this.machine = machine;
		this.connections = connections;
	}

	@Override
	public String counter() {
		return "connects fallen off the loopback fast path";
	}

	@Override
	public Growth<Arm> growth() {
		return this.growth;
	}

	@Override
	public Statement run(Deadline deadline) throws IOException {
		try (Counter counter = this.machine.openFallOffCounter()) {
			for (int round = 0; round < FallOffRule.ROUNDS; round++) {
				deadline.check();
				connect(counter, Arm.BOTH, true, true);
				connect(counter, Arm.CLIENT_ONLY, true, false);
				long duration = connect(counter, Arm.NEITHER, false, false);
				long before = counter.read();
				Pause.of(duration);
				this.growth.add(Arm.IDLE, before, counter.read());
			}
		}
		return FallOffRule.decide(this.growth);
	}

	private long connect(Counter counter, Arm arm, boolean clientRequests, boolean listenerRequests)
			throws IOException {
		long before = counter.read();
		long start = System.nanoTime();
		try (Connection connection = this.connections.connect(clientRequests, listenerRequests)) {
			// Proves that it is one
			connection.roundTrips(1);
		}
		long duration = System.nanoTime() - start;
		this.growth.add(arm, before, counter.read());
		return duration;
	}

}
