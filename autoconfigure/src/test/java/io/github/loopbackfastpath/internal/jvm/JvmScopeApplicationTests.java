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

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.ForkedJvm;
import io.github.loopbackfastpath.internal.system.JdkFastPath;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the JVM-wide scope in applications that run in JVMs of their own, as the JDK
 * decides once whether it asks. The JDK of every system reads the property, but only that
 * for Windows then asks.
 */
class JvmScopeApplicationTests {

	private static final String[] JVM_SCOPE = { "--loopback-fast-path.enabled=true", "--loopback-fast-path.scope=jvm" };

	@TempDir
	private Path directory;

	@Test
	void jdkAsksWhenToldOnTheCommandLine() throws Exception {
		assertThat(windows().run(Application.class, JVM_SCOPE)).contains("property=true", "asking=YES", "calls=1")
			.doesNotContain(" WARN ")
			.containsPattern(" INFO .*left to the JDK \\(jdk.net.useFastTcpLoopback\\)")
			.containsPattern("listener=http-nio-127.0.0.1-\\S+ on 127.0.0.1:0: left to the JDK");
	}

	@Test
	void jdkAsksWhenToldInEnvironmentVariables() throws Exception {
		assertThat(windows().withEnvironment("LOOPBACKFASTPATH_ENABLED", "true")
			.withEnvironment("LOOPBACKFASTPATH_SCOPE", "jvm")
			.run(Application.class)).contains("property=true", "asking=YES", "calls=1");
	}

	@Test
	void jdkAsksWhenToldInProfile() throws Exception {
		Files.writeString(this.directory.resolve("application.properties"), "loopback-fast-path.enabled=true");
		Files.writeString(this.directory.resolve("application-local.properties"), "loopback-fast-path.scope=jvm");
		String location = "--spring.config.location=" + this.directory + "/";
		assertThat(windows().run(Application.class, location, "--spring.profiles.active=local"))
			.contains("property=true", "asking=YES", "calls=1");
		assertThat(windows().run(Application.class, location)).contains("property=null", "asking=NO");
	}

	@Test
	void jdkAsksWhenToldInRestartByDevTools() throws Exception {
		assertThat(windows().with("-Dspring.devtools.restart.enabled=true").run(Application.class, JVM_SCOPE))
			.contains("restartedMain", "property=true", "asking=YES", "calls=1");
	}

	@Test
	void flagOfTheUserIsEnoughForTheStarterToStepBack() throws Exception {
		assertThat(windows().with("-Djdk.net.useFastTcpLoopback")
			.run(Application.class, "--loopback-fast-path.enabled=true"))
			.contains("property=,", "asking=YES", "calls=1")
			.containsPattern(" WARN .*left to the JDK \\(jdk.net.useFastTcpLoopback\\)");
	}

	@Test
	void flagOfTheUserThatForbidsItIsKeptAndWarnedOf() throws Exception {
		assertThat(windows().with("-Djdk.net.useFastTcpLoopback=false").run(Application.class, JVM_SCOPE))
			.contains("property=false", "asking=NO")
			.containsOnlyOnce(" WARN ")
			.contains("the system property jdk.net.useFastTcpLoopback is 'false'")
			.contains("Start Java with -Djdk.net.useFastTcpLoopback=true")
			.containsPattern("listener=http-nio-127.0.0.1-\\S+ on /?127.0.0.1:\\d+: requested");
	}

	@Test
	void socketsThatWereOpenedBeforeAreWarnedOfWithTheFlag() throws Exception {
		assertThat(windows().with("-Dtest.early-socket=true").run(Application.class, JVM_SCOPE))
			.contains("property=true", "asking=NO")
			.containsOnlyOnce(" WARN ")
			.contains("had opened sockets before")
			.contains("Start Java with -Djdk.net.useFastTcpLoopback=true")
			.containsPattern("listener=http-nio-127.0.0.1-\\S+ on /?127.0.0.1:\\d+: requested");
	}

