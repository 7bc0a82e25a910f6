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

package io.github.loopbackfastpath.sample.lab.peer;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.loopbackfastpath.sample.SampleApplication;

import org.springframework.util.ClassUtils;

/**
 * The command that starts this application a second time, with the options of this JVM
 * that two JVMs can share.
 */
final class JavaCommand {

	private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

	// An agent belongs to one JVM only
	private static final Set<String> PASSED_ON = Set.of("-D", "-X", "--enable-native-access", "--add-");

	// The first JVM holds the port and writes the file: the second cannot start, or
	// destroys it
	private static final Set<String> ONE_JVM_ONLY = Set.of("-Dcom.sun.management.", "-Dmanagement.server.",
			"-Dlogging.file.", "-Xrun", "-Xlog", "-XX:+ManagementServer", "-XX:StartFlightRecording", "-XX:LogFile",
			"-XX:DumpLoadedClassList", "-XX:ArchiveClassesAtExit", "-XX:+AutoCreateSharedArchive", "-XX:AOT");

	// Their options are options of this JVM as well, and the second would read them again
	private static final Set<String> VARIABLES = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

	ProcessBuilder with(List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter(JavaCommand::isPassedOn)
			.forEach(command::add);
		String classPath = System.getProperty("java.class.path");
		boolean executableJar = ClassUtils.isPresent(LAUNCHER, ClassLoader.getSystemClassLoader());
		command.addAll(executableJar ? List.of("-jar", classPath)
				: List.of("-cp", classPath, SampleApplication.class.getName()));
		command.addAll(arguments);
		ProcessBuilder process = new ProcessBuilder(command);
		process.environment().keySet().removeAll(VARIABLES);
		return process;
	}

	static boolean isPassedOn(String option) {
		return PASSED_ON.stream().anyMatch(option::startsWith) && ONE_JVM_ONLY.stream().noneMatch(option::startsWith);
	}

}
