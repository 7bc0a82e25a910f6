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

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import io.github.loopbackfastpath.sample.lab.workload.Variant;
import io.github.loopbackfastpath.sample.lab.workload.Workload;

/**
 * What is measured, and for how long.
 *
 * @param workloads the workloads
 * @param variants the variants, as far as the system has them
 * @param rounds the number of rounds
 * @param slice how long a variant is measured in a round
 * @param warmUp how long each variant is warmed up for each workload
 * @param rate the operations per second, or 0 for one after the other
 * @param longestRound how long a variant may take in a round, on average; when the rounds
 * of a workload have used this up, no new one begins
 */
public record LabSettings(Set<Workload> workloads, Set<Variant> variants, int rounds, Duration slice, Duration warmUp,
		double rate, Duration longestRound) {

	/**
	 * Everything, in two to four minutes.
	 * @return the settings
	 */
	public static LabSettings full() {
		return new LabSettings(EnumSet.allOf(Workload.class), EnumSet.allOf(Variant.class), 16, Duration.ofMillis(150),
				Duration.ofMillis(1000), 0, Duration.ofMillis(700));
	}

	/**
	 * A message, a connection and an HTTP request, in some seconds.
	 * @return the settings
	 */
	public static LabSettings quick() {
		return new LabSettings(EnumSet.of(Workload.PING_PONG_1_KIB, Workload.CONNECT, Workload.REST_CLIENT),
				EnumSet.allOf(Variant.class), 8, Duration.ofMillis(70), Duration.ofMillis(300), 0,
				Duration.ofMillis(500));
	}

	Duration warmUp(Workload workload) {
		return this.warmUp.multipliedBy(workload.warmUps());
	}

	Duration longest(Workload workload) {
		return this.longestRound.multipliedBy(this.rounds).plus(warmUp(workload));
	}

	boolean needHttp() {
		return this.workloads.stream().anyMatch(Workload::isHttp);
	}

}
