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

import java.util.Optional;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Notes the results of the tests that show something of the reference page.
 */
class ReferencePageWatcher implements TestWatcher {

	@Override
	public void testSuccessful(ExtensionContext context) {
		note(context, "passed");
	}

	@Override
	public void testFailed(ExtensionContext context, Throwable cause) {
		note(context, "FAILED");
	}

	@Override
	public void testAborted(ExtensionContext context, Throwable cause) {
		note(context, "skipped");
	}

	@Override
	public void testDisabled(ExtensionContext context, Optional<String> reason) {
		note(context, "skipped");
	}

	private void note(ExtensionContext context, String result) {
		ReferencePageTable table = context.getRoot()
			.getStore(ExtensionContext.Namespace.create(ReferencePage.class))
			.computeIfAbsent(ReferencePageTable.class, (key) -> new ReferencePageTable(), ReferencePageTable.class);
		for (int row : context.getRequiredTestMethod().getAnnotation(ReferencePage.class).value()) {
			table.note(row,
					context.getRequiredTestClass().getSimpleName() + "." + context.getRequiredTestMethod().getName(),
					result);
		}
	}

}
