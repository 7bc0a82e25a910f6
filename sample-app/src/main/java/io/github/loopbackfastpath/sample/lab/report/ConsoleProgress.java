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

import java.io.PrintStream;
import java.util.function.Supplier;

import io.github.loopbackfastpath.sample.lab.LabListener;
import io.github.loopbackfastpath.sample.lab.SystemDescription;
import io.github.loopbackfastpath.sample.lab.WorkloadResult;
import io.github.loopbackfastpath.sample.lab.workload.Workload;

/**
 * Prints a line for each workload and up to some twenty dots.
 */
final class ConsoleProgress implements LabListener {

	private static final int DOTS = 20;

	private final PrintStream out;

	ConsoleProgress(PrintStream out) {
		this.out = out;
	}

	@Override
	public void started(SystemDescription description) {
		this.out.printf("%s, %s, %d processors%n", description.system(), description.java(), description.processors());
		if (description.verification() != null) {
			this.out.println(description.verification().summary());
		}
		description.notes().forEach((note) -> this.out.println("Note: " + note));
		this.out.println();
	}

	@Override
	public void warmingUp(Workload workload) {
		this.out.printf("%-28s ", workload.title());
		this.out.flush();
	}

	@Override
	public void measured(int round, int rounds, Supplier<WorkloadResult> result) {
		if (round == 1 || round % Math.max(1, rounds / DOTS) == 0) {
			this.out.print('.');
			this.out.flush();
		}
	}

	@Override
	public void finished(WorkloadResult result) {
		this.out.println();
	}

}
