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

import io.github.loopbackfastpath.internal.system.JdkFastPath;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JvmScopeCheck}.
 */
@ExtendWith(OutputCaptureExtension.class)
class JvmScopeCheckTests {

	private final SocketRequests fastPath = TestFastPath.calling(new RecordingCall());

	@AfterEach
	void clearProperty() {
		System.clearProperty(JdkFastPath.PROPERTY);
	}

	@Test
	void restartThatSetsThePropertyNamesTheSocketsThatWereOpenedBefore(CapturedOutput output) {
		assertThat(this.fastPath.jdk().requested()).isFalse();
		System.setProperty(JdkFastPath.PROPERTY, "true");
		new JvmScopeCheck(this.fastPath).afterSingletonsInstantiated();
		assertThat(output).contains("WARN", "this JVM had opened sockets before").doesNotContain("'true'");
	}

	@Test
	void propertyThatForbidsItIsNamed(CapturedOutput output) {
		System.setProperty(JdkFastPath.PROPERTY, "false");
		new JvmScopeCheck(this.fastPath).afterSingletonsInstantiated();
		assertThat(output).contains("WARN", "the system property jdk.net.useFastTcpLoopback is 'false'");
	}

}
