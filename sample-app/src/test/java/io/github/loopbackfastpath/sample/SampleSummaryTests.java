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

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathAvailability.State;
import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.FastPathVerification.Verdict;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.actuate.LoopbackFastPathEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SampleSummary}.
 */
class SampleSummaryTests {

	@Test
	void verdictIsShownWithItsTime() {
		FastPathVerification result = new FastPathVerification(Verdict.NOT_ACTIVE, "Loopback fast path is not active",
				null, Collections.emptyList(), "Windows 11", Instant.parse("2026-11-26T12:00:00.123Z"), Duration.ZERO);
		assertThat(summary(FastPathAvailability.available(), result).lines())
			.contains("Verified:     Loopback fast path is not active (2026-11-26T12:00:00Z)");
	}

	@Test
	void whatCanBeVerifiedAndWasNotIsSaid() {
		assertThat(summary(FastPathAvailability.available(), null).lines())
			.anyMatch((line) -> line.startsWith("Verified:     not yet"));
	}

	@ParameterizedTest
	@EnumSource(value = State.class, names = { "NOT_WINDOWS", "SWITCHED_OFF", "UNAVAILABLE", "NATIVE_IMAGE" })
	void whatCannotBeVerifiedIsNotMentioned(State state) {
		assertThat(summary(FastPathAvailability.unavailable(state, "of a cause", "Remedy."), null).lines())
			.noneMatch((line) -> line.contains("Verified"));
	}

	private static SampleSummary summary(FastPathAvailability availability, @Nullable FastPathVerification last) {
		LoopbackFastPath real = LoopbackFastPath.create();
		LoopbackFastPath fastPath = (LoopbackFastPath) Proxy.newProxyInstance(SampleSummaryTests.class.getClassLoader(),
				new Class<?>[] { LoopbackFastPath.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "availability" -> availability;
					case "lastVerification" -> last;
					default -> method.invoke(real, arguments);
				});
		return new SampleSummary(fastPath,
				new StaticListableBeanFactory().getBeanProvider(LoopbackFastPathEndpoint.class));
	}

}
