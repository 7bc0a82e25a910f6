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

package io.github.loopbackfastpath.internal.system;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathVerification;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FastPathSystem} from which nothing is requested, with the reason.
 *
 * @param availability why the fast path is not available
 * @param jdk what is known of the JDK's own requests
 */
record NoSystem(FastPathAvailability availability, JdkFastPath jdk) implements FastPathSystem {

	static NoSystem switchedOff() {
		return new NoSystem(Unavailability.SWITCHED_OFF, JdkFastPath.unanswered(JdkFastPath.Asking.UNKNOWN));
	}

	static NoSystem notWindows() {
		return new NoSystem(Unavailability.NOT_WINDOWS, JdkFastPath.unanswered(JdkFastPath.Asking.NO));
	}

	@Override
	public void prepare() {
	}

	@Override
	public @Nullable String version() {
		return null;
	}

	@Override
	public FastPathOutcome request(@Nullable Object socket) {
		return Unavailability.outcome(this.availability);
	}

	@Override
	public FastPathVerification verify() {
		return Unmeasured.because(this.availability);
	}

	@Override
	public @Nullable FastPathVerification lastVerification() {
		return null;
	}

}
