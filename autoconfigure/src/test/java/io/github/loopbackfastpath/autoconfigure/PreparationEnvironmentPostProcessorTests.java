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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.loopbackfastpath.FailureAnalyses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.support.EnvironmentPostProcessorsFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link PreparationEnvironmentPostProcessor}.
 */
class PreparationEnvironmentPostProcessorTests {

	private final AtomicInteger preparations = new AtomicInteger();

	@Test
	void enabledFastPathIsPrepared() {
		process(environment("Windows 11").withProperty("loopback-fast-path.enabled", "true"));
		assertThat(this.preparations).hasValue(1);
	}

	@Test
	void nothingIsPreparedUnlessEnabled() {
		process(environment("Windows 11"));
		process(environment("Windows 11").withProperty("loopback-fast-path.enabled", "false"));
		assertThat(this.preparations).hasValue(0);
	}

	@Test
	void nothingIsPreparedOnAnotherSystem() {
		process(environment("Linux").withProperty("loopback-fast-path.enabled", "true"));
		assertThat(this.preparations).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "maybe", "1" })
	void valueThatEnablesOnlyPartlyIsNamed(String value) {
		assertThatException()
			.isThrownBy(() -> process(new MockEnvironment().withProperty("loopback-fast-path.enabled", value)))
			.withMessageContaining("loopback-fast-path.enabled with value '" + value + "'");
	}

	@ParameterizedTest
	@CsvSource({ "required,on", "server.enabled,yes", "client.enabled,' true'" })
	void valueThatWouldOnlySwitchAPartIsNamedWithPropertyAndRemedy(String property, String value) {
		SpringApplication application = new SpringApplication(Object.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException()
			.isThrownBy(() -> application.run("--loopback-fast-path.enabled=true",
					"--loopback-fast-path." + property + "=" + value))
			.satisfies((ex) -> assertThat(FailureAnalyses.of(ex).getDescription()).contains("'" + value + "'",
					"'loopback-fast-path." + property + "'", "Set it to 'true' or 'false'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "TRUE", "false", "FALSE", "off", "no", "0", "" })
	void otherValuesMeanTheSameToBindingAndToConditions(String value) {
		MockEnvironment environment = environment("Linux").withProperty("value", value);
		process(environment("Linux").withProperty("loopback-fast-path.enabled", "true")
			.withProperty("loopback-fast-path.required", value)
			.withProperty("loopback-fast-path.server.enabled", value));
		assertThat(environment.getProperty("value", Boolean.class, false)).isEqualTo("true".equalsIgnoreCase(value));
	}

	@Test
	void preparationComesAfterTheSwitchOfTheJdkIsSet() {
		List<EnvironmentPostProcessor> all = new ArrayList<>(EnvironmentPostProcessorsFactory.fromSpringFactories(null)
			.getEnvironmentPostProcessors((destination) -> org.apache.commons.logging.LogFactory.getLog(getClass()),
					new DefaultBootstrapContext()));
		AnnotationAwareOrderComparator.sort(all);
		assertThat(all).extracting((processor) -> processor.getClass().getSimpleName())
			.containsSubsequence("JvmScopeEnvironmentPostProcessor", "PreparationEnvironmentPostProcessor");
	}

	private static MockEnvironment environment(String system) {
		return new MockEnvironment().withProperty("os.name", system);
	}

	private void process(MockEnvironment environment) {
		new PreparationEnvironmentPostProcessor() {

			@Override
			void prepare() {
				PreparationEnvironmentPostProcessorTests.this.preparations.incrementAndGet();
			}

		}.postProcessEnvironment(environment, new SpringApplication());
	}

}
