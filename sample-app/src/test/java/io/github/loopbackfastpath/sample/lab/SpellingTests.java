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

package io.github.loopbackfastpath.sample.lab;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Spelling}.
 */
class SpellingTests {

	private static final List<String> KNOWN = List.of("lab", "lab.quick", "lab.workloads", "lab.rounds");

	@ParameterizedTest
	@CsvSource({ "quick,lab.quick", "lab.quik,lab.quick", "lab.rouns,lab.rounds", "labs,lab",
			"lab.workload,lab.workloads", "lab-quick,lab.quick" })
	void theNearestWordIsFound(String word, String nearest) {
		assertThat(Spelling.nearest(word, KNOWN)).isEqualTo(nearest);
	}

	@Test
	void aWordLikeNoneHasNoNearest() {
		assertThat(Spelling.nearest("server.port", KNOWN)).isNull();
	}

}
