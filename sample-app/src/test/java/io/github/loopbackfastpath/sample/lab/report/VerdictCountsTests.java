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

package io.github.loopbackfastpath.sample.lab.report;

import io.github.loopbackfastpath.sample.lab.statistics.Difference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VerdictCounts}.
 */
class VerdictCountsTests {

	@ParameterizedTest
	@CsvSource({ "0,WORSE,true", "0,BETTER,true", "0,NONE,false", "0,TOO_NOISY,false", "0.05,WORSE,false",
			"0.05,NONE,false", "0.1,NONE,true", "0.25,NONE,true", "0.25,BETTER,true", "0.25,WORSE,false",
			"0.25,TOO_NOISY,false", "0.25,WITHIN_NOISE,false", "0.25,UNKNOWN,false" })
	void aVerdictIsFalseIfItContradictsTheKnownEffect(double effect, Difference verdict, boolean wrong) {
		assertThat(VerdictCounts.isWrong(effect, verdict)).isEqualTo(wrong);
	}

	@Test
	void withoutRunsNothingIsFalse() {
		assertThat(new VerdictCounts().lines()).last().asString().startsWith("False verdicts: 0 of 0 comparisons");
	}

}
