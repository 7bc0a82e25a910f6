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

package io.github.loopbackfastpath;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Counts the outcomes of one application, by side and by the component that asked.
 *
 * @since 0.1.0
 */
public final class FastPathTally {

	private final Map<Entry, LongAdder> counts = new ConcurrentHashMap<>();

	FastPathTally() {
	}

	void count(FastPathSide side, String component, FastPathOutcome.Kind outcome) {
		this.counts.computeIfAbsent(new Entry(side, component, outcome), (entry) -> new LongAdder()).increment();
	}

	/**
	 * Return how many sockets of the given side had the given outcome.
	 * @param side the side
	 * @param outcome the outcome
	 * @return the number of sockets
	 */
	public long count(FastPathSide side, FastPathOutcome.Kind outcome) {
		return sum((entry) -> entry.side() == side && entry.outcome() == outcome);
	}

	private long sum(Predicate<Entry> predicate) {
		return this.counts.entrySet()
			.stream()
			.filter((count) -> predicate.test(count.getKey()))
			.mapToLong((count) -> count.getValue().sum())
			.sum();
	}

	/**
	 * Return all counts that are not zero.
	 * @return the number of sockets by side, component and outcome, in that order
	 */
	public Map<Entry, Long> counts() {
		Map<Entry, Long> snapshot = new TreeMap<>();
		this.counts.forEach((entry, count) -> snapshot.put(entry, count.sum()));
		return snapshot;
	}

	/**
	 * What is counted together.
	 *
	 * @param side the side of the connection
	 * @param component what asked, such as {@code tomcat}
	 * @param outcome what came of it
	 */
	public record Entry(FastPathSide side, String component,
			FastPathOutcome.Kind outcome) implements Comparable<Entry> {

		@Override
		public int compareTo(Entry other) {
			int result = this.side.compareTo(other.side);
			result = (result != 0) ? result : this.component.compareTo(other.component);
			return (result != 0) ? result : this.outcome.compareTo(other.outcome);
		}

	}

}
