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

package io.github.loopbackfastpath.resilience;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.loopbackfastpath.ForkedJvm;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JNI crashes the JVM on an object of the wrong class. None gets there, under any garbage
 * collector.
 */
@RunsOnWindowsJvm
class HostileObjectTests {

	private static Stream<String> collectors() {
		Stream<String> everywhere = Stream.of("Serial", "G1");
		// The Windows JVM has no Shenandoah, and Wine lacks the memory functions that ZGC
		// needs
		return OS.WINDOWS.isCurrentOs() ? everywhere
				: Stream.concat(everywhere, Stream.of("Parallel", "Z", "Shenandoah"));
	}

	@ParameterizedTest
	@MethodSource("collectors")
	void hostileObjectsDoNotCrashTheJvm(String collector) throws Exception {
		List<String> options = new ArrayList<>(List.of("-Xcheck:jni", "-XX:TieredStopAtLevel=4", "-Xmx256m",
				"-XX:+Use" + collector + "GC", "-XX:ErrorFile=target/hs_err_%p.log"));
		// Where Mockito cannot attach to its own JVM, this one was started with it
		ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter((argument) -> argument.startsWith("-javaagent:"))
			.forEach(options::add);
		if (Runtime.version().feature() >= 24) {
			options.add("--enable-native-access=ALL-UNNAMED");
		}
		String output = new ForkedJvm().with(options.toArray(String[]::new)).run(HostileObjects.class);
		assertThat(output).contains("No crash: {").doesNotContain("FATAL ERROR", "SIGSEGV", "Exception in thread");
		Figures.print("hostile objects, %s: %s", collector,
				output.lines().filter((line) -> line.startsWith("No crash")).findFirst().orElseThrow());
	}

}
