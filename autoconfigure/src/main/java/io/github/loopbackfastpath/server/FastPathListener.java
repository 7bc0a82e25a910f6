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

package io.github.loopbackfastpath.server;

import io.github.loopbackfastpath.FastPathOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A listener of the embedded web server and what came of asking for the fast path on its
 * socket.
 *
 * @param name the server's name for it, such as {@code http-nio-8080}
 * @param configuredAddress the configured address and port
 * @param localAddress the address and port that the socket is bound to, or {@code null}
 * if the socket was not reached
 * @param dualStack whether the socket takes IPv4 and IPv6
 * @param moment when the system was asked, or {@code null} if it was not
 * @param outcome what came of it
 * @since 0.1.0
 */
public record FastPathListener(String name, String configuredAddress, @Nullable String localAddress, boolean dualStack,
		@Nullable Moment moment, FastPathOutcome outcome) {

	/**
	 * Return whether the listener should have the fast path and does not.
	 * @return whether the fast path is missing
	 */
	public boolean isMissingFastPath() {
		return switch (this.outcome.kind()) {
			case REQUESTED, LEFT_TO_JDK, NOT_TCP, INHERITED, PORT_EXCLUDED, IP_VERSION_EXCLUDED -> false;
			default -> true;
		};
	}

	@Override
	public String toString() {
		StringBuilder description = new StringBuilder(this.name).append(" on ");
		description.append((this.localAddress != null) ? this.localAddress : this.configuredAddress);
		description.append(this.dualStack ? " (dual-stack): " : ": ").append(this.outcome);
		return (this.moment != null) ? description.append(", ").append(this.moment.description).toString()
				: description.toString();
	}

	/**
	 * When the system was asked, in the life of a listening socket.
	 */
	public enum Moment {

		/** Before the socket was bound. */
		BEFORE_BIND("before bind"),

		/** After the socket was bound, before the server accepted on it. */
		BEFORE_ACCEPT("before accept");

		private final String description;

		Moment(String description) {
			this.description = description;
		}

	}

}
