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
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each statement of Microsoft's reference page is named by a test. What no test can show
 * without Windows, the README at least says, and {@code reference-page.txt} owns up to.
 */
@RunsOnWindowsJvm
class ReferencePageTests {

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

	@Test
	@ReferencePage(8)
	void readmeSaysThatBothEndsHaveToAsk() throws IOException {
		assertThat(readme()).contains("A socket has to ask on both sides of a connection",
				"The program at the other end has to ask as well");
	}

	@Test
	@ReferencePage(12)
	void readmeSaysThatAConnectionStaysOnTheFastPath() throws IOException {
		assertThat(readme()).contains("set up on the fast path stays on it for its life",
				"A changed property takes effect when the application restarts");
	}

	@Test
	@ReferencePage(14)
	void readmeNamesFilterDriversAndClaimsNoMoreThanTheRequest() throws IOException {
		assertThat(readme()).contains("a Windows Filtering Platform driver (antivirus, VPN, firewall)",
				"\"Requested\" is all that can be known");
	}

	@Test
	@ReferencePage(16)
	void readmeNamesSocketOptionsThatAreNotSupported() throws IOException {
		assertThat(readme()).contains("Only some socket options are documented to work together with the fast path",
				"`TCP_NODELAY`, `SO_KEEPALIVE`, `SO_LINGER` and `SO_SNDBUF` are not among them");
	}

	@Test
	@ReferencePage(17)
	void readmeNamesTheSlowReaderAndWhatCaptureToolsMayMiss() throws IOException {
		assertThat(readme()).contains("*Slow reader* says whether flow control holds",
				"capture tools and interface counters may not see them");
	}

	@Test
	@ReferencePage(19)
	void readmeBeginsWithTheDeprecation() throws IOException {
		assertThat(readme().substring(0, 2000)).contains("Microsoft deprecates this control code");
	}

	private static String readme() throws IOException {
		return Files.readString(Path.of("..", "README.md")).replaceAll("\\s+", " ");
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
