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
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.loopbackfastpath.sample.lab.peer.PeerStatus;
import io.github.loopbackfastpath.sample.lab.statistics.Measurement;
import io.github.loopbackfastpath.sample.lab.workload.NotAvailableException;
import io.github.loopbackfastpath.sample.lab.workload.Peer;
import io.github.loopbackfastpath.sample.lab.workload.Variant;
import io.github.loopbackfastpath.sample.lab.workload.Workload;

/**
 * The variants at one workload, round by round in random order.
 */
final class Contest implements Closeable {

	private static final int WARM_UPS = 2;

	private final Workload workload;

	private final List<Contestant> contestants = new ArrayList<>();

	private final List<LeftOut> leftOut = new ArrayList<>();

	Contest(Workload workload, Set<Variant> variants, Function<Variant, Peer> peers, PeerStatus status)
			throws IOException {
		this.workload = workload;
		try {
			for (Variant variant : variants) {
				add(variant, peers.apply(variant), status);
			}
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private void add(Variant variant, Peer peer, PeerStatus status) throws IOException {
		try {
			this.contestants
				.add(new Contestant(variant, this.workload.open(peer), status, this.workload.mostOperations()));
		}
		catch (IOException | RuntimeException ex) {
			leaveOut(variant, ex);
		}
	}

	int size() {
		return this.contestants.size();
	}

	void warmUp(Duration duration) throws IOException {
		for (int i = 0; i < WARM_UPS; i++) {
			measureAll(List.copyOf(this.contestants), duration.dividedBy(WARM_UPS), 0);
		}
	}

	/**
	 * Measure all variants once. A round that is not finished does not count.
	 */
	void measureRound(Duration slice, double rate) throws IOException {
		List<Contestant> order = new ArrayList<>(this.contestants);
		Collections.shuffle(order);
		measureAll(order, slice, rate).forEach((contestant, measurement) -> contestant.rounds().add(measurement));
	}

	private Map<Contestant, Measurement> measureAll(List<Contestant> order, Duration duration, double rate)
			throws IOException {
		Map<Contestant, Measurement> measurements = new HashMap<>();
		for (Contestant contestant : order) {
			try {
				measurements.put(contestant, contestant.measure(duration, rate));
			}
			catch (IOException | RuntimeException ex) {
				leaveOut(contestant.variant(), ex);
				this.contestants.remove(contestant);
				contestant.close();
			}
		}
		return measurements;
	}

	private void leaveOut(Variant variant, Exception ex) throws IOException {
		if (Thread.currentThread().isInterrupted()) {
			throw new InterruptedIOException();
		}
		String cause = (ex instanceof NotAvailableException) ? String.valueOf(ex.getMessage()) : "it failed: " + ex;
		this.leftOut.add(new LeftOut(variant, cause));
	}

	WorkloadResult result() {
		return new Results(this.workload, this.contestants).with(this.leftOut);
	}

	@Override
	public void close() throws IOException {
		for (Contestant contestant : this.contestants) {
			contestant.close();
		}
	}

}
