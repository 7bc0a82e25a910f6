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

import io.github.loopbackfastpath.winsock.WinsockError;
import org.jspecify.annotations.Nullable;

/**
 * An error number of the system, with what Microsoft documents of it for
 * {@code SIO_LOOPBACK_FAST_PATH}.
 *
 * @param number the number that {@code WSAGetLastError} gave
 * @param name its name, or {@code null} if it is not documented for this control code
 * @param meaning its meaning, or {@code null} if it is not documented for this control
 * code
 * @since 0.1.0
 */
public record FastPathErrorCode(int number, @Nullable String name, @Nullable String meaning) {

	/**
	 * Return the error with the given number.
	 * @param number the error number
	 * @return the error
	 */
	public static FastPathErrorCode of(int number) {
		WinsockError error = WinsockError.of(number);
		return (error != null) ? new FastPathErrorCode(number, error.name(), error.meaning())
				: new FastPathErrorCode(number, null, null);
	}

}
