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

package io.github.loopbackfastpath.sample.lab.peer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JavaCommand}.
 */
class JavaCommandTests {

	@ParameterizedTest
	@ValueSource(strings = { "-Dcom.sun.management.jmxremote", "-Dcom.sun.management.jmxremote.port=9010",
			"-Dcom.sun.management.jmxremote.rmi.port=9011", "-XX:+ManagementServer", "-Dmanagement.server.port=9001",
			"-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
			"-Xrunjdwp:transport=dt_socket,server=y,address=5005", "-javaagent:agent.jar" })
	void anOptionThatOpensAPortIsNotPassedOn(String option) {
		assertThat(JavaCommand.isPassedOn(option)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-Xlog:gc:file=gc.log", "-Xlog:gc*:gc.log:time:filecount=5", "-Xloggc:gc.log",
			"-XX:LogFile=vm.log", "-XX:StartFlightRecording:filename=lab.jfr",
			"-XX:StartFlightRecording=filename=lab.jfr", "-XX:ArchiveClassesAtExit=app.jsa",
			"-XX:+AutoCreateSharedArchive", "-XX:DumpLoadedClassList=classes", "-XX:AOTCacheOutput=app.aot",
			"-XX:AOTMode=record", "-Dlogging.file.name=app.log" })
	void anOptionThatWritesAFileFromTheStartIsNotPassedOn(String option) {
		assertThat(JavaCommand.isPassedOn(option)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-Xmx256m", "-XX:+UseSerialGC", "-XX:HeapDumpPath=dumps", "-XX:ErrorFile=error.log",
			"-XX:SharedArchiveFile=app.jsa", "-Djdk.net.useFastTcpLoopback=true", "-Dserver.tomcat.threads.max=20",
			"-Dlogging.level.root=info", "--enable-native-access=ALL-UNNAMED",
			"--add-opens=java.base/java.net=ALL-UNNAMED" })
	void anOptionThatTwoJvmsCanShareIsPassedOn(String option) {
		assertThat(JavaCommand.isPassedOn(option)).isTrue();
	}

}
