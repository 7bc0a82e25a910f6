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

package io.github.loopbackfastpath.internal.verification;

import io.github.loopbackfastpath.FastPathVerification.Verdict;

/**
 * What one counter says, and why.
 *
 * @param verdict what it says, that it cannot be told if the counter is silent
 * @param reason the reason, in a few words
 */
record Statement(Verdict verdict, String reason) {

	static Statement silent(String reason) {
		return new Statement(Verdict.CANNOT_BE_TOLD, reason);
	}

}
