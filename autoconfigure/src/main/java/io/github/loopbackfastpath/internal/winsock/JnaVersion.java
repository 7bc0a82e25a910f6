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

import java.lang.module.ModuleDescriptor.Version;
import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

/**
 * The version of the JNA that is first on the class path. Read without initializing JNA:
 * an older one fails in many ways, and together with a newer one behind it even loads,
 * but ignores what it does not know.
 */
final class JnaVersion {

	private static final Version MINIMUM = Version.parse("5.13");

	private JnaVersion() {
	}

	/**
	 * Check that the version is sufficient. A version that cannot be read is accepted, as
	 * loading JNA then tells more.
	 * @throws WinsockUnavailableException if it is too old
	 */
	static void check() throws WinsockUnavailableException {
		String version = read();
		if (version != null && isTooOld(version)) {
			throw WinsockUnavailableException.becauseOfVersion(version, null);
		}
	}

	private static boolean isTooOld(String version) {
		try {
			return Version.parse(version).compareTo(MINIMUM) < 0;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static @Nullable String read() {
		try {
			// By reflection, as the compiler would copy the constant. The interface is
			// not public
			Class<?> type = Class.forName("com.sun.jna.Version", false, JnaVersion.class.getClassLoader());
			Field field = type.getDeclaredField("VERSION");
			field.setAccessible(true);
			return (String) field.get(null);
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
			return null;
		}
	}

}
