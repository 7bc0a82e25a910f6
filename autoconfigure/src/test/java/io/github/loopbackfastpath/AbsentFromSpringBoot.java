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

import java.util.Arrays;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Skips a test that itself uses what the Spring Boot on the class path lacks. When what
 * ships does so, the test fails as always. Takes part in {@code .ci/verify-versions}
 * only, where the compiled tests meet other versions than they were compiled against.
 */
public class AbsentFromSpringBoot implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable ex) throws Throwable {
		if (ex instanceof LinkageError && isThrownInATest(ex)) {
			throw new TestAbortedException("absent from this Spring Boot: " + ex.getMessage(), ex);
		}
		throw ex;
	}

	@Override
	public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable ex) throws Throwable {
		handleTestExecutionException(context, ex);
	}

	@Override
	public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable ex) throws Throwable {
		handleTestExecutionException(context, ex);
	}

	private static boolean isThrownInATest(Throwable ex) throws ClassNotFoundException {
		String type = Arrays.stream(ex.getStackTrace())
			.map(StackTraceElement::getClassName)
			.filter((name) -> !name.startsWith("java.") && !name.startsWith("jdk."))
			.findFirst()
			.orElse("");
		return type.startsWith("io.github.loopbackfastpath.") && Class.forName(type)
			.getProtectionDomain()
			.getCodeSource()
			.getLocation()
			.getPath()
			.endsWith("/test-classes/");
	}

}
