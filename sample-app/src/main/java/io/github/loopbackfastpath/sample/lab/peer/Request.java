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

package io.github.loopbackfastpath.sample.lab.peer;

/**
 * What a connection wants of the peer: its first byte.
 */
public enum Request {

	/** Two sizes follow. Again and again read the one and answer with the other. */
	EXCHANGE,

	/** A size follows. Send as much, as fast as the other side takes it, and close. */
	FLOOD,

	/** Read one more byte and go away without a goodbye. */
	VANISH,

	/**
	 * For every byte answer with two numbers: the CPU time of this JVM in nanoseconds,
	 * and how much of the last flood was sent.
	 */
	STATUS

}
