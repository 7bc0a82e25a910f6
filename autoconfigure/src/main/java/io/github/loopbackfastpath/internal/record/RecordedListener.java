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

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathStatus;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket of an embedded server, and the outcome on it.
 */
public record RecordedListener(String name, String configuredAddress, @Nullable String localAddress, boolean dualStack,
		@Nullable Moment moment, FastPathOutcome outcome) implements FastPathStatus.ListeningSocket {

	/**
	 * Return whether the socket should have the fast path requested and has not.
	 */
	public boolean isMissingFastPath() {
		return switch (this.outcome.value()) {
			case "requested", "left-to-jdk", "not-tcp", "inherited", "port-excluded", "ip-version-excluded" -> false;
			default -> true;
		};
	}

	boolean isUnbound() {
		return this.moment == Moment.BEFORE_BIND && this.localAddress == null;
	}

	RecordedListener boundTo(String localAddress) {
		return new RecordedListener(this.name, this.configuredAddress, localAddress, this.dualStack, this.moment,
				this.outcome);
	}

	@Override
	public String toString() {
		String address = (this.localAddress != null) ? this.localAddress : this.configuredAddress;
		String description = "%s on %s%s: %s".formatted(this.name, address, this.dualStack ? " (dual-stack)" : "",
				this.outcome);
		return (this.moment != null) ? description + ", " + this.moment : description;
	}

}
