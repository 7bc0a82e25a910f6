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

package io.github.loopbackfastpath.sample.lab;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import io.github.loopbackfastpath.sample.lab.peer.CpuTime;
import io.github.loopbackfastpath.sample.lab.peer.PeerStatus;
import io.github.loopbackfastpath.sample.lab.statistics.Measurement;
import io.github.loopbackfastpath.sample.lab.statistics.Pace;
import io.github.loopbackfastpath.sample.lab.workload.Probe;
import io.github.loopbackfastpath.sample.lab.workload.Variant;
import org.jspecify.annotations.Nullable;

/**
 * A variant at a workload, with what was measured of it.
 */
final class Contestant implements Closeable {

	private static final int LATE_FACTOR = 10;

	private final Variant variant;

	private final Probe probe;

	private final PeerStatus status;

	private final int mostOperations;

	private final List<Measurement> rounds = new ArrayList<>();

	Contestant(Variant variant, Probe probe, PeerStatus status, int mostOperations) {
		this.variant = variant;
		this.probe = probe;
		this.status = status;
		this.mostOperations = mostOperations;
	}

	Variant variant() {
		return this.variant;
	}

	List<Measurement> rounds() {
		return this.rounds;
	}

	@Nullable String finding() {
		return this.probe.finding();
	}

	/**
	 * Do the operation for a while, at least once. At a set rate also those are done that
	 * were due in that while and are late, as they are the slow ones.
	 */
	Measurement measure(Duration duration, double rate) throws IOException {
		long due = (rate > 0) ? (long) Math.ceil(rate * duration.toNanos() / 1e9) : Long.MAX_VALUE;
		long most = Math.min(this.mostOperations, due);
		Duration longest = (rate > 0) ? duration.multipliedBy(LATE_FACTOR) : duration;
		this.probe.renew();
		LongStream.Builder latencies = LongStream.builder();
		long operations = 0;
		long busy = 0;
		long cpu = cpuNanos();
		Pace pace = new Pace(rate);
		long end = System.nanoTime() + longest.toNanos();
		do {
			long late = pace.awaitNext();
			long took = this.probe.once();
			latencies.add(late + took);
			operations++;
			busy += took;
		}
		while (System.nanoTime() < end && operations < most);
		return new Measurement(latencies.build().toArray(), busy, cpuNanos() - cpu);
	}

	private long cpuNanos() throws IOException {
		return CpuTime.ofThisJvm() + this.status.cpuNanos();
	}

	@Override
	public void close() throws IOException {
		this.probe.close();
	}

}
