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

package io.github.loopbackfastpath.sample.lab.web;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.loopbackfastpath.sample.lab.Lab;
import io.github.loopbackfastpath.sample.lab.LabListener;
import io.github.loopbackfastpath.sample.lab.LabResult;
import io.github.loopbackfastpath.sample.lab.LabSettings;
import io.github.loopbackfastpath.sample.lab.SystemDescription;
import io.github.loopbackfastpath.sample.lab.WorkloadResult;
import io.github.loopbackfastpath.sample.lab.workload.Workload;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One run of the lab for the page, in a thread of its own.
 */
class LabRun implements LabListener {

	private static final Log logger = LogFactory.getLog(LabRun.class);

	private static final long LONGEST_END = 15_000;

	private static final long BETWEEN_UPDATES = TimeUnit.SECONDS.toNanos(1);

	private final LabSettings settings;

	private final LabEvents events;

	private final Lab lab;

	private final Thread thread = new Thread(this::run, "lab");

	private volatile @Nullable LabResult result;

	private int done;

	private long told;

	LabRun(LabSettings settings, LabEvents events) {
		this.settings = settings;
		this.events = events;
		this.lab = new Lab(settings, this);
	}

	void start() {
		this.events.clear();
		progress("starting", "Starting the second JVM");
		this.thread.start();
	}

	boolean isRunning() {
		return this.thread.isAlive();
	}

	@Nullable LabResult result() {
		return this.result;
	}

	void stop() throws InterruptedException {
		this.lab.stop();
		this.thread.join(LONGEST_END);
	}

	private void run() {
		try {
			LabResult result = this.lab.run();
			this.result = result;
			this.events.tell(new LabEvent("summary", result.summary()));
			boolean complete = result.complete();
			progress(complete ? "finished" : "stopped", complete ? "Finished" : "Stopped early: this is what there is");
		}
		catch (Exception ex) {
			logger.warn("The lab failed", ex);
			progress("failed", "Failed: " + ex.getMessage());
		}
	}

	@Override
	public void started(SystemDescription description) {
		this.events.tell(new LabEvent("system", description));
	}

	@Override
	public void warmingUp(Workload workload) {
		progress("warming up", workload.title() + ": warming up");
	}

	@Override
	public void measured(int round, int rounds, Supplier<WorkloadResult> result) {
		this.done++;
		// The page would take the processor from what is measured
		long now = System.nanoTime();
		if (round > 1 && now - this.told < BETWEEN_UPDATES) {
			return;
		}
		this.told = now;
		WorkloadResult current = result.get();
		tell(current);
		progress("measuring", "%s: round %d of %d".formatted(current.title(), round, rounds));
	}

	@Override
	public void finished(WorkloadResult result) {
		tell(result);
	}

	private void tell(WorkloadResult result) {
		this.events.tell(new LabEvent(result.workload().id(), "result", result));
	}

	private void progress(String state, String text) {
		int all = this.settings.allRounds();
		this.events.tell(new LabEvent("progress", new LabEvent.Progress(state, text, this.done, all)));
	}

}
