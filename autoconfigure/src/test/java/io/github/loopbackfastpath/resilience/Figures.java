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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Figures of a test, for the output of the build and for a file beside the reports.
 */
final class Figures {

	private Figures() {
	}

	static void print(String format, Object... arguments) {
		String line = "Figures (%s, Java %s): %s%n".formatted(System.getProperty("os.name"),
				Runtime.version().feature(), format.formatted(arguments));
		System.out.print(line);
		try {
			Files.writeString(Files.createDirectories(Path.of("target")).resolve("figures.txt"), line,
					StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
