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

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SystemAnswer}.
 */
class SystemAnswerTests {

	private static final Log logger = LogFactory.getLog(SystemAnswerTests.class);

	@Test
	void requestThatHangsIsNoAnswer() {
		CountDownLatch end = new CountDownLatch(1);
		try {
			assertThat(new SystemAnswer(() -> awaitedAnswer(end), Duration.ofMillis(50), logger).get()).isEmpty();
		}
		finally {
			end.countDown();
		}
	}

	@Test
	void requestIsSentOnThreadThatHoldsNeitherJvmNorApplication() {
		assertThat(new SystemAnswer(() -> {
			Thread thread = Thread.currentThread();
			return (thread.isDaemon() && thread.getContextClassLoader() == null) ? 1 : 0;
		}, logger).get()).hasValue(1);
	}

	private static int awaitedAnswer(CountDownLatch end) {
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return 0;
	}

}
