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

package io.github.loopbackfastpath;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastPathError}.
 */
class FastPathErrorTests {

	@ParameterizedTest
	@CsvSource({ "997,WSA_IO_PENDING", "995,WSA_OPERATION_ABORTED", "10013,WSAEACCES", "10014,WSAEFAULT",
			"10036,WSAEINPROGRESS", "10004,WSAEINTR", "10022,WSAEINVAL", "10050,WSAENETDOWN", "10038,WSAENOTSOCK",
			"10045,WSAEOPNOTSUPP" })
	@ReferencePage(6)
	void documentedErrorsHaveNumberNameAndMeaning(int number, String name) {
		FastPathError error = FastPathError.of(number);
		assertThat(error.name()).isEqualTo(name);
		assertThat(error.number()).isEqualTo(number);
		assertThat(error).hasToString(number + " " + name + ": " + error.meaning());
		assertThat(FastPathError.documented()).contains(error);
	}

	@Test
	void noOtherErrorIsDocumented() {
		assertThat(FastPathError.documented()).hasSize(10);
	}

	@Test
	void unknownNumberIsKept() {
		FastPathError error = FastPathError.of(10055);
		assertThat(error.number()).isEqualTo(10055);
		assertThat(error.name()).isNull();
		assertThat(error.toString()).startsWith("10055: ").contains("not documented");
	}

}
