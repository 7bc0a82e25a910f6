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

import java.util.function.Supplier;

import io.github.loopbackfastpath.FailureAnalyses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ValidationEnvironmentPostProcessor}.
 */
class ValidationEnvironmentPostProcessorTests {

	@ParameterizedTest
	@CsvSource({ "Linux,scope,sokets", "Linux,ip-version,ipv6", "Linux,server.ports,abc", "Linux,client.ports,65536",
			"Windows 11,scope,sokets", "Windows 11,client.ports,abc" })
	void valueThatIsNotUnderstoodFailsTheStartOnEverySystem(String system, String property, String value) {
		SpringApplication application = new SpringApplication(Object.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String name = "loopback-fast-path." + property;
		assertThatException()
			.isThrownBy(() -> application.run("--os.name=" + system, "--loopback-fast-path.enabled=true",
					"--" + name + "=" + value))
			.satisfies((ex) -> assertThat(FailureAnalyses.of(ex).getDescription()).contains(name, value));
	}

	@Test
	void nothingIsBoundUnlessEnabled() {
		assertThatNoException()
			.isThrownBy(() -> process(new MockEnvironment().withProperty("loopback-fast-path.enabled", "false")
				.withProperty("loopback-fast-path.scope", "sokets")));
	}

	private static void process(MockEnvironment environment) {
		new ValidationEnvironmentPostProcessor(Supplier::get).postProcessEnvironment(environment,
				new SpringApplication());
	}

}
