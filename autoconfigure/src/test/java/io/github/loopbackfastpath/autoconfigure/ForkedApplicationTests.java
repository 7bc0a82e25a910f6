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

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.ForkedJvm;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications in a JVM of their own.
 */
class ForkedApplicationTests {

	private static final String CLASS_LOADING = "-Xlog:class+load:stdout";

	@ParameterizedTest
	@CsvSource({ "health, 40", "loopbackfastpath, 60" })
	@DisabledOnOs(OS.WINDOWS)
	void otherSystemLoadsNoJnaAndLogsNothing(String exposed, int mostClasses) throws Exception {
		String output = new ForkedJvm().with(CLASS_LOADING)
			.run(PlainApplication.class, "--loopback-fast-path.enabled=true",
					"--management.endpoints.web.exposure.include=" + exposed);
		assertThat(output).contains("application is ready", SocketRequests.class.getName())
			.doesNotContain("com.sun.jna")
			.doesNotContain("Loopback fast path");
		// More than when disabled, as the configuration is validated on every system
		assertThatFewClassesAreLoaded(output, mostClasses);
	}

	@ParameterizedTest
	@CsvSource({ "health, 30", "loopbackfastpath, 55" })
	void disabledStarterLoadsNoJnaAndLogsNothing(String exposed, int mostClasses) throws Exception {
		String output = new ForkedJvm().with(CLASS_LOADING)
			.run(PlainApplication.class, "--management.endpoints.web.exposure.include=" + exposed);
		assertThat(output).contains("application is ready", SocketRequests.class.getName())
			.doesNotContain("com.sun.jna")
			.doesNotContain("io.github.loopbackfastpath.internal.server.tomcat.")
			.doesNotContain("Loopback fast path");
		assertThatFewClassesAreLoaded(output, mostClasses);
	}

	private static void assertThatFewClassesAreLoaded(String output, int most) {
		assertThat(output.lines()
			.filter((line) -> line.contains("[class,load] io.github.loopbackfastpath.")
					&& !line.contains("test-classes"))
			.toList()).hasSizeBetween(1, most);
	}

	@Test
	void actuatorAndMetricsAreOptional() throws Exception {
		assertThat(new ForkedJvm().without("spring-boot-actuator")
			.without("micrometer-core")
			.run(PlainApplication.class, "--loopback-fast-path.enabled=true")).contains("application is ready");
	}

	@Test
	void classLoadingLogWouldShowJna() throws Exception {
		assertThat(new ForkedJvm().with(CLASS_LOADING).run(RecordingApplication.class)).contains("com.sun.jna.Native ",
				"listeners [http-nio-auto-", "requested, before bind");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http-nio      | servlet  |
			jetty         | servlet  | Tomcat
			reactor-netty | reactive | Tomcat, Jetty
			""")
	void restartByDevToolsRequestsItForTheNewSocket(String listener, String type, String others) throws Exception {
		ForkedJvm jvm = new ForkedJvm().with("-Dserver.port=0", "-Dreactor.netty.native=false",
				"-Dspring.main.web-application-type=" + type);
		if (others != null) {
			jvm.with("-Dspring.autoconfigure.exclude=" + webServers(type, others.split(", ")));
		}
		assertThat(jvm.run(DevToolsApplication.class)
			.lines()
			.filter((line) -> line.contains("requested, before bind") && line.startsWith("listeners"))).hasSize(2)
			.allMatch((line) -> line.contains(listener));
	}

	private static String webServers(String type, String... servers) {
		String kind = StringUtils.capitalize(type);
		return Arrays.stream(servers)
			.map((server) -> "org.springframework.boot.%s.autoconfigure.%s.%s%sWebServerAutoConfiguration"
				.formatted(server.toLowerCase(Locale.ROOT), type, server, kind))
			.collect(Collectors.joining(","));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class PlainApplication {

		public static void main(String[] args) {
			System.setProperty("server.port", "0");
			System.setProperty("spring.devtools.restart.enabled", "false");
			SpringApplication.run(PlainApplication.class, args).close();
			System.out.println("application is ready");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class RecordingApplication {

		public static void main(String[] args) {
			System.setProperty("server.port", "0");
			System.setProperty("spring.devtools.restart.enabled", "false");
			System.setProperty("loopback-fast-path.enabled", "true");
			SpringApplication.run(RecordingApplication.class, "--" + TestFastPath.WINDOWS).close();
		}

		@Bean
		SocketRequests recordingFastPath() {
			return TestFastPath.calling(new RecordingCall());
		}

		@Bean
		ApplicationListener<ApplicationReadyEvent> printListeners(SocketRequests requests) {
			return (event) -> System.out.println("listeners " + requests.record().listeningSockets());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class DevToolsApplication {

		public static void main(String[] args) {
			System.setProperty("loopback-fast-path.enabled", "true");
			SpringApplication.run(DevToolsApplication.class, "--" + TestFastPath.WINDOWS);
		}

		@Bean
		SocketRequests recordingFastPath() {
			return TestFastPath.calling(new RecordingCall());
		}

		@Bean
		ApplicationListener<ApplicationReadyEvent> restartOnce(SocketRequests requests) {
			AtomicInteger starts = Restarter.getInstance()
				.getOrAddAttribute("starts", AtomicInteger::new) instanceof AtomicInteger counter ? counter
						: new AtomicInteger();
			return (event) -> {
				System.out.println("listeners " + requests.record().listeningSockets());
				if (starts.incrementAndGet() == 1) {
					new Thread(() -> Restarter.getInstance().restart()).start();
				}
				else {
					System.exit(0);
				}
			};
		}

	}

}
