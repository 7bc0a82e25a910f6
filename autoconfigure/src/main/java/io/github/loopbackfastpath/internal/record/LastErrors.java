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

package io.github.loopbackfastpath.internal.record;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathSide;

/**
 * The errors with which the system answered last.
 */
public final class LastErrors {

	private static final int SIZE = 10;

	private final Deque<RecordedError> errors = new ArrayDeque<>();

	synchronized void add(FastPathSide side, String component, FastPathError error) {
		this.errors.addFirst(new RecordedError(Instant.now(), side, component, error));
		if (this.errors.size() > SIZE) {
			this.errors.removeLast();
		}
	}

	/**
	 * Return at most ten errors, the latest first.
	 */
	public synchronized List<RecordedError> all() {
		return List.copyOf(this.errors);
	}

	/**
	 * An error with which the system answered.
	 *
	 * @param time when it answered
	 * @param side the side of the connection
	 * @param component what requested the fast path, such as {@code tomcat}
	 * @param error the error
	 */
	public record RecordedError(Instant time, FastPathSide side, String component, FastPathError error) {

	}

}
