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

package io.github.loopbackfastpath.sample.lab.report;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

import io.github.loopbackfastpath.sample.lab.Lab;
import io.github.loopbackfastpath.sample.lab.LabListener;
import io.github.loopbackfastpath.sample.lab.LabResult;
import io.github.loopbackfastpath.sample.lab.LabSettings;
import io.github.loopbackfastpath.sample.lab.SystemDescription;
import io.github.loopbackfastpath.sample.lab.WorkloadResult;
import io.github.loopbackfastpath.sample.lab.workload.Workload;

/**
 * Measures the lab itself: how often it finds an effect that is known, and how often one
 * that does not exist.
 */
final class Calibration {

	private final LabSettings settings;

	private final PrintStream out;

	private volatile List<String> table = new VerdictCounts().lines();

	private volatile boolean finished;

	Calibration(LabSettings settings, PrintStream out) {
		this.settings = settings;
		this.out = out;
	}

	void run(int runs) throws IOException {
		this.out.printf("The loopback lab measures itself, %d times. A table to publish needs a quiet machine.%n",
				runs);
		// At the end of the JVM, so that Ctrl-C does not lose what was measured before
		Runtime.getRuntime().addShutdownHook(new Thread(this::printTable, "calibration-end"));
		VerdictCounts counts = new VerdictCounts();
		for (int i = 1; i <= runs; i++) {
			LabResult result = new Lab(this.settings, new Silence()).run();
			if (!result.complete()) {
				this.out.println("A run did not end in time, and does not count.");
				continue;
			}
			counts.add(result);
			this.table = counts.lines();
			this.out.printf("Run %d of %d: %d false verdicts in %d comparisons%n", i, runs, counts.wrong(),
					counts.all());
		}
		this.finished = true;
	}

	private void printTable() {
		this.out.println();
		if (!this.finished) {
			this.out.println("Not finished. This is what there is:");
		}
		this.table.forEach(this.out::println);
	}

	/**
	 * A calibration prints a line for each run only.
	 */
	private static final class Silence implements LabListener {

		@Override
		public void started(SystemDescription description) {
		}

		@Override
		public void warmingUp(Workload workload) {
		}

		@Override
		public void measured(int round, int rounds, Supplier<WorkloadResult> result) {
		}

		@Override
		public void finished(WorkloadResult result) {
		}

	}

}
