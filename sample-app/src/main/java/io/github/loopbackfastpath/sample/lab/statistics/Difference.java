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

package io.github.loopbackfastpath.sample.lab.statistics;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison with plain TCP shows.
 */
public enum Difference {

	/** Better than plain TCP by more than the noise. */
	BETTER,

	/** Worse than plain TCP by more than the noise. */
	WORSE,

	/** No difference, or one that is smaller than anybody would notice. */
	NONE,

	/** A difference such as plain TCP shows from itself. */
	WITHIN_NOISE,

	/** No difference was found, but a considerable one could have been missed. */
	TOO_NOISY,

	/** Too few rounds, or too coarse a clock. */
	UNKNOWN;

	/** What counts as considerable: 10 %. */
	private static final double CONSIDERABLE = 0.1;

	/** Nobody would notice less: 1 %. */
	private static final double LEAST = 0.01;

	static Difference of(Metric metric, @Nullable PairedRatio ratio, @Nullable PairedRatio noise) {
		if (ratio == null) {
			return UNKNOWN;
		}
		if (!ratio.differs()) {
			return ratio.reaches(CONSIDERABLE) ? TOO_NOISY : NONE;
		}
		if (Math.abs(ratio.estimate() - 1) < LEAST || (noise != null && ratio.overlaps(noise))) {
			return WITHIN_NOISE;
		}
		return metric.isWorse(ratio.estimate()) ? WORSE : BETTER;
	}

	/**
	 * Return the name in files.
	 * @return the name
	 */
	@JsonValue
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return whether this is a difference from plain TCP.
	 * @return whether it is better or worse
	 */
	public boolean isFound() {
		return this == BETTER || this == WORSE;
	}

}
