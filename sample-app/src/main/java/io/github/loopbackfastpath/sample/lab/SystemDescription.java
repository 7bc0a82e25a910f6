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

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.VerificationDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The machine, and what has to be known before anything is concluded from its figures.
 *
 * @param time when the lab began
 * @param system the operating system
 * @param build the build of the operating system, as it reports it
 * @param java the virtual machine
 * @param processors the number of processors
 * @param starter the version of the starter
 * @param wine whether this is Wine instead of Windows
 * @param verification whether Windows was seen to use the fast path, with the evidence,
 * or {@code null} if that was not looked at
 * @param notes what has to be known
 */
public record SystemDescription(String time, String system, String build, String java, int processors, String starter,
		boolean wine, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable VerificationDescriptor verification,
		List<String> notes) {

	static SystemDescription ofThisMachine(@Nullable VerificationDescriptor verification) {
		int processors = Runtime.getRuntime().availableProcessors();
		boolean wine = isWindows() && isWine(System.getenv("SystemRoot"));
		return new SystemDescription(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
				"%s %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"),
						System.getProperty("os.arch")),
				Versions.ofSystem(isWindows()),
				System.getProperty("java.vm.name") + " " + System.getProperty("java.version"), processors,
				Versions.ofStarter(), wine, verification, notes(wine, processors, verification != null));
	}

	private static List<String> notes(boolean wine, int processors, boolean verified) {
		List<String> notes = new ArrayList<>();
		if (wine) {
			notes.add("This is Wine, not Windows: that the variants run proves nothing about speed.");
		}
		if (processors < 4) {
			notes.add("Only %d processors for two programs and the system: expect much noise.".formatted(processors));
		}
		if (verified) {
			notes.add(
					"No real Windows has confirmed the verification yet: please send the JSON file, whatever it says.");
		}
		return notes;
	}

	private static boolean isWindows() {
		return System.getProperty("os.name").startsWith("Windows");
	}

	// Windows has never had this program
	static boolean isWine(@Nullable String systemRoot) {
		return systemRoot != null && Files.exists(Path.of(systemRoot, "system32", "winecfg.exe"));
	}

}