	@Test
	void remoteManagementOpensSocketsBefore() throws Exception {
		assertThat(windows()
			.with("-Dcom.sun.management.jmxremote.port=0", "-Dcom.sun.management.jmxremote.host=127.0.0.1",
					"-Dcom.sun.management.jmxremote.authenticate=false", "-Dcom.sun.management.jmxremote.ssl=false")
			.run(Application.class, JVM_SCOPE)).contains("asking=NO", "had opened sockets before");
	}

	@Test
	void conflictFailsTheStartWithAnAnalysis() throws Exception {
		Files.writeString(this.directory.resolve("application.properties"), """
				loopback-fast-path.enabled=true
				loopback-fast-path.scope=jvm
				loopback-fast-path.ip-version=ipv4
				""");
		assertThat(jvm().withEnvironment("LOOPBACKFASTPATH_SERVER_ENABLED", "false")
			.run(Application.class, "--spring.config.location=" + this.directory + "/"))
			.contains("APPLICATION FAILED TO START", "loopback-fast-path.ip-version=ipv4 (originating from",
					"application.properties] - 3:31)", "loopback-fast-path.server.enabled=false (originating from",
					"LOOPBACKFASTPATH_SERVER_ENABLED", "Remove these properties");
	}

	@Test
	void otherSystemIsLeftAsItWas() throws Exception {
		assertThat(jvm().with("-Xlog:class+load").run(Application.class, JVM_SCOPE))
			.contains("property=null", "asking=NO", "sun.nio.ch.Net ")
			.doesNotContain("com.sun.jna", " WARN ");
	}

	@Test
	void disabledStarterLeavesWindowsAsItWas() throws Exception {
		assertThat(jvm().with("-Xlog:class+load", "-Dtest.windows=true")
			.run(Application.class, "--loopback-fast-path.scope=jvm"))
			.contains("property=null", "asking=UNKNOWN", "sun.nio.ch.Net ")
			.doesNotContain("com.sun.jna", " WARN ");
	}

	private static ForkedJvm jvm() {
		return new ForkedJvm().with("-XX:TieredStopAtLevel=1", "-Dspring.devtools.restart.enabled=false");
	}

	/**
	 * A JVM with an application that believes to be on Windows, and for which the native
	 * call is recorded.
	 */
	private static ForkedJvm windows() {
		return jvm().with("-Dtest.windows=true", "-Dtest.recording=true");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		public static void main(String[] args) throws IOException {
			if (Boolean.getBoolean("test.early-socket")) {
				SocketChannel.open().close();
			}
			SpringApplication application = new SpringApplication(Application.class);
			application.setDefaultProperties(Map.of("server.port", "0", "server.address", "127.0.0.1"));
			if (Boolean.getBoolean("test.recording")) {
				application.addInitializers(new RecordingInitializer());
			}
			String[] arguments = Boolean.getBoolean("test.windows")
					? StringUtils.addStringToArray(args, "--" + TestFastPath.WINDOWS) : args;
			try (ConfigurableApplicationContext context = application.run(arguments)) {
				System.out.println("property=" + System.getProperty(JdkFastPath.PROPERTY) + ",");
				System.out.println("asking=" + context.getBean(SocketRequests.class).jdk().asking());
				context.getBean(SocketRequests.class)
					.record()
					.servers()
					.all()
					.forEach((listener) -> System.out.println("listener=" + listener));
				context.getBeanProvider(RecordingCall.class)
					.ifAvailable((call) -> System.out.println("calls=" + call.calls().size()));
			}
		}

	}

	static class RecordingInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			RecordingCall call = new RecordingCall();
			context.getBeanFactory().registerSingleton("recordingCall", call);
			context.getBeanFactory()
				.registerSingleton("recordingFastPath", TestFastPath.calling(call, context.getEnvironment()
					.getProperty("loopback-fast-path.scope", FastPathScope.class, FastPathScope.SOCKETS)));
		}

	}

}
