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
import java.util.concurrent.atomic.AtomicLong;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pace}.
 */
class PaceTests {

	private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

	private final AtomicLong now = new AtomicLong();

	@Test
	void withoutARateNothingIsDueBeforeItStarts() {
		Pace pace = new Pace(0, this.now::get);
		this.now.addAndGet(100 * MILLISECOND);
		assertThat(pace.awaitNext()).isZero();
	}

	@Test
	void operationsBehindAStallHaveWaitedForAsLongAsTheyWereDue() {
		Pace pace = new Pace(1000, this.now::get);
		assertThat(pace.awaitNext()).isZero();
		this.now.addAndGet(10 * MILLISECOND);
		assertThat(pace.awaitNext()).isEqualTo(9 * MILLISECOND);
		assertThat(pace.awaitNext()).isEqualTo(8 * MILLISECOND);
	}

	@Test
	void aStallIsSeenInThePercentilesAsOftenAsItWouldHaveBeenFelt() {
		// 1000 per second for a second, each instantaneous but for a stall of 200 ms: a
		// fifth of the operations is late, by 100 ms in the middle
		Pace pace = new Pace(1000, this.now::get);
		Histogram latencies = new Histogram(3);
		for (int i = 0; i < 1000; i++) {
			this.now.set(Math.max(this.now.get(), i * MILLISECOND));
			long late = pace.awaitNext();
			long took = (i == 500) ? 200 * MILLISECOND : 0;
			this.now.addAndGet(took);
			latencies.recordValue(late + took);
		}
		assertThat(latencies.getValueAtPercentile(79) / MILLISECOND).isZero();
		assertThat(latencies.getValueAtPercentile(90) / MILLISECOND).isBetween(98L, 102L);
		assertThat(latencies.getMaxValue() / MILLISECOND).isBetween(199L, 201L);
	}

	@Test
	void anOperationThatIsNotDueYetIsAwaited() {
		Pace pace = new Pace(100);
		long start = System.nanoTime();
		pace.awaitNext();
		assertThat(pace.awaitNext()).isNotNegative();
		assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(9 * MILLISECOND);
	}

}
