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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.github.loopbackfastpath.FailureAnalyses;
import io.github.loopbackfastpath.internal.system.BackgroundVerification;
import io.github.loopbackfastpath.internal.system.RequiredVerification;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.verification.FastPathVerifier;
import io.github.loopbackfastpath.internal.verification.TestVerifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@code loopback-fast-path.verify}, with real applications.
 */
@ExtendWith(OutputCaptureExtension.class)
class VerificationAtStartTests {

	@Test
	void nothingIsVerifiedUnlessTold() {
		try (ConfigurableApplicationContext context = run(TestVerifiers.active())) {
			assertThat(context.getBeansOfType(BackgroundVerification.class)).isEmpty();
			assertThat(context.getBeansOfType(RequiredVerification.class)).isEmpty();
			assertThat(context.getBean(SocketRequests.class).lastVerification()).isNull();
		}
	}

	@Test
	void activeIsLoggedOnceInOneLine(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(TestVerifiers.active(), "--loopback-fast-path.verify=true")) {
			assertThat(context.isRunning()).isTrue();
			awaitText(output, "Loopback fast path is active on this machine");
			assertThat(output).containsOnlyOnce("0 of 8 connects fell off it (8 of 8 when only one end requested it)")
				.containsPattern("INFO .*LoopbackFastPath.*is active on this machine");
		}
	}

	@Test
	void notActiveIsAWarningWithTheLikelyCause(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(TestVerifiers.filtered(),
				"--loopback-fast-path.verify=true")) {
			assertThat(context.isRunning()).isTrue();
			awaitText(output, "Loopback fast path is not active");
			assertThat(output).containsPattern("WARN .*is not active: a filter driver");
		}
	}

	@Test
	void notActiveFailsTheStartWhereItIsRequired() {
		assertThatThrownBy(() -> run(TestVerifiers.filtered(), "--loopback-fast-path.verify=true",
				"--loopback-fast-path.required=true"))
			.satisfies((failure) -> {
				FailureAnalysis analysis = FailureAnalyses.of(failure);
				assertThat(analysis.getDescription()).contains("'loopback-fast-path.verify'", "a filter driver");
				assertThat(analysis.getAction()).contains("'loopback-fast-path.required' to 'false'");
			});
	}

	@Test
	void refusalFailsTheStartWhereItIsRequired() {
		assertThatThrownBy(() -> run(TestVerifiers.refusing(10045), "--loopback-fast-path.verify=true",
				"--loopback-fast-path.required=true"))
			.satisfies((failure) -> assertThat(FailureAnalyses.of(failure).getDescription())
				.contains("10045 WSAEOPNOTSUPP"));
	}

	@Test
	void whatCannotBeToldDoesNotFailTheStart(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(TestVerifiers.ignoring(), "--loopback-fast-path.verify=true",
				"--loopback-fast-path.required=true")) {
			assertThat(context.isRunning()).isTrue();
			assertThat(output).containsPattern("INFO .*this cannot be told: there is no sign of it");
		}
	}

	private static void awaitText(CapturedOutput output, String text) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (!output.getOut().contains(text) && System.nanoTime() < deadline) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
		}
		assertThat(output).contains(text);
	}

	private static ConfigurableApplicationContext run(FastPathVerifier verifier, String... arguments) {
		ApplicationContextInitializer<GenericApplicationContext> requests = (context) -> context
			.registerBean(SocketRequests.class, () -> TestFastPath.verifying((handle) -> 0, verifier));
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.initializers(requests)
			.run(Stream
				.concat(Stream.of("--" + TestFastPath.WINDOWS, "--loopback-fast-path.enabled=true"),
						Stream.of(arguments))
				.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
