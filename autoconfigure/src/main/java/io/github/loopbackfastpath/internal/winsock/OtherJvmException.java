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

/**
 * Signals that the library from which the functions of JNI are read is not that of this
 * JVM, which was started with another one.
 */
final class OtherJvmException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	OtherJvmException(String message) {
		super(message);
	}

	/**
	 * Return whether the given error is, or was when a class first failed to initialize,
	 * an exception of this type.
	 */
	static boolean isMeantBy(Throwable root) {
		return root.toString().contains(OtherJvmException.class.getName());
	}

}
