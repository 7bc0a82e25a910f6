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

	// Their longest time would be too short for one slow moment of the machine
	private static final int FEW_ROUNDS = 20;

	private static final int LONGER_AT_A_RATE = 8;

	/**
	 * Everything, in two to four minutes.
	 * @return the settings
	 */
	public static LabSettings full() {
		return new LabSettings(EnumSet.allOf(Workload.class), Variant.toChoose(), 120, Duration.ofMillis(20),
				Duration.ofMillis(400), 0, Duration.ofMillis(100));
	}

	/**
	 * A message, a connection and an HTTP request, in half a minute at most.
	 * @return the settings
	 */
	public static LabSettings quick() {
		return new LabSettings(EnumSet.of(Workload.PING_PONG_1_KIB, Workload.CONNECT, Workload.REST_CLIENT),
				Variant.toChoose(), 80, Duration.ofMillis(10), Duration.ofMillis(300), 0, Duration.ofMillis(80));
	}

	/**
	 * Return these settings for another choice.
	 * @param workloads the workloads
	 * @param variants the variants, to which plain TCP and its control are added
	 * @return the settings
	 */
	public LabSettings with(Set<Workload> workloads, Set<Variant> variants) {
		Set<Variant> all = EnumSet.copyOf(variants);
		all.addAll(Variant.ALWAYS);
		return new LabSettings(workloads, all, this.rounds, this.slice, this.warmUp, this.rate, this.longestRound);
	}

	/**
	 * Return these settings with another number of rounds.
	 * @param rounds the number
	 * @return the settings
	 */
	public LabSettings withRounds(int rounds) {
		return new LabSettings(this.workloads, this.variants, rounds, this.slice, this.warmUp, this.rate,
				this.longestRound);
	}

	/**
	 * Return these settings for operations at a set rate: fewer and longer rounds, as
	 * there is little to do in a short one.
	 * @param rate the operations per second
	 * @return the settings
	 */
	public LabSettings withRate(double rate) {
		return new LabSettings(this.workloads, this.variants, this.rounds / LONGER_AT_A_RATE,
				this.slice.multipliedBy(LONGER_AT_A_RATE), this.warmUp, rate,
				this.longestRound.multipliedBy(LONGER_AT_A_RATE));
	}

	/**
	 * Return the number of rounds of a workload, which are fewer if its operation takes
	 * long.
	 * @param workload the workload
	 * @return the number
	 */
	public int rounds(Workload workload) {
		return (this.rounds + workload.roundLength() - 1) / workload.roundLength();
	}

	/**
	 * Return the number of rounds of all workloads.
	 * @return the number
	 */
	public int allRounds() {
		return this.workloads.stream().mapToInt(this::rounds).sum();
	}

	Duration warmUp(Workload workload) {
		return this.warmUp.multipliedBy(workload.warmUps());
	}

	Duration longest(Workload workload) {
		return this.longestRound.multipliedBy(Math.max(this.rounds, FEW_ROUNDS)).plus(warmUp(workload));
	}

	boolean needHttp() {
		return this.workloads.stream().anyMatch(Workload::isHttp);
	}

}
