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

package io.github.loopbackfastpath.internal.record;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathSide;

/**
 * The numbers of sockets of one application, by side, component and outcome.
 */
public final class SocketCounts {

	private final Map<Entry, LongAdder> counts = new ConcurrentHashMap<>();

	private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();

	void increment(FastPathSide side, String component, FastPathOutcome outcome) {
		Entry entry = new Entry(side, component, outcome);
		LongAdder count = this.counts.get(entry);
		((count != null) ? count : add(entry)).increment();
	}

	private LongAdder add(Entry entry) {
		LongAdder count = new LongAdder();
		LongAdder present = this.counts.putIfAbsent(entry, count);
		if (present != null) {
			return present;
		}
		this.listeners.forEach((listener) -> tell(listener, entry));
		return count;
	}

	private static void tell(Consumer<Entry> listener, Entry entry) {
		// Nothing that a meter registry throws may fail a server or a client
		Guard.run("The count of " + entry + " is not published", () -> listener.accept(entry));
	}

	/**
	 * Return how many sockets are counted under the given entry.
	 */
	public long count(Entry entry) {
		LongAdder count = this.counts.get(entry);
		return (count != null) ? count.sum() : 0;
	}

	/**
	 * Return how many sockets of the given side had the given outcome.
	 */
	public long count(FastPathSide side, FastPathOutcome outcome) {
		return this.counts.entrySet()
			.stream()
			.filter((count) -> count.getKey().side() == side && count.getKey().outcome().equals(outcome))
			.mapToLong((count) -> count.getValue().sum())
			.sum();
	}

	/**
	 * Call the given listener once for every entry: for those that exist, and for each
	 * new one when its first socket is counted. It may be called twice for an entry that
	 * is added at this moment.
	 */
	public void onEntry(Consumer<Entry> listener) {
		this.listeners.add(listener);
		this.counts.keySet().forEach((entry) -> tell(listener, entry));
	}

	/**
	 * Return the numbers of sockets, ordered by entry, without zeros.
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
	 * @param component what requested the fast path, such as {@code tomcat}
	 * @param outcome the outcome, without an error
	 */
	public record Entry(FastPathSide side, String component, FastPathOutcome outcome) implements Comparable<Entry> {

		private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::side)
			.thenComparing(Entry::component)
			.thenComparing((entry) -> entry.outcome().result())
			.thenComparing((entry) -> entry.outcome().value());

		@Override
		public int compareTo(Entry other) {
			return ORDER.compare(this, other);
		}

	}

}
