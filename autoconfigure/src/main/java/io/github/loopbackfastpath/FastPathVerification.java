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

package io.github.loopbackfastpath;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The result of a verification: whether Windows really uses the fast path, and the
 * evidence. It holds for connections that both ends request it for, on this machine, at
 * that time. It claims neither that the connections of the application use the fast path,
 * nor that it is faster, nor that it stays in use.
 *
 * @since 0.1.0
 */
public final class FastPathVerification {

	private final Verdict verdict;

	private final String summary;

	private final @Nullable FastPathError error;

	private final List<Witness> witnesses;

	private final String system;

	private final Instant time;

	private final Duration duration;

	/**
	 * Create a new instance.
	 * @param verdict the verdict
	 * @param summary the verdict with its reason, in one sentence
	 * @param error the Winsock error with which the system refused the request, or
	 * {@code null}
	 * @param witnesses what was observed
	 * @param system name and version of the operating system
	 * @param time when the verification began
	 * @param duration how long it took
	 */
	public FastPathVerification(Verdict verdict, String summary, @Nullable FastPathError error, List<Witness> witnesses,
			String system, Instant time, Duration duration) {
		this.verdict = verdict;
		this.summary = summary;
		this.error = error;
		this.witnesses = List.copyOf(witnesses);
		this.system = system;
		this.time = time;
		this.duration = duration;
	}

	/**
	 * Return the verdict.
	 * @return the verdict
	 */
	public Verdict verdict() {
		return this.verdict;
	}

	/**
	 * Return the verdict with its reason and, if it is not active, the likely cause.
	 * @return one sentence, without a full stop
	 */
	public String summary() {
		return this.summary;
	}

	/**
	 * Return the error with which the system refused the request.
	 * @return the error, or {@code null} if it did not refuse
	 */
	public @Nullable FastPathError error() {
		return this.error;
	}

	/**
	 * Return what was observed.
	 * @return the witnesses, none if the verification did not come to them
	 */
	public List<Witness> witnesses() {
		return this.witnesses;
	}

	/**
	 * Return name and version of the operating system.
	 * @return the system, with the build of Windows if it is known
	 */
	public String system() {
		return this.system;
	}

	/**
	 * Return when the verification began.
	 * @return the time
	 */
	public Instant time() {
		return this.time;
	}

	/**
	 * Return how long the verification took.
	 * @return the duration
	 */
	public Duration duration() {
		return this.duration;
	}

	@Override
	public String toString() {
		return this.summary;
	}

	/**
	 * The verdicts.
	 */
	public enum Verdict {

		/** Windows uses the fast path. */
		ACTIVE,

		/** Windows does not use the fast path. */
		NOT_ACTIVE,

		/** The observations do not suffice, or contradict each other. */
		CANNOT_BE_TOLD

	}

	/**
	 * A counter of the system that was watched while connections were made or used.
	 */
	public static final class Witness {

		private final String name;

		private final Verdict verdict;

		private final String statement;

		private final Map<String, List<Long>> growth;

		private final Duration duration;

		/**
		 * Create a new instance.
		 * @param name the name of the counter
		 * @param verdict what the counter says on its own
		 * @param statement why it says so
		 * @param growth by how much it grew, for each arm of the experiment, in each
		 * round
		 * @param duration how long that took
		 */
		public Witness(String name, Verdict verdict, String statement, Map<String, List<Long>> growth,
				Duration duration) {
			this.name = name;
			this.verdict = verdict;
			this.statement = statement;
			Map<String, List<Long>> copy = new LinkedHashMap<>();
			growth.forEach((arm, rounds) -> copy.put(arm, List.copyOf(rounds)));
			this.growth = Collections.unmodifiableMap(copy);
			this.duration = duration;
		}

		/**
		 * Return the name of the counter.
		 * @return the name
		 */
		public String name() {
			return this.name;
		}

		/**
		 * Return what the counter says on its own.
		 * @return the verdict, {@link Verdict#CANNOT_BE_TOLD} if it is silent
		 */
		public Verdict verdict() {
			return this.verdict;
		}

		/**
		 * Return why the counter says so, or why it is silent.
		 * @return the reason, in a few words
		 */
		public String statement() {
			return this.statement;
		}

		/**
		 * Return by how much the counter grew.
		 * @return the growth in each round, for each arm of the experiment
		 */
		public Map<String, List<Long>> growth() {
			return this.growth;
		}

		/**
		 * Return how long the observation took.
		 * @return the duration
		 */
		public Duration duration() {
			return this.duration;
		}

		@Override
		public String toString() {
			return "%s: %s, %s".formatted(this.name, this.verdict, this.statement);
		}

	}

}
