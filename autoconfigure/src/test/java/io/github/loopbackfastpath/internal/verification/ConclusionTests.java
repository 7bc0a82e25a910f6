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

import io.github.loopbackfastpath.FastPathVerification.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Conclusion}.
 */
class ConclusionTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			ACTIVE,         ACTIVE,         ACTIVE,         fall-offs
			ACTIVE,         NOT_ACTIVE,     CANNOT_BE_TOLD, contradict
			ACTIVE,         CANNOT_BE_TOLD, ACTIVE,         fall-offs
			NOT_ACTIVE,     ACTIVE,         CANNOT_BE_TOLD, contradict
			NOT_ACTIVE,     NOT_ACTIVE,     NOT_ACTIVE,     a filter driver
			NOT_ACTIVE,     CANNOT_BE_TOLD, NOT_ACTIVE,     a filter driver
			CANNOT_BE_TOLD, ACTIVE,         ACTIVE,         datagrams
			CANNOT_BE_TOLD, NOT_ACTIVE,     CANNOT_BE_TOLD, no sign of it
			CANNOT_BE_TOLD, CANNOT_BE_TOLD, CANNOT_BE_TOLD, both counters are silent
			""")
	void countersAreCombined(Verdict fallOffs, Verdict ip, Verdict expected, String reason) {
		Conclusion conclusion = Conclusion.of(new Statement(fallOffs, "fall-offs"), new Statement(ip, "datagrams"));
		assertThat(conclusion.verdict()).isEqualTo(expected);
		assertThat(conclusion.summary()).contains(reason).startsWith(switch (expected) {
			case ACTIVE -> "Loopback fast path is active on this machine: ";
			case NOT_ACTIVE -> "Loopback fast path is not active: ";
			case CANNOT_BE_TOLD -> "Loopback fast path may be active or not, this cannot be told: ";
		});
	}

}
