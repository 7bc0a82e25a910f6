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

package io.github.loopbackfastpath.autoconfigure;

import io.github.loopbackfastpath.FastPathScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Switches}.
 */
class SwitchesTests {

	@ParameterizedTest
	@CsvSource({ "jvm,JVM", "JVM,JVM", "sockets,SOCKETS" })
	void scopeIsThatOfTheConfiguration(String value, FastPathScope scope) {
		assertThat(Switches.scope(new MockEnvironment().withProperty("loopback-fast-path.scope", value)))
			.isEqualTo(scope);
	}

	@Test
	void scopeIsSocketsIfNotSet() {
		assertThat(Switches.scope(new MockEnvironment())).isEqualTo(FastPathScope.SOCKETS);
	}

}
