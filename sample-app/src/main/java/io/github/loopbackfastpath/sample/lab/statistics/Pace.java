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

package io.github.loopbackfastpath.sample.lab.statistics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * When the next operation is due. At a set rate operations have a time table, and one
 * that starts late because its predecessor was slow has already waited: that delay is
 * part of its latency. Leaving it out is known as coordinated omission.
 */
public final class Pace {

	private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final double interval;

	private final LongSupplier clock;

	private final long start;

	private long operations;

	/**
	 * Create a new pace that starts now.
	 * @param rate the operations per second, or 0 for one after the other
	 */
	public Pace(double rate) {
		this(rate, System::nanoTime);
	}

	Pace(double rate, LongSupplier clock) {
		this.interval = (rate > 0) ? NANOS_PER_SECOND / rate : 0;
		this.clock = clock;
		this.start = clock.getAsLong();
	}

	/**
	 * Wait until the next operation is due.
	 * @return for how many nanoseconds it has been due already
	 */
	public long awaitNext() {
		if (this.interval == 0) {
			return 0;
		}
		long due = this.start + Math.round(this.interval * this.operations++);
		long late = this.clock.getAsLong() - due;
		while (late < 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(-late);
			late = this.clock.getAsLong() - due;
		}
		return Math.max(0, late);
	}

}
