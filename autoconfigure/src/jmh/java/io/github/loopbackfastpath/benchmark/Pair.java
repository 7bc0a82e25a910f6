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

package io.github.loopbackfastpath.benchmark;

import java.util.Random;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Does the same work with and without what is to be judged, one right after the other and
 * in random order, so that whatever else the machine does meets both.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Pair {

	private final Random random = new Random();

	private double ratio;

	/**
	 * Do the work in both ways.
	 * @param with with what is to be judged
	 * @param without without it
	 */
	void measure(Work with, Work without) throws Exception {
		boolean first = this.random.nextBoolean();
		double before = first ? with.run() : 0;
		double baseline = without.run();
		this.ratio = (first ? before : with.run()) / baseline;
	}

	/**
	 * Return how many times as long it took with what is to be judged.
	 */
	public double timeRatio() {
		return this.ratio;
	}

	/**
	 * Return the time that the work takes.
	 */
	static double nanos(Action action) throws Exception {
		long start = System.nanoTime();
		action.run();
		return System.nanoTime() - start;
	}

	@FunctionalInterface
	interface Work {

		/**
		 * Do it.
		 * @return how long it took, in any unit
		 */
		double run() throws Exception;

	}

	@FunctionalInterface
	interface Action {

		void run() throws Exception;

	}

}
