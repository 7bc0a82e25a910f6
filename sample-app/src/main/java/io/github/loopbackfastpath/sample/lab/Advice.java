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

import java.util.Collection;

import io.github.loopbackfastpath.sample.lab.statistics.Comparison;
import io.github.loopbackfastpath.sample.lab.statistics.Difference;

/**
 * Whether the fast path is worth enabling, which what was measured says together with
 * what the verification saw.
 */
final class Advice {

	// Less is no reason to enable anything
	private static final double LEAST = 0.05;

	private final Collection<Comparison> comparisons;

	private final boolean notActive;

	Advice(Collection<Comparison> comparisons, boolean notActive) {
		this.comparisons = comparisons;
		this.notActive = notActive;
	}

	String text() {
		boolean better = matters(Difference.BETTER);
		boolean worse = matters(Difference.WORSE);
		if (this.notActive) {
			return textIfNotActive(better);
		}
		if (better) {
			return worse ? "faster at one thing and slower at another: enable it only where the first matters more"
					: "worth enabling";
		}
		if (worse) {
			return "leave it disabled";
		}
		if (isNoisy()) {
			return "too noisy to tell: close other programs and repeat";
		}
		return has(Difference.UNKNOWN) ? "repeat with more rounds" : "leave it disabled";
	}

	private String textIfNotActive(boolean better) {
		if (better) {
			return "faster although the fast path was not active, so something else made the difference: repeat";
		}
		String remedy = "the fast path was not active: leave it disabled, or remove the cause and repeat";
		return isUncertain() ? remedy : "no gain, and " + remedy;
	}

	private boolean isUncertain() {
		return isNoisy() || has(Difference.UNKNOWN);
	}

	private boolean isNoisy() {
		return has(Difference.TOO_NOISY) || matters(Difference.WITHIN_NOISE);
	}

	private boolean matters(Difference difference) {
		return this.comparisons.stream()
			.anyMatch((comparison) -> comparison.difference() == difference && comparison.ratio() != null
					&& Math.abs(comparison.ratio().estimate() - 1) >= LEAST);
	}

	private boolean has(Difference difference) {
		return this.comparisons.stream().anyMatch((comparison) -> comparison.difference() == difference);
	}

}
