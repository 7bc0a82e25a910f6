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

package io.github.loopbackfastpath.internal.jvm;

import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.loopbackfastpath.FailureAnalyses;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathAutoConfiguration;
import io.github.loopbackfastpath.internal.system.FastPathStartException;
import io.github.loopbackfastpath.internal.system.JdkFastPath;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.support.EnvironmentPostProcessorsFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JvmScopeEnvironmentPostProcessor}.
 */
@ExtendWith(OutputCaptureExtension.class)
class JvmScopeEnvironmentPostProcessorTests {

	private SystemAnswer.Request request = () -> 0;

	@BeforeAll
	static void jdkReadsThePropertyBeforeAnyTestSetsIt() throws Exception {
		SocketChannel.open().close();
	}

	@AfterEach
	void clearProperty() {
		System.clearProperty(JdkFastPath.PROPERTY);
	}

	@Test
	void jdkIsToldToAsk() {
		assertThat(processed("enabled=true", "scope=jvm")).isEqualTo("true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "enabled=false", "required=true" })
	void jdkIsNotToldUnlessEnabled(String property) {
		assertThat(processed(property, "scope=jvm")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "scope=sockets", "required=true" })
	void jdkIsNotToldInAnotherScope(String property) {
		assertThat(processed("enabled=true", property)).isNull();
	}

	@Test
	void jdkIsNotToldOnAnotherSystem() {
		process(false, "enabled=true", "scope=jvm");
		assertThat(System.getProperty(JdkFastPath.PROPERTY)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "true", "false", "no" })
	void valueOfTheUserIsKept(String value) {
		System.setProperty(JdkFastPath.PROPERTY, value);
		assertThat(processed("enabled=true", "scope=jvm")).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "LOOPBACKFASTPATH_ENABLED,LOOPBACKFASTPATH_SCOPE",
			"LOOPBACK_FAST_PATH_ENABLED,LOOPBACK_FAST_PATH_SCOPE" })
	void environmentVariablesAreUnderstood(String enabled, String scope) {
		process(environmentVariables(Map.of(enabled, "true", scope, "JVM")));
		assertThat(System.getProperty(JdkFastPath.PROPERTY)).isEqualTo("true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ip-version=ipv4", "server.enabled=false", "client.enabled=false", "server.ports=8080",
			"server.ports[0]=8080", "client.ports=8080,8081" })
	void propertyThatChoosesAmongSocketsIsConflict(String property) {
		assertThatExceptionOfType(FastPathStartException.class)
			.isThrownBy(() -> process(false, "enabled=true", "scope=jvm", property))
			.withMessageContaining("loopback-fast-path." + property)
			.satisfies((ex) -> assertThat(ex.getAction()).contains("Remove", "'sockets'"));
		process(true, "enabled=false", "scope=jvm", property);
		process(true, "enabled=true", "scope=sockets", property);
		assertThat(System.getProperty(JdkFastPath.PROPERTY)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ip-version=any", "server.enabled=true", "client.enabled=true", "server.ports=",
			"client.ports=" })
	void propertyThatChoosesAllSocketsIsNoConflict(String property) {
		assertThat(processed("enabled=true", "scope=jvm", property)).isEqualTo("true");
	}

	@Test
	void allConflictsAreNamed() {
		assertThatExceptionOfType(FastPathStartException.class)
			.isThrownBy(() -> process(true, "enabled=true", "scope=jvm", "ip-version=ipv4", "client.enabled=false"))
			.withMessageContaining("loopback-fast-path.ip-version=ipv4")
			.withMessageContaining("loopback-fast-path.client.enabled=false");
	}

	@Test
	void conflictNamesTheOrigin() {
		StandardEnvironment environment = environmentVariables(Map.of("LOOPBACKFASTPATH_ENABLED", "true",
				"LOOPBACKFASTPATH_SCOPE", "jvm", "LOOPBACKFASTPATH_SERVER_PORTS", "8080"));
		assertThatExceptionOfType(FastPathStartException.class).isThrownBy(() -> process(environment))
			.withMessageContaining("loopback-fast-path.server.ports=8080 (originating from")
			.withMessageContaining("LOOPBACKFASTPATH_SERVER_PORTS");
	}

	@ParameterizedTest
	@CsvSource({ "1,false", "on,false", "true,on" })
	void jdkIsNotToldWhenTheConfigurationIsRejected(String enabled, String required) {
		SpringApplication application = new SpringApplication(Object.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> application.run("--os.name=Windows 11", "--loopback-fast-path.enabled=" + enabled,
					"--loopback-fast-path.required=" + required, "--loopback-fast-path.scope=jvm"));
		assertThat(System.getProperty(JdkFastPath.PROPERTY)).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 10045 })
	void jdkIsToldWithAnAnswerThatItTolerates(int answer, CapturedOutput output) {
		this.request = () -> answer;
		assertThat(processed("enabled=true", "scope=jvm", "required=true")).isEqualTo("true");
		assertThat(output).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 10013, 10022, 4711 })
	void jdkIsNotToldWithAnAnswerOnWhichItFailsEverySocket(int answer, CapturedOutput output) {
		this.request = () -> answer;
		assertThat(processed("enabled=true", "scope=jvm")).isNull();
		assertThat(output.getOut().lines()).singleElement()
			.asString()
			.contains("WARN", String.valueOf(answer), "Set 'loopback-fast-path.scope' to 'sockets'", "plain TCP");
	}

	@Test
	void applicationThatStartsWithoutTheJdkIsWarnedOnce(CapturedOutput output) {
		this.request = () -> 10022;
		SpringApplication application = new SpringApplication(LoopbackFastPathAutoConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		MockEnvironment environment = environment(true, "enabled=true", "scope=jvm");
		application.setEnvironment(environment);
		application.addInitializers((context) -> context.getBeanFactory()
			.registerSingleton("recordingFastPath", TestFastPath.calling(new RecordingCall())));
		application.addBootstrapRegistryInitializer((registry) -> processor((ConfigurableBootstrapContext) registry)
			.postProcessEnvironment(environment, application));
		application.run().close();
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("10022 WSAEINVAL");
	}

	@Test
	void answerOnWhichTheJdkFailsEverySocketFailsAnApplicationThatRequiresIt() {
		this.request = () -> 10022;
		assertThatExceptionOfType(FastPathStartException.class)
			.isThrownBy(() -> process(true, "enabled=true", "scope=jvm", "required=true"))
			.satisfies((ex) -> {
				FailureAnalysis analysis = FailureAnalyses.of(ex);
				assertThat(analysis.getDescription()).contains("10022 WSAEINVAL", "'loopback-fast-path.required'");
				assertThat(analysis.getAction()).contains("'sockets'", "'loopback-fast-path.required' to 'false'");
			});
		assertThat(System.getProperty(JdkFastPath.PROPERTY)).isNull();
	}

	@Test
	void jdkIsToldWithoutAnAnswerAsItNeedsNoJna(CapturedOutput output) {
		this.request = () -> {
			throw TestWinsock.unavailable();
		};
		assertThat(processed("enabled=true", "scope=jvm")).isEqualTo("true");
		this.request = () -> {
			throw new NoClassDefFoundError("com/sun/jna/Native");
		};
		System.clearProperty(JdkFastPath.PROPERTY);
		assertThat(processed("enabled=true", "scope=jvm")).isEqualTo("true");
		assertThat(output).doesNotContain("WARN");
	}

	@ParameterizedTest
	@CsvSource({ "true,enabled=false,scope=jvm", "true,enabled=true,scope=sockets", "false,enabled=true,scope=jvm" })
	void systemIsNotAskedInVain(boolean windows, String enabled, String scope) {
		AtomicInteger requests = new AtomicInteger();
		this.request = requests::incrementAndGet;
		process(windows, enabled, scope);
		assertThat(requests).hasValue(0);
	}

	@Test
	void unknownScopeFails() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> process(true, "enabled=true", "scope=host"));
	}

	@Test
	void processorIsRegisteredRightAfterConfigDataAndItsValidation() {
		assertThat(EnvironmentPostProcessorsFactory.fromSpringFactories(null)
			.getEnvironmentPostProcessors(Supplier::get, new DefaultBootstrapContext()))
			.filteredOn(JvmScopeEnvironmentPostProcessor.class::isInstance)
			.singleElement()
			.extracting((processor) -> ((JvmScopeEnvironmentPostProcessor) processor).getOrder())
			.isEqualTo(ConfigDataEnvironmentPostProcessor.ORDER + 2);
	}

	private @Nullable String processed(String... properties) {
		process(true, properties);
		return System.getProperty(JdkFastPath.PROPERTY);
	}

	private void process(boolean windows, String... properties) {
		process(environment(windows, properties));
	}

	private void process(StandardEnvironment environment) {
		environment.getPropertySources().addFirst(new MapPropertySource("windows", Map.of("os.name", "Windows 11")));
		process((ConfigurableEnvironment) environment);
	}

	private void process(ConfigurableEnvironment environment) {
		processor(new DefaultBootstrapContext()).postProcessEnvironment(environment, new SpringApplication());
	}

	private JvmScopeEnvironmentPostProcessor processor(ConfigurableBootstrapContext bootstrapContext) {
		return new JvmScopeEnvironmentPostProcessor(Supplier::get, bootstrapContext) {

			@Override
			SystemAnswer.Request request() {
				return JvmScopeEnvironmentPostProcessorTests.this.request;
			}

		};
	}

	private static MockEnvironment environment(boolean windows, String... properties) {
		MockEnvironment environment = new MockEnvironment();
		for (String property : properties) {
			String[] parts = property.split("=", 2);
			environment.setProperty("loopback-fast-path." + parts[0], parts[1]);
		}
		environment.setProperty("os.name", windows ? "Windows 11" : "Linux");
		return environment;
	}

	private static StandardEnvironment environmentVariables(Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources()
			.replace(name, new SystemEnvironmentPropertySource(name, new HashMap<>(variables)));
		// As SpringApplication does before it calls any processor
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

}
