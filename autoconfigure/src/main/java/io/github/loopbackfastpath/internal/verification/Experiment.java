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

package io.github.loopbackfastpath.internal.verification;

import java.io.IOException;

/**
 * An experiment that watches one counter of the system.
 *
 * @param <A> the arms of the experiment
 */
interface Experiment<A extends Enum<A>> {

	/**
	 * Return the name of the counter.
	 */
	String counter();

	/**
	 * Return what has been measured so far.
	 */
	Growth<A> growth();

	/**
	 * Measure, and say what that means.
	 * @throws IOException if the counter or the connections fail, or time is over
	 */
	Statement run(Deadline deadline) throws IOException;

}
