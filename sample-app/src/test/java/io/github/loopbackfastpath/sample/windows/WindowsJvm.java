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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A Java program on the Windows JVM, with its output and its Winsock calls in two files.
 */
final class WindowsJvm {

	/** Prepared by the parent's build. */
	private static final Path JAVA = Path.of(System.getProperty("wine.directory"), "bin", "java");

	private final Path output;

	private final Path trace;

	private final Process process;

	/**
	 * Starts the program.
	 * @param directory the directory of the two files
	 * @param name the name of the two files
	 * @param answer what the stand-in answers, or an empty text for Wine's own answer
	 * @param arguments the arguments of {@code java.exe}
	 */
	WindowsJvm(Path directory, String name, String answer, List<String> arguments) throws IOException {
		this.output = directory.resolve(name + ".log");
		this.trace = directory.resolve(name + ".trace");
		List<String> command = new ArrayList<>(arguments);
		command.add(0, JAVA.toString());
		// No pipes: Wine's services outlive the program and would hold them open
		ProcessBuilder builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"))
			.redirectOutput(this.output.toFile())
			.redirectError(this.trace.toFile());
		builder.environment().put("WINEDEBUG", "-all,+winsock,+pid");
		builder.environment().put("LOOPBACK_FAST_PATH_ANSWER", answer);
		this.process = builder.start();
	}

	/**
	 * The path of a file as the program sees it.
	 */
	static String path(String file) {
		return "Z:" + file;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	String output() throws IOException {
		return Files.readString(this.output, ISO_8859_1);
	}

	WinsockTrace trace() throws IOException {
		try (var lines = Files.lines(this.trace, ISO_8859_1)) {
			return new WinsockTrace(lines);
		}
	}

	/**
	 * Ends the program as Ctrl-C does: no other signal becomes a Windows event. A program
	 * that does not follow is killed by its launcher.
	 */
	void end() throws IOException, InterruptedException {
		if (isAlive()) {
			new ProcessBuilder("kill", "-INT", String.valueOf(this.process.pid())).start().waitFor();
			this.process.waitFor(30, TimeUnit.SECONDS);
		}
	}

}
