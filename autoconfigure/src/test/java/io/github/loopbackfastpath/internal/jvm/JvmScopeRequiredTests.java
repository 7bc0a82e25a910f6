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

package io.github.loopbackfastpath.internal.jvm;

import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathTomcatAutoConfiguration;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.system.FastPathStartException;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that requires the fast path while the JDK asks.
 */
class JvmScopeRequiredTests {

	private final RecordingCall call = new RecordingCall();

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class,
				TomcatServletWebServerAutoConfiguration.class))
		.withBean(SocketRequests.class, () -> TestFastPath.whileJdkAsks(this.call))
		.withPropertyValues("server.port=0", "server.address=127.0.0.1", TestFastPath.WINDOWS,
				"loopback-fast-path.enabled=true", "loopback-fast-path.scope=jvm", "loopback-fast-path.required=true");

	@Test
	void systemThatAcceptsIsEnough() {
		this.runner.withConfiguration(AutoConfigurations.of(LoopbackFastPathTomcatAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(SocketRequests.class).record().servers().all()).singleElement()
					.satisfies((listener) -> assertThat(listener.outcome().value()).isEqualTo("left-to-jdk"))
					.returns(false, RecordedListener::isMissingFastPath);
				assertThat(this.call.calls()).hasSize(1);
			});
	}

	@Test
	void listenersThatAreNotReachedHaveItToo() {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(ints = { 10013, 10045 })
	void systemThatAnswersWithAnErrorFailsTheStart(int error) {
		this.call.answerWith((handle) -> error);
		this.runner.withConfiguration(AutoConfigurations.of(LoopbackFastPathTomcatAutoConfiguration.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(FastPathStartException.class)
				.hasMessageContaining(String.valueOf(error)));
	}

}
