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

package io.github.loopbackfastpath;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A JVM of its own, for what is decided once in the life of a JVM.
 */
public final class ForkedJvm {

	private final List<String> options = new ArrayList<>();

	private String classPath = System.getProperty("java.class.path");

	private final Map<String, String> environment = new HashMap<>();

	public ForkedJvm with(String... options) {
		this.options.addAll(List.of(options));
		return this;
	}

	public ForkedJvm withEnvironment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	/**
	 * Leave the jars out whose file name starts with the given prefix.
	 */
	public ForkedJvm without(String prefix) {
		this.classPath = Arrays.stream(this.classPath.split(File.pathSeparator))
			.filter((entry) -> !new File(entry).getName().startsWith(prefix))
			.collect(Collectors.joining(File.pathSeparator));
		return this;
	}

	/**
	 * Put a jar before all others.
	 */
	public ForkedJvm withFirst(Path jar) {
		this.classPath = jar.toAbsolutePath() + File.pathSeparator + this.classPath;
		return this;
	}

	/**
	 * Run the main method of the given class and return all that it printed.
	 */
	public String run(Class<?> main, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// It starts, and ends: nothing is gained by optimizing
		command.add("-XX:TieredStopAtLevel=1");
		command.addAll(this.options);
		command.addAll(List.of("-cp", this.classPath, main.getName()));
		command.addAll(List.of(arguments));
		Path output = Files.createTempFile("forked-jvm", ".log");
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
				.redirectOutput(output.toFile());
			builder.environment().putAll(this.environment);
			Process process = builder.start();
			if (!process.waitFor(3, TimeUnit.MINUTES)) {
				process.destroyForcibly().waitFor();
				throw new IllegalStateException("Still running after three minutes: " + Files.readString(output));
			}
			// In the encoding of that JVM, which need not be UTF-8 on Windows
			return new String(Files.readAllBytes(output), Charset.defaultCharset());
		}
		finally {
			// Windows may hold it for a moment after the end of the program
			if (!output.toFile().delete()) {
				output.toFile().deleteOnExit();
			}
		}
	}

}
