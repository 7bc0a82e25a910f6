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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each statement of Microsoft's reference page is named by a test. What no test can show
 * without Windows is documented, and {@code reference-page.txt} says so.
 */
@RunsOnWindowsJvm
class ReferencePageTests {

	private static final Pattern DOCUMENTED = Pattern.compile("documented in (\\S+\\.md)#([a-z0-9-]+)");

	@Test
	void everyRowIsNamedByATest() throws IOException {
		Set<Integer> rows = rows().stream()
			.map((row) -> Integer.valueOf(row[0]))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(rows).hasSize(19);
		assertThat(namedRows()).isEqualTo(rows);
	}

	@Test
	void rowThatIsNotShownSaysSo() throws IOException {
		assertThat(rows()).filteredOn((row) -> !row[2].isEmpty())
			.isNotEmpty()
			.allSatisfy((row) -> assertThat(row[2]).contains("not verifiable here"));
	}

	/**
	 * What the documentation says is for people to judge; that the place exists is not.
	 */
	@ParameterizedTest
	@MethodSource("documentedRows")
	@ReferencePage({ 8, 12, 14, 16, 17, 19 })
	void documentedRowNamesAPlaceThatExists(String row, String file, String anchor) throws IOException {
		assertThat(headings(Path.of("..").resolve(file))).as("row " + row).contains(anchor);
	}

	private static Stream<Arguments> documentedRows() throws IOException {
		return rows().stream()
			.flatMap((row) -> DOCUMENTED.matcher(row[2])
				.results()
				.map((place) -> Arguments.of(row[0], place.group(1), place.group(2))));
	}

	/**
	 * Return the anchors of the headings, as a browser finds them.
	 */
	private static List<String> headings(Path file) throws IOException {
		return Files.readAllLines(file)
			.stream()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
			.toList();
	}

	private static List<String[]> rows() throws IOException {
		try (InputStream page = Objects
			.requireNonNull(ReferencePageTests.class.getResourceAsStream("reference-page.txt"))) {
			return new String(page.readAllBytes(), UTF_8).lines().map((line) -> line.split("\\|", -1)).toList();
		}
	}

	private static Set<Integer> namedRows() throws IOException {
		Set<Integer> rows = new TreeSet<>();
		for (MethodMetadata test : testsThatNameRows()) {
			int[] named = test.getAnnotations().get(ReferencePage.class).getIntArray("value");
			Arrays.stream(named).forEach(rows::add);
		}
		return rows;
	}

	private static List<MethodMetadata> testsThatNameRows() throws IOException {
		MetadataReaderFactory reader = new SimpleMetadataReaderFactory();
		List<MethodMetadata> tests = new ArrayList<>();
		for (Resource type : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:io/github/loopbackfastpath/**/*Tests.class")) {
			tests.addAll(reader.getMetadataReader(type)
				.getAnnotationMetadata()
				.getAnnotatedMethods(ReferencePage.class.getName()));
		}
		return tests;
	}

}
