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
import java.time.Clock;
import java.time.Instant;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches the counter of connects that fell off the fast path, from the first
 * verification on. Keeps no counter open.
 */
final class FallOffWatch {

	private static final Log logger = LogFactory.getLog(FallOffWatch.class);

	private final Machine machine;

	private final Clock clock;

	private volatile @Nullable Start start;

	FallOffWatch(Machine machine, Clock clock) {
		this.machine = machine;
		this.clock = clock;
	}

	/**
	 * Begin to watch, unless that has begun before.
	 */
	void begin() {
		Long value = (this.start == null) ? read() : null;
		if (value != null) {
			this.start = new Start(value, this.clock.instant());
		}
	}

	/**
	 * Return the growth until now, or {@code null} if the counter cannot be read.
	 */
	@Nullable FallOffs read(boolean readable) {
		Start start = this.start;
		Long value = (start != null && readable) ? read() : null;
		return (start != null && value != null) ? new FallOffs((value - start.value) & 0xFFFF_FFFFL, start.time) : null;
	}

	private @Nullable Long read() {
		try (Counter counter = this.machine.openFallOffCounter()) {
			return counter.read();
		}
		catch (IOException | RuntimeException | LinkageError ex) {
			logger.debug("The count of fall-offs cannot be read", ex);
			return null;
		}
	}

	private record Start(long value, Instant time) {

	}

}
