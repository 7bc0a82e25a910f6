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

import java.io.IOException;

/**
 * Signals that the system refused the control code.
 *
 * @since 0.1.0
 */
public class RequestRefusedException extends IOException {

	private static final long serialVersionUID = 1L;

	private final int error;

	/**
	 * Create a new instance.
	 * @param error the Winsock error number
	 */
	public RequestRefusedException(int error) {
		super("the system refused the fast path with error " + error);
		this.error = error;
	}

	/**
	 * Return the error.
	 * @return the Winsock error number
	 */
	public int getError() {
		return this.error;
	}

}
