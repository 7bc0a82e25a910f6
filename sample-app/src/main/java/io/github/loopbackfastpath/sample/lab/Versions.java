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

package io.github.loopbackfastpath.sample.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The exact versions of what is measured.
 */
final class Versions {

	private static final String UNKNOWN = "unknown";

	private static final String POM = "/META-INF/maven/io.github.loopbackfastpath/loopback-fast-path-sample-app/pom.properties";

	private static final long LONGEST = 10;

	private Versions() {
	}

	/**
	 * Return the build of the operating system. Java knows only {@code 10.0} of Windows.
	 */
	static String ofSystem(boolean windows) {
		return windows ? firstLine("cmd", "/c", "ver") : System.getProperty("os.version");
	}

	private static String firstLine(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.getOutputStream().close();
			if (!process.waitFor(LONGEST, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				return UNKNOWN;
			}
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			return output.strip().lines().findFirst().orElse(UNKNOWN);
		}
		catch (IOException ex) {
			return UNKNOWN;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return UNKNOWN;
		}
	}

	/**
	 * Return the version of the starter, which is released together with this
	 * application.
	 */
	static String ofStarter() {
		try (InputStream stream = Versions.class.getResourceAsStream(POM)) {
			Properties properties = new Properties();
			if (stream != null) {
				properties.load(stream);
			}
			return properties.getProperty("version", "built from source");
		}
		catch (IOException ex) {
			return UNKNOWN;
		}
	}

}
