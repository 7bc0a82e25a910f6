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

package io.github.loopbackfastpath;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AbsentFromSpringBoot}.
 */
class AbsentFromSpringBootTests {

	private final AbsentFromSpringBoot extension = new AbsentFromSpringBoot();

	@Test
	void testThatUsesWhatIsAbsentIsSkipped() {
		assertThatExceptionOfType(TestAbortedException.class).isThrownBy(() -> handle(new NoSuchMethodError("method")))
			.withMessage("absent from this Spring Boot: method");
	}

	@Test
	void classThatShipsAndUsesWhatIsAbsentFailsTheTest() {
		NoSuchMethodError error = new NoSuchMethodError("method");
		error.setStackTrace(new StackTraceElement[] { frame(String.class), frame(LoopbackFastPath.class),
				frame(AbsentFromSpringBootTests.class) });
		assertThatExceptionOfType(NoSuchMethodError.class).isThrownBy(() -> handle(error));
	}

	@Test
	void anyOtherErrorFailsTheTest() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> handle(new AssertionError("wrong")));
	}

	private void handle(Throwable ex) throws Throwable {
		this.extension.handleTestExecutionException(mock(ExtensionContext.class), ex);
	}

	private static StackTraceElement frame(Class<?> type) {
		return new StackTraceElement(type.getName(), "method", null, -1);
	}

}
