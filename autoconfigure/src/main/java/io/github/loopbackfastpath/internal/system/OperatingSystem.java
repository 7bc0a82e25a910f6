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

import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertyResolver;

/**
 * The operating system on which the application runs. The environment's {@code os.name}
 * is the system property unless the configuration overrides it, by which a test makes an
 * application run with the beans for Windows elsewhere.
 */
public final class OperatingSystem {

	private static final String PREFIX = "Windows";

	private OperatingSystem() {
	}

	/**
	 * Return the name of the operating system.
	 */
	public static String name(PropertyResolver environment) {
		return environment.getProperty("os.name", "an unknown system");
	}

	/**
	 * Return whether an application with the given environment runs on Windows.
	 */
	public static boolean isWindows(Environment environment) {
		return name(environment).startsWith(PREFIX);
	}

	/**
	 * Return whether this JVM runs on Windows.
	 */
	static boolean isWindows() {
		return System.getProperty("os.name", "").startsWith(PREFIX);
	}

}
