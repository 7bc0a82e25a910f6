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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the reference page says, which tests show it, and their results on this system.
 * Written into the build's output when all tests have run, together with what the other
 * JVMs of the build have left there.
 */
final class ReferencePageTable implements AutoCloseable {

	/** By row and test, how often it had which result. */
	private final Map<Integer, Map<String, Map<String, Integer>>> results = new ConcurrentHashMap<>();

	void note(int row, String test, String result) {
		add(row, test, result, 1);
	}

	private void add(int row, String test, String result, int count) {
		this.results.computeIfAbsent(row, (key) -> new ConcurrentHashMap<>())
			.computeIfAbsent(test, (key) -> new ConcurrentHashMap<>())
			.merge(result, count, Integer::sum);
	}

	@Override
	public void close() throws IOException {
		String system = System.getProperty("os.name").startsWith("Windows") ? "windows" : "linux";
		Path directory = Files.createDirectories(Path.of("target", "reference-page-" + system));
		String own = System.getProperty("test.jvm", "1") + ".txt";
		Files.write(directory.resolve(own), lines());
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
			for (Path file : files) {
				if (!file.endsWith(own)) {
					Files.readAllLines(file).forEach(this::add);
				}
			}
		}
		Files.writeString(Path.of("target", "reference-page-" + system + ".md"), table(system));
	}

	private List<String> lines() {
		List<String> lines = new ArrayList<>();
		this.results.forEach((row, tests) -> tests.forEach((test, results) -> results
			.forEach((result, count) -> lines.add("%d %s %s %d".formatted(row, test, result, count)))));
		return lines;
	}

	private void add(String line) {
		String[] parts = line.split(" ");
		add(Integer.parseInt(parts[0]), parts[1], parts[2], Integer.parseInt(parts[3]));
	}

	private String table(String system) throws IOException {
		try (InputStream page = Objects.requireNonNull(getClass().getResourceAsStream("reference-page.txt"))) {
			return new String(page.readAllBytes(), UTF_8).lines()
				.map((line) -> line.split("\\|", -1))
				.map((row) -> "| %s | %s | %s | %s |".formatted(row[0], row[1], tests(Integer.parseInt(row[0])),
						row[2]))
				.collect(Collectors.joining("\n", """
						| # | the page says | shown by (%s, Java %d) | not shown |
						| --- | --- | --- | --- |
						""".formatted(system, Runtime.version().feature()), "\n"));
		}
	}

	private String tests(int row) {
		String tests = new TreeMap<>(this.results.getOrDefault(row, Map.of())).entrySet()
			.stream()
			.map((test) -> test.getKey() + ": "
					+ new TreeMap<>(test.getValue()).entrySet()
						.stream()
						.map((result) -> result.getValue() + " " + result.getKey())
						.collect(Collectors.joining(", ")))
			.collect(Collectors.joining("<br>"));
		return tests.isEmpty() ? "no test in this run" : tests;
	}

}
