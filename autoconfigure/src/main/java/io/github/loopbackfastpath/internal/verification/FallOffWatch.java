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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Watches the counter of connects that fell off the fast path, from a first reading on,
 * and leaves out those of verifications. Keeps no counter open.
 */
final class FallOffWatch {

	private final FallOffReader reader;

	private final Clock clock;

	private final Duration patience;

	private final AtomicBoolean begun = new AtomicBoolean();

	private volatile @Nullable Start start;

	private volatile boolean paused;

	FallOffWatch(Machine machine, Clock clock, Duration patience) {
		this.reader = new FallOffReader(machine);
		this.clock = clock;
		this.patience = patience;
	}

	/**
	 * Begin to watch, unless that has begun before. Does not wait for the first reading.
	 */
	void begin() {
		if (this.begun.compareAndSet(false, true)) {
			this.reader.start().thenAccept(this::begin);
		}
	}

	private synchronized void begin(long value) {
		if (this.start == null) {
			this.start = new Start(value, this.clock.instant());
		}
	}

	/**
	 * Run a verification, during which the watch pauses.
	 */
	<T> T pauseDuring(Supplier<T> verification) {
		this.paused = true;
		try {
			Long before = read();
			T result = verification.get();
			goOn(before, read());
			return result;
		}
		finally {
			this.paused = false;
		}
	}

	/**
	 * Move the start by what fell off during the pause. If that is not known, begin anew.
	 */
	private synchronized void goOn(@Nullable Long before, @Nullable Long after) {
		Start start = this.start;
		if (after == null) {
			this.start = null;
		}
		else if (start == null || before == null) {
			this.start = new Start(after, this.clock.instant());
		}
		else {
			this.start = new Start(start.value + after - before, start.time);
		}
	}

	/**
	 * Return the growth until now, or {@code null} if it cannot be told.
	 */
	@Nullable FallOffs growth() {
		Start start = this.start;
		Long value = (start != null && !this.paused) ? read() : null;
		// A verification that began meanwhile may have added to the value
		boolean certain = start == this.start && !this.paused;
		return (start != null && value != null && certain)
				? new FallOffs((value - start.value) & 0xFFFF_FFFFL, start.time) : null;
	}

	private @Nullable Long read() {
		try {
			return this.reader.start().get(this.patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException | TimeoutException ex) {
			return null;
		}
	}

	private record Start(long value, Instant time) {

	}

}
