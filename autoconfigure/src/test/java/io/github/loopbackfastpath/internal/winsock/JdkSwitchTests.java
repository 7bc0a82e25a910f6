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

package io.github.loopbackfastpath.internal.winsock;

import java.nio.channels.SocketChannel;

import io.github.loopbackfastpath.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdkSwitch}, in JVMs of their own as the JDK sets its switch once. If
 * they fail on a new JDK, the field that {@link JdkSwitch} names has moved.
 */
class JdkSwitchTests {

	private static final String PROPERTY = "jdk.net.useFastTcpLoopback";

	@ParameterizedTest
	@CsvSource(textBlock = """
			true, true
			TRUE, true
			'', true
			false, false
			yes, false
			""")
	void jdkTakesTrueAndNothing(String value, boolean expected) throws Exception {
		assertThat(new ForkedJvm().with("-D" + PROPERTY + "=" + value).run(ReadSwitch.class))
			.contains("switch=" + expected);
	}

	@Test
	void jdkDoesNotAskUnlessTold() throws Exception {
		assertThat(new ForkedJvm().run(ReadSwitch.class)).contains("switch=false");
	}

	@Test
	void jdkListensUntilTheFirstSocket() throws Exception {
		assertThat(new ForkedJvm().run(ReadSwitch.class, "set")).contains("switch=true");
		assertThat(new ForkedJvm().run(ReadSwitch.class, "open", "set")).contains("switch=false");
	}

	static class ReadSwitch {

		public static void main(String[] args) throws Exception {
			for (String arg : args) {
				if (arg.equals("open")) {
					SocketChannel.open().close();
				}
				else {
					System.setProperty(PROPERTY, "true");
				}
			}
			System.out.println("switch=" + JdkSwitch.read(new JniFunctions()));
		}

	}

}
