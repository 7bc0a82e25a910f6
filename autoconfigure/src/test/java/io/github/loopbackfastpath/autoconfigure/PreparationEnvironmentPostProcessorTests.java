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

import org.junit.jupiter.api.Test;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.support.EnvironmentPostProcessorsFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PreparationEnvironmentPostProcessor}.
 */
class PreparationEnvironmentPostProcessorTests {

	private final AtomicInteger preparations = new AtomicInteger();

	@Test
	void enabledFastPathIsPrepared() {
		process(new MockEnvironment().withProperty("loopback-fast-path.enabled", "true"));
		assertThat(this.preparations).hasValue(1);
	}

	@Test
	void nothingIsPreparedUnlessEnabled() {
		process(new MockEnvironment());
		process(new MockEnvironment().withProperty("loopback-fast-path.enabled", "false"));
		assertThat(this.preparations).hasValue(0);
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

	private void process(MockEnvironment environment) {
		new PreparationEnvironmentPostProcessor() {

			@Override
			void prepare() {
				PreparationEnvironmentPostProcessorTests.this.preparations.incrementAndGet();
			}

		}.postProcessEnvironment(environment, new SpringApplication());
	}

}
