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

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Counts the outcomes of one application, by side and by the component that asked.
 *
 * @since 0.1.0
 */
public final class FastPathTally {

	private static final Log logger = LogFactory.getLog(FastPathTally.class);

	private static final int LAST_ERRORS = 10;

	private final Map<Entry, LongAdder> counts = new ConcurrentHashMap<>();

	private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();

	private final Deque<FastPathError> lastErrors = new ArrayDeque<>();

	FastPathTally() {
	}

	void count(FastPathSide side, String component, FastPathOutcome outcome) {
		Entry entry = new Entry(side, component, outcome.kind());
		LongAdder count = this.counts.get(entry);
		((count != null) ? count : add(entry)).increment();
		if (outcome.errorNumber() != 0) {
			keep(new FastPathError(Instant.now(), side, component, outcome.errorNumber()));
		}
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

	/**
	 * Nothing that a meter registry throws may fail a server or a client.
	 */
	private static void tell(Consumer<Entry> listener, Entry entry) {
		try {
			listener.accept(entry);
		}
		catch (Exception | LinkageError ex) {
			logger.debug("The count of " + entry + " is not published", ex);
		}
	}

	private void keep(FastPathError error) {
		synchronized (this.lastErrors) {
			this.lastErrors.addFirst(error);
			if (this.lastErrors.size() > LAST_ERRORS) {
				this.lastErrors.removeLast();
			}
		}
	}

	/**
	 * Return how many sockets are counted together under the given entry.
	 * @param entry what is counted together
	 * @return the number of sockets
	 */
	public long count(Entry entry) {
		LongAdder count = this.counts.get(entry);
		return (count != null) ? count.sum() : 0;
	}

	/**
	 * Be told of every entry once: of those that are there, and of each new one when its
	 * first socket is counted. An entry may be told twice if it is new right now.
	 * @param listener what to tell
	 */
	public void onEntry(Consumer<Entry> listener) {
		this.listeners.add(listener);
		this.counts.keySet().forEach((entry) -> tell(listener, entry));
	}

	/**
	 * Return the errors with which the system answered last.
	 * @return at most ten errors, the latest first
	 */
	public List<FastPathError> lastErrors() {
		synchronized (this.lastErrors) {
			return List.copyOf(this.lastErrors);
		}
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
