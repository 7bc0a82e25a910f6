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

import java.util.function.Supplier;

import io.github.loopbackfastpath.sample.lab.workload.Workload;

/**
 * Is told how the lab gets on.
 */
public interface LabListener {

	/**
	 * The peer is ready and the measurements begin.
	 * @param description the system, and what has to be known of it
	 */
	void started(SystemDescription description);

	/**
	 * A workload is being warmed up.
	 * @param workload the workload
	 */
	void warmingUp(Workload workload);

	/**
	 * A round has been measured.
	 * @param round the number of the round, from 1
	 * @param rounds the number of rounds
	 * @param result the result up to now
	 */
	void measured(int round, int rounds, Supplier<WorkloadResult> result);

	/**
	 * A workload is done.
	 * @param result its result
	 */
	void finished(WorkloadResult result);

}
