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

package io.github.loopbackfastpath.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program of the benchmarks in a JVM of its own.
 */
final class BenchmarkJvm implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private BenchmarkJvm(List<String> command) throws IOException {
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		this.output = this.process.inputReader();
	}

	static BenchmarkJvm start(Class<?> main) throws IOException {
		return start(System.getProperty("java.class.path"), List.of(), main);
	}

	static BenchmarkJvm start(String classPath, List<String> options, Class<?> main, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, main.getName()));
		command.addAll(List.of(arguments));
		return new BenchmarkJvm(command);
	}

	/**
	 * Wait for the line that begins in the given way.
	 * @return the rest of it
	 */
	String lineAfter(String beginning) throws IOException {
		StringBuilder all = new StringBuilder();
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			if (line.startsWith(beginning)) {
				return line.substring(beginning.length());
			}
			all.append(line).append(System.lineSeparator());
		}
		throw new IOException("The program ended without '" + beginning + "': " + all);
	}

	void await() throws InterruptedException {
		this.process.waitFor();
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
