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

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both annotation processors have run: neither does without being asked.
 */
class GeneratedMetadataTests {

	@Test
	void autoConfigurationMetadataIsThere() throws Exception {
		assertThat(read("META-INF/spring-autoconfigure-metadata.properties")).contains(
				LoopbackFastPathAutoConfiguration.class.getName(),
				LoopbackFastPathTomcatAutoConfiguration.class.getName() + ".ConditionalOnClass=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "enabled", "required", "scope", "ip-version", "server.enabled", "server.ports" })
	void propertyIsThereWithDescription(String name) throws Exception {
		assertThat(read("META-INF/spring-configuration-metadata.json"))
			.containsPattern("\"name\": \"loopback-fast-path\\." + name + "\",\\s+\"type\": \"[^\"]+\",\\s+"
					+ "\"description\": \"[A-Z]");
	}

	private static String read(String resource) throws IOException {
		// The class path may hold several: ours lies beside our classes
		String location = LoopbackFastPathAutoConfiguration.class.getProtectionDomain()
			.getCodeSource()
			.getLocation()
			.toString();
		try (InputStream stream = URI.create(location + resource).toURL().openStream()) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
