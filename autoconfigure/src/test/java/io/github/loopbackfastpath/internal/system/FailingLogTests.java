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

package io.github.loopbackfastpath.internal.system;

import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the starter with a logging system that fails.
 */
class FailingLogTests {

	private final List<Logger> loggers = Stream
		.of("io.github.loopbackfastpath.internal", LoopbackFastPath.class.getName())
		.map((name) -> (Logger) LoggerFactory.getLogger(name))
		.toList();

	private final FailingAppender appender = new FailingAppender();

	private final RecordingCall call = new RecordingCall();

	@BeforeEach
	void addAppender() {
		for (Logger logger : this.loggers) {
			logger.addAppender(this.appender);
			logger.setLevel(Level.TRACE);
		}
	}

	@AfterEach
	void removeAppender() {
		for (Logger logger : this.loggers) {
			logger.detachAppender(this.appender);
			logger.setLevel(null);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 10022, 10045 })
	void serverStartsAndAnswersAlthoughLoggingFails(int answer) {
		this.call.answerWith((handle) -> answer);
		TomcatRunner.recording(this.call).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.appender.events).isPositive();
		});
		assertThat(this.call.calls()).hasSize(1);
	}

	@Test
	void requestReturnsItsOutcomeAlthoughLoggingFails() throws Exception {
		this.call.answerWith((handle) -> 10022);
		try (ServerSocket socket = new ServerSocket()) {
			assertThat(TestFastPath.calling(this.call).request(socket).value()).isEqualTo("failed");
		}
		assertThat(this.appender.events).isPositive();
	}

	private static final class FailingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

		private volatile int events;

		@Override
		public void doAppend(ILoggingEvent event) {
			this.events++;
			throw new IllegalStateException("The log is full");
		}

		@Override
		protected void append(ILoggingEvent event) {
		}

	}

}
