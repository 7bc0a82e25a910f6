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

package io.github.loopbackfastpath.jvm;

/**
 * Thrown when an application requires the fast path and the system's answer does not
 * allow the JDK to request it.
 *
 * @since 0.1.0
 */
public class JvmScopeRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	JvmScopeRefusedException(JvmScopeRefusal refusal) {
		super("'loopback-fast-path.required' is 'true' and 'loopback-fast-path.scope' is 'jvm', but %s."
			.formatted(refusal));
	}

	/**
	 * Return what a user can do about it.
	 * @return the action, in sentences
	 */
	public String getAction() {
		return JvmScopeRefusal.REMEDY + " If the application can do without the fast path, set"
				+ " 'loopback-fast-path.required' to 'false'.";
	}

}
