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

package io.github.loopbackfastpath.sample.lab.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.github.loopbackfastpath.sample.SampleApplication;
import org.awaitility.Awaitility;
import org.awaitility.Durations;

/**
 * The lab in a JVM of its own, with its output in a file.
 */
final class LabJvm implements AutoCloseable {

	private final Path output;

	private final Process process;

	LabJvm(Path directory, String... arguments) throws IOException {
		this(directory, List.of(), arguments);
	}

	LabJvm(Path results, Path directory, String... arguments) throws IOException {
		this(results, directory, Map.of(), List.of(), arguments);
	}

	LabJvm(Path directory, List<String> options, String... arguments) throws IOException {
		this(directory, Map.of(), options, arguments);
	}

	LabJvm(Path directory, Map<String, String> environment, List<String> options, String... arguments)
			throws IOException {
		this(directory, directory, environment, options, arguments);
	}

	private LabJvm(Path results, Path directory, Map<String, String> environment, List<String> options,
			String... arguments) throws IOException {
		this.output = directory.resolve("output.txt");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), SampleApplication.class.getName()));
		command.addAll(1, options);
		command.addAll(List.of(arguments));
		command.add("--lab.directory=" + results);
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().putAll(environment);
		this.process = builder.redirectErrorStream(true)
			.redirectInput(new File("/dev/null"))
			.redirectOutput(this.output.toFile())
			.start();
	}

	String output() throws IOException {
		return Files.readString(this.output);
	}

	void awaitOutput(String expression) {
		Pattern pattern = Pattern.compile(expression);
		Awaitility.await().atMost(Durations.FIVE_MINUTES).until(() -> pattern.matcher(output()).find());
	}

	ProcessHandle peer() {
		return this.process.children().findFirst().orElseThrow();
	}

	/**
	 * Ends the lab with a signal that is the same to a JVM as Ctrl-C.
	 */
	void interrupt() {
		this.process.destroy();
	}

	void kill() {
		this.process.destroyForcibly();
	}

	int awaitEnd() throws Exception {
		awaitEnd(this.process.toHandle());
		return this.process.waitFor();
	}

	static void awaitEnd(ProcessHandle process) throws Exception {
		process.onExit().get(5, TimeUnit.MINUTES);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
