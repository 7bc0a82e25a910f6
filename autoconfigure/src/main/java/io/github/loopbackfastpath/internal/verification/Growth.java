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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * By how much a counter grew, for each arm of an experiment, in each round.
 *
 * @param <A> the arms
 */
final class Growth<A extends Enum<A>> {

	private static final long IMPLAUSIBLE = 1L << 31;

	private final Map<A, List<Long>> rounds;

	Growth(Class<A> arms) {
		this.rounds = new EnumMap<>(arms);
		for (A arm : arms.getEnumConstants()) {
			this.rounds.put(arm, new ArrayList<>());
		}
	}

	/**
	 * Add a round of the given arm. The difference is that of unsigned numbers of 32
	 * bits, as such a counter wraps around.
	 */
	void add(A arm, long before, long after) {
		of(arm).add((after - before) & 0xFFFF_FFFFL);
	}

	List<Long> of(A arm) {
		return this.rounds.getOrDefault(arm, List.of());
	}

	/**
	 * Return in how many rounds the counter grew.
	 */
	int grown(A arm) {
		return (int) of(arm).stream().filter((growth) -> growth > 0).count();
	}

	/**
	 * Return whether the counter ever went backwards, as one does that is reset.
	 */
	boolean isImplausible() {
		return this.rounds.values().stream().flatMap(List::stream).anyMatch((growth) -> growth >= IMPLAUSIBLE);
	}

	/**
	 * Return the smallest growth of the given arm, or the second smallest, and so on.
	 */
	long smallest(A arm, int index) {
		return of(arm).stream().sorted().skip(index).findFirst().orElse(Long.MAX_VALUE);
	}

	Map<String, List<Long>> toMap() {
		Map<String, List<Long>> map = new LinkedHashMap<>();
		this.rounds.forEach((arm, growth) -> {
			if (!growth.isEmpty()) {
				map.put(arm.toString(), growth);
			}
		});
		return map;
	}

}
