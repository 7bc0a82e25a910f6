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

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the comparisons of a variant mean, in plain language.
 */
public final class Verdict {

	private final Comparison first;

	private final List<Comparison> others;

	/**
	 * Create a new verdict.
	 * @param comparisons the comparisons, the one that matters most first
	 */
	public Verdict(List<Comparison> comparisons) {
		this.first = comparisons.get(0);
		this.others = comparisons.subList(1, comparisons.size());
	}

	/**
	 * Return the verdict on a variant.
	 * @return the text
	 */
	public String text() {
		String further = this.others.stream()
			.filter((comparison) -> comparison.difference().isFound())
			.map(Comparison::text)
			.collect(Collectors.joining(", "));
		return main() + (further.isEmpty() ? "" : "; " + further);
	}

	private String main() {
		String interval = " (" + this.first.interval() + ")";
		return switch (this.first.difference()) {
			case BETTER -> this.first.text();
			case WORSE -> "slower: " + this.first.text();
			case NONE -> "no measurable difference" + interval;
			case WITHIN_NOISE -> "within this machine's noise" + interval;
			case TOO_NOISY -> "too noisy to tell" + interval;
			case UNKNOWN -> "too few rounds, or too coarse a clock, to tell";
		};
	}

	/**
	 * Return what plain TCP compared with itself says.
	 * @return the text
	 */
	public String textOfControl() {
		if (this.first.ratio() == null) {
			return "too few rounds to tell the noise of this machine";
		}
		return "the noise of this machine: " + this.first.interval();
	}

}
