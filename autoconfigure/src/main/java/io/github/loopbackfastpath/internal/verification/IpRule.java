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

import io.github.loopbackfastpath.FastPathVerification.Verdict;

/**
 * The rule for the counter of datagrams of the IP layer, which packets on the fast path
 * skip. Other programs only ever add to the counter: a small growth that is seen twice is
 * the arm's own.
 */
final class IpRule {

	/** How many round trips an arm has in each round. */
	static final int ROUND_TRIPS = 20;

	/** After how many rounds to decide, and then again. */
	static final int STEP = 8;

	/** After how many rounds to give up. */
	static final int MOST_ROUNDS = 40;

	private static final double TOLERANCE = 0.1;

	private IpRule() {
	}

	static Statement decide(Growth<Arm> growth) {
		double plain = smallest(growth, Arm.PLAIN);
		double candidate = smallest(growth, Arm.CANDIDATE);
		double tolerance = TOLERANCE * plain;
		String figures = "%.2f datagrams for each round trip, %.2f over plain TCP".formatted(candidate, plain);
		for (Arm arm : Arm.values()) {
			if (growth.of(arm).size() < STEP) {
				return Statement.silent("too few rounds");
			}
		}
		if (plain < 1.5) {
			return Statement.silent("the counter does not count plain loopback traffic: " + figures);
		}
		if (plain > 6 || secondSmallest(growth, Arm.IDLE) > tolerance
				|| Math.abs(smallest(growth, Arm.SECOND_PLAIN) - plain) > tolerance || !isRepeated(growth, Arm.PLAIN)
				|| !isRepeated(growth, Arm.SECOND_PLAIN) || !isRepeated(growth, Arm.CANDIDATE)) {
			return Statement.silent("too much other traffic: " + figures);
		}
		if (secondSmallest(growth, Arm.CANDIDATE) <= tolerance) {
			return new Statement(Verdict.ACTIVE, figures);
		}
		if (Math.abs(candidate - plain) <= tolerance) {
			return new Statement(Verdict.NOT_ACTIVE, figures);
		}
		return Statement.silent("the counter shows neither: " + figures);
	}

	private static double smallest(Growth<Arm> growth, Arm arm) {
		return growth.smallest(arm, 0) / (double) ROUND_TRIPS;
	}

	private static double secondSmallest(Growth<Arm> growth, Arm arm) {
		return growth.smallest(arm, 1) / (double) ROUND_TRIPS;
	}

	private static boolean isRepeated(Growth<Arm> growth, Arm arm) {
		return secondSmallest(growth, arm) - smallest(growth, arm) <= TOLERANCE * smallest(growth, Arm.PLAIN);
	}

	/**
	 * The arms of the experiment.
	 */
	enum Arm {

		/** Round trips over a connection that nobody requested the fast path for. */
		PLAIN("plain"),

		/** Round trips over one that both ends requested it for. */
		CANDIDATE("candidate"),

		/** As long a time without a round trip. */
		IDLE("idle"),

		/** Round trips over another plain connection. */
		SECOND_PLAIN("secondPlain");

		private final String name;

		Arm(String name) {
			this.name = name;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
