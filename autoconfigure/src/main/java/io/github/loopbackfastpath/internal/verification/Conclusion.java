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
 * What both counters say together.
 *
 * @param verdict the verdict
 * @param summary the verdict with its reason, in one sentence
 */
record Conclusion(Verdict verdict, String summary) {

	private static final String NAME = "Loopback fast path ";

	/**
	 * Combine the statements of both counters. The counter of the IP layer cannot say
	 * alone that the fast path is not active: no real Windows has shown yet that it would
	 * see the fast path.
	 */
	static Conclusion of(Statement fallOffs, Statement ip) {
		if (fallOffs.verdict() == Verdict.CANNOT_BE_TOLD) {
			return switch (ip.verdict()) {
				case ACTIVE -> active("its packets skip the IP layer, " + ip.reason());
				case NOT_ACTIVE ->
					cannotBeTold("there is no sign of it in the IP layer (%s), and no count of fall-offs: %s"
						.formatted(ip.reason(), fallOffs.reason()));
				case CANNOT_BE_TOLD -> cannotBeTold("both counters are silent. Connects that fell off: %s. IP layer: %s"
					.formatted(fallOffs.reason(), ip.reason()));
			};
		}
		if (ip.verdict() != Verdict.CANNOT_BE_TOLD && ip.verdict() != fallOffs.verdict()) {
			return cannotBeTold("the counters contradict each other. Connects that fell off: %s. IP layer: %s"
				.formatted(fallOffs.reason(), ip.reason()));
		}
		return (fallOffs.verdict() == Verdict.ACTIVE) ? active(fallOffs.reason()) : notActive(
				"a filter driver (firewall, VPN, virus scanner) is the likely cause, as " + fallOffs.reason());
	}

	static Conclusion active(String reason) {
		return new Conclusion(Verdict.ACTIVE, NAME + "is active on this machine: " + reason);
	}

	static Conclusion notActive(String reason) {
		return new Conclusion(Verdict.NOT_ACTIVE, NAME + "is not active: " + reason);
	}

	static Conclusion cannotBeTold(String reason) {
		return new Conclusion(Verdict.CANNOT_BE_TOLD, NAME + "may be active or not, this cannot be told: " + reason);
	}

}
