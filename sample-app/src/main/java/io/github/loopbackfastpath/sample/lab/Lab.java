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

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.VerificationDescriptor;
import io.github.loopbackfastpath.sample.lab.peer.PeerOffer;
import io.github.loopbackfastpath.sample.lab.peer.PeerProcess;
import io.github.loopbackfastpath.sample.lab.peer.PeerStatus;
import io.github.loopbackfastpath.sample.lab.workload.HttpClients;
import io.github.loopbackfastpath.sample.lab.workload.Peer;
import io.github.loopbackfastpath.sample.lab.workload.Variant;
import io.github.loopbackfastpath.sample.lab.workload.Workload;
import org.jspecify.annotations.Nullable;

/**
 * Measures, in the thread that calls it, until another stops it.
 */
public final class Lab {

	private final LabSettings settings;

	private final LabListener listener;

	private final List<WorkloadResult> results = new ArrayList<>();

	private long end;

	private boolean complete = true;

	private volatile boolean stopped;

	private volatile @Nullable Thread thread;

	/**
	 * Create a new lab.
	 * @param settings what is measured
	 * @param listener is told how the lab gets on
	 */
	public Lab(LabSettings settings, LabListener listener) {
		this.settings = settings;
		this.listener = listener;
	}

	/**
	 * Measure everything.
	 * @return the results, or those there are when the lab is stopped
	 * @throws IOException if a measurement fails
	 */
	public LabResult run() throws IOException {
		this.thread = Thread.currentThread();
		SystemDescription description = SystemDescription.ofThisMachine(verify());
		try (PeerProcess process = new PeerProcess(this.settings.needHttp());
				HttpClients httpClients = new HttpClients()) {
			if (this.settings.needHttp()) {
				httpClients.start();
			}
			PeerOffer offer = process.awaitOffer();
			measureAll(offer, httpClients, description);
		}
		catch (InterruptedException ex) {
			this.complete = false;
		}
		catch (IOException | RuntimeException ex) {
			// An interrupted connection fails in one way or another
			if (!this.stopped) {
				throw ex;
			}
			this.complete = false;
		}
		// The caller has the results to write
		Thread.interrupted();
		return new LabResult(description, this.settings, this.complete, List.copyOf(this.results));
	}

	/**
	 * Verify whether the fast path is active, before anything else keeps the machine
	 * busy.
	 */
	private @Nullable VerificationDescriptor verify() {
		LoopbackFastPath fastPath = LoopbackFastPath.create();
		if (!this.settings.variants().contains(Variant.FAST_PATH)
				|| fastPath.availability().state() == FastPathAvailability.State.NOT_WINDOWS) {
			return null;
		}
		return VerificationDescriptor.of(fastPath.verify());
	}

	/**
	 * Stop measuring; called by another thread.
	 */
	public void stop() {
		this.stopped = true;
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
		}
	}

	private void measureAll(PeerOffer offer, HttpClients httpClients, SystemDescription description)
			throws IOException {
		Map<Workload, Contest> contests = new LinkedHashMap<>();
		try (PeerStatus status = new PeerStatus(offer)) {
			for (Workload workload : this.settings.workloads()) {
				contests.put(workload, new Contest(workload, this.settings.variants(),
						(variant) -> new Peer(offer, status, httpClients, variant), status));
			}
			this.listener.started(description);
			this.end = System.nanoTime();
			for (Map.Entry<Workload, Contest> contest : contests.entrySet()) {
				if (this.stopped) {
					return;
				}
				measure(contest.getKey(), contest.getValue());
			}
		}
		finally {
			for (Contest contest : contests.values()) {
				contest.close();
			}
		}
	}

	private void measure(Workload workload, Contest contest) throws IOException {
		this.listener.warmingUp(workload);
		// Time that one workload leaves is there for the next
		this.end += this.settings.longest(workload).multipliedBy(contest.size()).toNanos();
		try {
			contest.warmUp(this.settings.warmUp(workload));
			int rounds = this.settings.rounds(workload);
			for (int round = 1; round <= rounds && goesOn(round); round++) {
				contest.measureRound(this.settings.slice(), this.settings.rate());
				this.listener.measured(round, rounds, contest::result);
			}
		}
		finally {
			WorkloadResult result = contest.result();
			this.results.add(result);
			this.listener.finished(result);
		}
	}

	private boolean goesOn(int round) {
		boolean goesOn = !this.stopped && (round == 1 || System.nanoTime() < this.end);
		this.complete &= goesOn;
		return goesOn;
	}

}
