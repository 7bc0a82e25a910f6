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

import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.github.loopbackfastpath.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JniFunctions}, in JVMs of their own, which may crash.
 */
class JniFunctionsTests {

	@Test
	void libraryInWhichNoJvmRunsIsUnavailableAndNoCrash(@TempDir Path directory) throws Exception {
		String name = System.mapLibraryName("jvm");
		Path original = Path.of(System.getProperty("java.home"), Platform.isWindows() ? "bin" : "lib", "server", name);
		Path copy = Files.copy(original, directory.resolve(name));
		assertThat(new ForkedJvm().run(OpenOther.class, copy.toString())).contains("does not run in", name,
				"without -XXaltjvm");
	}

	@Test
	void libraryOfThisJvmIsFound() throws Exception {
		String name = System.mapLibraryName("jvm");
		Path original = Path.of(System.getProperty("java.home"), Platform.isWindows() ? "bin" : "lib", "server", name);
		assertThat(new ForkedJvm().run(OpenOther.class, original.toString())).contains("opened");
	}

	static class OpenOther {

		public static void main(String[] args) {
			try {
				Winsock.open(() -> (handle) -> 0, () -> {
					JniFunctions.functionTable(NativeLibrary.getInstance(args[0]));
					return new JniFunctions();
				});
				System.out.println("opened");
			}
			catch (WinsockUnavailableException ex) {
				System.out.println(ex.getMessage() + ". " + ex.getRemedy());
			}
		}

	}

}
