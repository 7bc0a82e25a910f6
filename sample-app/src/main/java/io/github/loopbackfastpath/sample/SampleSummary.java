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

package io.github.loopbackfastpath.sample;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus;
import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.actuate.LoopbackFastPathEndpoint;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What the fast path does in this application, in plain lines.
 */
@Component
class SampleSummary {

	private static final String NOT_VERIFIED = "not yet; the page's button and the lab verify whether Windows uses it";

	private final LoopbackFastPath fastPath;

	private final ObjectProvider<LoopbackFastPathEndpoint> endpoint;

	SampleSummary(LoopbackFastPath fastPath, ObjectProvider<LoopbackFastPathEndpoint> endpoint) {
		this.fastPath = fastPath;
		this.endpoint = endpoint;
	}

	/**
	 * Return the lines with the hints of the endpoint, if it is exposed.
	 */
	List<String> linesWithHints() {
		List<String> lines = lines();
		this.endpoint.ifAvailable((present) -> present.status()
			.hints()
			.forEach((hint) -> lines.add("Hint:         %s %s".formatted(hint.cause(), hint.remedy()))));
		return lines;
	}

	List<String> lines() {
		List<String> lines = new ArrayList<>();
		lines.add("System:       %s %s, Java %s".formatted(System.getProperty("os.name"),
				System.getProperty("os.version"), System.getProperty("java.version")));
		FastPathAvailability availability = this.fastPath.availability();
		lines.add("Availability: " + describe(availability));
		if (availability.remedy() != null) {
			lines.add("              " + availability.remedy());
		}
		if (canBeVerified(availability)) {
			FastPathVerification verification = this.fastPath.lastVerification();
			lines.add("Verified:     " + ((verification != null)
					? "%s (%s)".formatted(verification.summary(), verification.time().truncatedTo(ChronoUnit.SECONDS))
					: NOT_VERIFIED));
		}
		FastPathStatus status = this.fastPath.status();
		status.listeningSockets().forEach((socket) -> lines.add("Listener:     " + socket));
		status.counts().stream().filter((count) -> count.side() == FastPathSide.CLIENT).forEach((count) -> {
			lines.add("Client:       %s, %d connection%s: %s".formatted(count.component(), count.sockets(),
					(count.sockets() != 1) ? "s" : "", count.outcome()));
		});
		return lines;
	}

	private static boolean canBeVerified(FastPathAvailability availability) {
		return switch (availability.state()) {
			case AVAILABLE, LEFT_TO_JDK, UNSUPPORTED -> true;
			default -> false;
		};
	}

	private static String describe(FastPathAvailability availability) {
		return switch (availability.state()) {
			case AVAILABLE -> "available; requested as below (whether Windows then uses it, a verification may tell)";
			case LEFT_TO_JDK -> "left to the JDK; " + availability.cause();
			default -> "off, because " + availability.cause();
		};
	}

}
