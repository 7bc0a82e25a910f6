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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

	@ParameterizedTest
	@CsvSource({ "enable,enabled", "enabledd,enabled", "server.enable,server.enabled", "servers.ports,server.ports",
			"client.port,client.ports", "ipversions,ip-version", "requires,required", "client.required,required",
			"mode,scope", "server.port,server.ports" })
	void unknownPropertyIsWarnedOfWithTheNearestOne(String unknown, String nearest, CapturedOutput output) {
		check(new MockEnvironment().withProperty("loopback-fast-path." + unknown, "true"));
		assertThat(output.getOut().lines()).singleElement()
			.asString()
			.contains("WARN", "Unknown property 'loopback-fast-path.%s'".formatted(unknown),
					"did you mean 'loopback-fast-path.%s'?".formatted(nearest));
	}

	@Test
	void applicationThatIsNotEnabledIsWarnedWithTheOrigin(@TempDir Path directory, CapturedOutput output)
			throws Exception {
		Files.writeString(directory.resolve("application.properties"), "loopback-fast-path.enable=true");
		SpringApplication application = new SpringApplication(Object.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run("--spring.config.location=" + directory + "/").close();
		assertThat(output.getOut().lines().filter((line) -> line.contains("Unknown property"))).singleElement()
			.asString()
			.contains("WARN", "'loopback-fast-path.enable' (", "application.properties] - 1:27)",
					"did you mean 'loopback-fast-path.enabled'?");
	}

	@Test
	void nameOfSeveralSourcesIsWarnedOfOnce(CapturedOutput output) {
		MockEnvironment environment = new MockEnvironment().withProperty("loopback-fast-path.enable", "true");
		environment.getPropertySources()
			.addLast(new MapPropertySource("other", Map.of("loopbackFastPath.enable", "false")));
		check(environment);
		assertThat(output.getOut().lines()).hasSize(1);
	}

	@Test
	void environmentVariableIsWarnedOf(CapturedOutput output) {
		check(environmentVariables("LOOPBACKFASTPATH_IP_VERSION"));
		assertThat(output).contains("LOOPBACKFASTPATH_IP_VERSION", "did you mean 'loopback-fast-path.ip-version'?");
	}

	@ParameterizedTest
	@ValueSource(strings = { "LOOPBACK_FAST_PATH_ANSWER", "LOOPBACK_FAST_PATH_LOG", "LOOPBACK_FAST_PATH_ENABLED",
			"LOOPBACKFASTPATH_IPVERSION", "LOOPBACKFASTPATH_SERVER_PORTS", "LOOPBACKFASTPATH_SERVER_PORTS_0" })
	void otherEnvironmentVariableIsNot(String name, CapturedOutput output) {
		check(environmentVariables(name));
		assertThat(output).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "loopback-fast-path.server.ports[0]", "loopbackFastPath.ipVersion",
			"loopback-fast-path-lab.enable", "management.info.loopback-fast-path.enabled" })
	void knownPropertyIsNot(String name, CapturedOutput output) {
		check(new MockEnvironment().withProperty(name, "1"));
		assertThat(output).isEmpty();
	}

	@Test
	@SuppressWarnings("unchecked")
	void propertiesOfTheMetadataAreKnownAndNoOthers() throws Exception {
		Path metadata = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");
		List<Map<String, Object>> properties = (List<Map<String, Object>>) JsonParserFactory.getJsonParser()
			.parseMap(Files.readString(metadata))
			.get("properties");
		assertThat(KnownProperties.NAMES).map(ConfigurationPropertyName::toString)
			.containsExactlyInAnyOrderElementsOf(properties.stream()
				.map((property) -> (String) property.get("name"))
				.filter((name) -> name.startsWith("loopback-fast-path."))
				.toList());
	}

	private static void check(ConfigurableEnvironment environment) {
		new UnknownProperties(LogFactory.getLog(UnknownPropertiesTests.class)).check(environment);
	}

	private static StandardEnvironment environmentVariables(String variable) {
		StandardEnvironment environment = new StandardEnvironment();
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources()
			.replace(name, new SystemEnvironmentPropertySource(name, new HashMap<>(Map.of(variable, "1"))));
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

}
