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
import io.github.loopbackfastpath.sample.lab.workload.BusyWait;
import io.github.loopbackfastpath.sample.lab.workload.NotAvailableException;
import io.github.loopbackfastpath.sample.lab.workload.Peer;
import io.github.loopbackfastpath.sample.lab.workload.Probe;
import io.github.loopbackfastpath.sample.lab.workload.Variant;
import io.github.loopbackfastpath.sample.lab.workload.Workload;

/**
 * The variants at one workload, round by round in random order.
 */
final class Contest implements Closeable {

	private static final int WARM_UPS = 10;

	private static final int LATEST = 15;

	private final Workload workload;

	private final List<Contestant> contestants = new ArrayList<>();

	private final List<BusyWait> busyWaits = new ArrayList<>();

	private final List<Double> plain = new ArrayList<>();

	private final List<Skipped> skipped = new ArrayList<>();

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
			this.contestants.add(new Contestant(variant, open(variant, peer), status, this.workload.mostOperations()));
		}
		catch (IOException | RuntimeException ex) {
			skip(variant, ex);
		}
	}

	private Probe open(Variant variant, Peer peer) throws IOException {
		Probe probe = this.workload.open(peer);
		if (variant.effect() == null) {
			return probe;
		}
		BusyWait busyWait = new BusyWait(probe, variant.effect());
		this.busyWaits.add(busyWait);
		return busyWait;
	}

	int size() {
		return this.contestants.size();
	}

	void warmUp(Duration duration) throws IOException {
		for (int i = 0; i < WARM_UPS; i++) {
			calibrate(measureAll(List.copyOf(this.contestants), duration.dividedBy(WARM_UPS), 0));
		}
	}

	/**
	 * Measure all variants once. A round that is not finished does not count.
	 */
	void measureRound(Duration slice, double rate) throws IOException {
		List<Contestant> order = new ArrayList<>(this.contestants);
		Collections.shuffle(order);
		Map<Contestant, Measurement> measurements = measureAll(order, slice, rate);
		measurements.forEach((contestant, measurement) -> contestant.rounds().add(measurement));
		calibrate(measurements);
	}

	/**
	 * Adapt the known effects to what plain TCP has taken last, which varies.
	 */
	private void calibrate(Map<Contestant, Measurement> measurements) {
		measurements.forEach((contestant, measurement) -> {
			if (contestant.variant() == Variant.PLAIN) {
				this.plain.add(measurement.micros(50));
			}
		});
		double[] latest = this.plain.stream()
			.skip(Math.max(0, this.plain.size() - LATEST))
			.mapToDouble(Double::doubleValue)
			.sorted()
			.toArray();
		if (latest.length > 0) {
			this.busyWaits.forEach((busyWait) -> busyWait.setPlain(latest[latest.length / 2] * 1000));
		}
	}

	private Map<Contestant, Measurement> measureAll(List<Contestant> order, Duration duration, double rate)
			throws IOException {
		Map<Contestant, Measurement> measurements = new HashMap<>();
		for (Contestant contestant : order) {
			try {
				measurements.put(contestant, contestant.measure(duration, rate));
			}
			catch (IOException | RuntimeException ex) {
				skip(contestant.variant(), ex);
				this.contestants.remove(contestant);
				contestant.close();
			}
		}
		return measurements;
	}

	private void skip(Variant variant, Exception ex) throws IOException {
		if (Thread.currentThread().isInterrupted()) {
			throw new InterruptedIOException();
		}
		String cause = (ex instanceof NotAvailableException) ? String.valueOf(ex.getMessage()) : "it failed: " + ex;
		this.skipped.add(new Skipped(variant, cause));
	}

	WorkloadResult result() {
		return new Results(this.workload, this.contestants).with(this.skipped);
	}

	@Override
	public void close() throws IOException {
		for (Contestant contestant : this.contestants) {
			contestant.close();
		}
	}

}
