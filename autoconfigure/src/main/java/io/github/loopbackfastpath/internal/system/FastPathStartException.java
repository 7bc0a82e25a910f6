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

/**
 * Thrown when the configuration does not allow an application to start: it requires the
 * fast path and does not have it, or contradicts itself.
 */
public final class FastPathStartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Create a new exception.
	 * @param description what is wrong, in sentences
	 * @param action what a user can do about it, in sentences
	 */
	public FastPathStartException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * Return what a user can do about it, in sentences.
	 */
	public String getAction() {
		return this.action;
	}

}
