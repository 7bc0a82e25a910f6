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

package io.github.loopbackfastpath.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of properties in this module's README is what the configuration metadata
 * says. If it is not, copy the expected table into the README.
 */
class ReadmePropertiesTests {

	private static final String BEGIN = "<!-- properties, as the configuration metadata has them -->\n";

	private static final String END = "<!-- end of properties -->";

	@Test
	void tableOfPropertiesIsThatOfTheMetadata() throws Exception {
		String readme = Files.readString(Path.of("README.md"));
		assertThat(readme).contains(BEGIN, END);
		String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));
		assertThat(table).isEqualTo(expectedTable());
	}

	private static String expectedTable() throws Exception {
		String rows = properties().stream()
			.sorted(Comparator.comparing((property) -> name(property)))
			.map((property) -> "| `%s` | %s | %s |\n".formatted(name(property), defaultValue(property),
					property.get("description")))
			.collect(Collectors.joining());
		return "| property | default | meaning |\n| --- | --- | --- |\n" + rows;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> properties() throws Exception {
		Path metadata = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");
		return (List<Map<String, Object>>) JsonParserFactory.getJsonParser()
			.parseMap(Files.readString(metadata))
			.get("properties");
	}

	private static String name(Map<String, Object> property) {
		return (String) property.get("name");
	}

	private static String defaultValue(Map<String, Object> property) {
		Object value = property.get("defaultValue");
		boolean none = value == null || (value instanceof List<?> list && list.isEmpty());
		return none ? "(none)" : "`" + value + "`";
	}

}
