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

package io.github.loopbackfastpath.sample.windows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.loopbackfastpath.sample.SampleApplication;
import org.awaitility.Awaitility;
import org.awaitility.Durations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample application on the Windows JVM, from its start to its end.
 */
final class SampleOnWindows {

	private static final Path DIRECTORY = Path.of(System.getProperty("windows.directory"));

	/** The sample application has called itself. */
	private static final String LAST_LINE = "with RestClient -> ";

	private final String name;

	private String answer = "";

	private final List<String> options = new ArrayList<>();

	private final List<String> arguments = new ArrayList<>();

	SampleOnWindows(String name) {
		this.name = name;
		// Without them it takes twice as long to start under Wine
		this.options.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
	}

	/**
	 * Has the fast path answered with this number instead of Wine's refusal.
	 */
	SampleOnWindows withAnswer(int answer) {
		this.answer = String.valueOf(answer);
		return this;
	}

	SampleOnWindows withSystemProperty(String property) {
		this.options.add("-D" + property);
		return this;
	}

	SampleOnWindows withArguments(String... arguments) {
		Collections.addAll(this.arguments, arguments);
		return this;
	}

	/**
	 * Starts the application, makes the visit and ends the application.
	 */
	Run run(Visit visit) throws Exception {
		WindowsJvm jvm = start();
		try {
			await(() -> !jvm.isAlive() || jvm.output().contains(LAST_LINE));
			assertThat(jvm.isAlive()).as(jvm.output()).isTrue();
			visit.make();
		}
		finally {
			jvm.end();
		}
		return finished(jvm);
	}

	/**
	 * Starts the application, which ends by itself.
	 */
	Run runUntilItEnds() throws Exception {
		WindowsJvm jvm = start();
		try {
			await(() -> !jvm.isAlive());
		}
		finally {
			jvm.end();
		}
		return finished(jvm);
	}

	private WindowsJvm start() throws IOException {
		List<String> command = new ArrayList<>(this.options);
		String application = WindowsJvm.path(System.getProperty("windows.application"));
		String testClasses = WindowsJvm.path(System.getProperty("windows.test-classes"));
		Collections.addAll(command, "-cp", application + ";" + testClasses, SampleApplication.class.getName());
		command.addAll(this.arguments);
		return new WindowsJvm(Files.createDirectories(DIRECTORY), this.name, this.answer, command);
	}

	private Run finished(WindowsJvm jvm) throws IOException {
		WinsockTrace trace = jvm.trace();
		System.out.printf("Winsock calls on the listeners and connections of the run '%s':%n%s%n", this.name, trace);
		return new Run(jvm.output(), trace);
	}

	private void await(Callable<Boolean> condition) {
		Awaitility.await(this.name)
			.atMost(Duration.ofMinutes(3))
			.pollInterval(Durations.TWO_HUNDRED_MILLISECONDS)
			.until(condition);
	}

	record Run(String output, WinsockTrace trace) {

	}

	@FunctionalInterface
	interface Visit {

		void make() throws Exception;

	}

}
