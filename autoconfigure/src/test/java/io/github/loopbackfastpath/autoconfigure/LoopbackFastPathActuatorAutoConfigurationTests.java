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

import io.github.loopbackfastpath.actuate.LoopbackFastPathEndpoint;
import io.github.loopbackfastpath.actuate.LoopbackFastPathInfoContributor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathMetrics;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopbackFastPathActuatorAutoConfiguration} and
 * {@link LoopbackFastPathMetricsAutoConfiguration}.
 */
class LoopbackFastPathActuatorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(EndpointAutoConfiguration.class, LoopbackFastPathAutoConfiguration.class,
					LoopbackFastPathActuatorAutoConfiguration.class, LoopbackFastPathMetricsAutoConfiguration.class));

	@Test
	void endpointIsThereWhenExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(LoopbackFastPathEndpoint.class)
			.doesNotHaveBean(LoopbackFastPathInfoContributor.class));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=loopbackfastpath")
			.run((context) -> assertThat(context).hasSingleBean(LoopbackFastPathEndpoint.class));
	}

	@Test
	void infoIsThereWhenEnabled() {
		this.runner.withPropertyValues("management.info.loopback-fast-path.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(LoopbackFastPathInfoContributor.class));
	}

	@Test
	void metricsAreThereWhereTheFastPathIsWanted() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(LoopbackFastPathMetrics.class));
		this.runner.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(LoopbackFastPathMetrics.class));
	}

	@Test
	void metricsAreOptional() {
		this.runner.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LoopbackFastPathMetrics.class));
	}

	@Test
	void statusCanBeWrittenInANativeImage() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=loopbackfastpath", TestFastPath.WINDOWS,
					"loopback-fast-path.enabled=true")
			.prepare((context) -> {
				TestGenerationContext generation = new TestGenerationContext();
				new ApplicationContextAotGenerator()
					.processAheadOfTime((GenericApplicationContext) context.getSourceApplicationContext(), generation);
				RuntimeHints hints = generation.getRuntimeHints();
				assertThat(RuntimeHintsPredicates.reflection()
					.onType(io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.ListenerDescriptor.class))
					.accepts(hints);
				assertThat(RuntimeHintsPredicates.reflection().onType(LoopbackFastPathProperties.class)).accepts(hints);
			});
	}

}
