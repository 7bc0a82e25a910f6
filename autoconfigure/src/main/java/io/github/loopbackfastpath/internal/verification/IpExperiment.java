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

import io.github.loopbackfastpath.FastPathVerification.Verdict;
import io.github.loopbackfastpath.internal.verification.IpRule.Arm;

/**
 * The experiment with the counter of the IP layer: short blocks of round trips, one arm
 * right after the other.
 */
final class IpExperiment implements Experiment<Arm> {

	// Until the connections are past their start, and the code is compiled
	private static final int WARM_UP = 300;

	private final Machine machine;

	private final OpenConnections connections;

	private final Growth<Arm> growth = new Growth<>(Arm.class);

	IpExperiment(Machine machine, OpenConnections connections) {
		this.machine = machine;
		this.connections = connections;
	}

	@Override
	public String counter() {
		return "IPv4 datagrams received";
	}

	@Override
	public Growth<Arm> growth() {
		return this.growth;
	}

	@Override
	public Statement run(Deadline deadline) throws IOException {
		try (Counter counter = this.machine.openIpCounter();
				Connection plain = this.connections.connect(false, false);
				Connection candidate = this.connections.connect(true, true);
				Connection secondPlain = this.connections.connect(false, false)) {
			for (Connection connection : new Connection[] { plain, candidate, secondPlain }) {
				connection.roundTrips(WARM_UP);
			}
			Statement statement;
			do {
				for (int round = 0; round < IpRule.STEP; round++) {
					deadline.check();
					long duration = roundTrips(counter, Arm.PLAIN, plain);
					roundTrips(counter, Arm.CANDIDATE, candidate);
					long before = counter.read();
					Pause.of(duration);
					this.growth.add(Arm.IDLE, before, counter.read());
					roundTrips(counter, Arm.SECOND_PLAIN, secondPlain);
				}
				statement = IpRule.decide(this.growth);
			}
			while (statement.verdict() == Verdict.CANNOT_BE_TOLD
					&& this.growth.of(Arm.PLAIN).size() < IpRule.MOST_ROUNDS);
			return statement;
		}
	}

	private long roundTrips(Counter counter, Arm arm, Connection connection) throws IOException {
		long before = counter.read();
		long start = System.nanoTime();
		connection.roundTrips(IpRule.ROUND_TRIPS);
		long duration = System.nanoTime() - start;
		this.growth.add(arm, before, counter.read());
		return duration;
	}

}
