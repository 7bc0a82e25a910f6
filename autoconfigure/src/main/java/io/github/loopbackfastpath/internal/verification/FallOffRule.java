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
 * The rule for the counter of connects that fell off the fast path. Other programs add to
 * the counter too: a pause without a connect shows how busy they are.
 */
final class FallOffRule {

	/** How many rounds the rule needs. */
	static final int ROUNDS = 8;

	private FallOffRule() {
	}

	static Statement decide(Growth<Arm> growth) {
		int both = growth.grown(Arm.BOTH);
		int clientOnly = growth.grown(Arm.CLIENT_ONLY);
		int idle = growth.grown(Arm.IDLE);
		String figures = "%d of %d connects fell off it (%d of %d when only one end requested it)".formatted(both,
				growth.of(Arm.BOTH).size(), clientOnly, growth.of(Arm.CLIENT_ONLY).size());
		for (Arm arm : Arm.values()) {
			if (growth.of(arm).size() != ROUNDS) {
				return Statement.silent("too few rounds: " + figures);
			}
		}
		if (growth.isImplausible()) {
			return Statement.silent("the counter was reset meanwhile");
		}
		if (clientOnly < ROUNDS) {
			return Statement
				.silent("the counter does not count a connect that only one end requested it for: " + figures);
		}
		if (idle > 0) {
			return Statement.silent("too much other traffic: the counter grew without a connect in %d of %d pauses"
				.formatted(idle, ROUNDS));
		}
		if (both == 0) {
			return new Statement(Verdict.ACTIVE, figures);
		}
		if (both == ROUNDS) {
			return new Statement(Verdict.NOT_ACTIVE, figures);
		}
		return Statement.silent("the counter is not consistent: " + figures);
	}

	/**
	 * The arms of the experiment.
	 */
	enum Arm {

		/** A connect that both ends requested the fast path for. */
		BOTH("bothRequested"),

		/**
		 * A connect that the connecting end alone requested it for: it has to fall off.
		 */
		CLIENT_ONLY("onlyClientRequested"),

		/** A connect that nobody requested it for. It takes no part in the decision. */
		NEITHER("neitherRequested"),

		/** No connect. */
		IDLE("idle");

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
