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

package io.github.loopbackfastpath.sample.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The machine, and what has to be known before anything is concluded from its figures.
 *
 * @param time when the lab started
 * @param system the operating system
 * @param java the JVM
 * @param processors the number of processors
 * @param notes what has to be known
 */
public record SystemDescription(String time, String system, String java, int processors, List<String> notes) {

	static SystemDescription ofThisMachine() {
		int processors = Runtime.getRuntime().availableProcessors();
		return new SystemDescription(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
				"%s %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"),
						System.getProperty("os.arch")),
				System.getProperty("java.vm.name") + " " + System.getProperty("java.version"), processors,
				notes(processors));
	}

	private static List<String> notes(int processors) {
		List<String> notes = new ArrayList<>();
		boolean windows = System.getProperty("os.name").startsWith("Windows");
		if (!windows) {
			notes.add("The fast path exists only on Windows: here its variants are left out.");
		}
		if (windows && isWine(System.getenv("SystemRoot"))) {
			notes.add("This is Wine, not Windows: that the variants run proves nothing about speed.");
		}
		if (processors < 4) {
			notes.add("Only %d processors for two programs and the system: expect much noise.".formatted(processors));
		}
		return notes;
	}

	// Windows has never had this program
	static boolean isWine(@Nullable String systemRoot) {
		return systemRoot != null && Files.exists(Path.of(systemRoot, "system32", "winecfg.exe"));
	}

}
