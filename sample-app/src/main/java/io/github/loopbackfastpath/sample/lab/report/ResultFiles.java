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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.loopbackfastpath.sample.lab.LabResult;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the results into files that are named after the time of the run.
 */
final class ResultFiles {

	private final Path directory;

	ResultFiles(Path directory) {
		this.directory = directory;
	}

	/**
	 * Make sure that the results can be written, before anything is measured.
	 * @throws IllegalArgumentException if they cannot
	 */
	void check() {
		try {
			Files.createDirectories(this.directory);
			Files.delete(Files.createTempFile(this.directory, "lab-", ".tmp"));
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("Cannot write to %s. Choose another with --lab.directory="
				.formatted(this.directory.toAbsolutePath()), ex);
		}
	}

	List<Path> write(LabResult result) throws IOException {
		Files.createDirectories(this.directory);
		String name = "lab-" + result.description().time().replace(":", "");
		Path json = this.directory.resolve(name + ".json");
		Path csv = this.directory.resolve(name + ".csv");
		Files.writeString(json, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result));
		Files.writeString(csv, RoundsCsv.of(result));
		return List.of(json, csv);
	}

}
