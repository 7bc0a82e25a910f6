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

package io.github.loopbackfastpath.sample.lab.web;

import java.util.Map;

/**
 * What the page is told. A later event takes the place of an earlier one with the same
 * key.
 *
 * @param key what the event is about
 * @param name the name of the event
 * @param data its data, as JSON
 */
record LabEvent(String key, String name, Object data) {

	private static final String CLEAR = "clear";

	LabEvent(String name, Object data) {
		this(name, name, data);
	}

	static LabEvent clear() {
		return new LabEvent(CLEAR, Map.of());
	}

	boolean isClear() {
		return this.key.equals(CLEAR);
	}

	/**
	 * How far the lab is.
	 *
	 * @param state {@code not run}, {@code starting}, {@code warming up},
	 * {@code measuring}, {@code finished}, {@code stopped} or {@code failed}
	 * @param text what it does, in plain language
	 * @param done the rounds that are done
	 * @param all all rounds
	 */
	record Progress(String state, String text, int done, int all) {

		static LabEvent notRun() {
			return new LabEvent("progress",
					new Progress("not run", "The lab has not run since the application started", 0, 1));
		}

	}

}
