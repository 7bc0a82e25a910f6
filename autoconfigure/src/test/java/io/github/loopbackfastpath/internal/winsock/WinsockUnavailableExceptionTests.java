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

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import com.sun.jna.Library;
import io.github.loopbackfastpath.ForkedJvm;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link WinsockUnavailableException}, in JVMs in which JNA really fails.
 */
@RunsOnWindowsJvm
class WinsockUnavailableExceptionTests {

	private static final String NEEDED_BY_JVM = "the JVM itself needs it, and has no sockets without";

	@Test
	@EnabledForJreRange(minVersion = 24, disabledReason = "native access is not restricted before JDK 24")
	void deniedNativeAccessIsNamedWithFlagAndManifestEntry() throws Exception {
		assertThat(new ForkedJvm().with("--illegal-native-access=deny").run(OpenWinsock.class))
			.contains("denies native access to JNA")
			.contains("--enable-native-access=ALL-UNNAMED")
			.contains("Enable-Native-Access: ALL-UNNAMED");
	}

	@Test
	@EnabledForJreRange(minVersion = 24, disabledReason = "native access is not restricted before JDK 24")
	void deniedNativeAccessIsStillNamedWhenJnaHasFailedBefore() throws Exception {
		assertThat(new ForkedJvm().with("--illegal-native-access=deny").run(OpenWinsock.class, "twice"))
			.contains("denies native access to JNA");
	}

	@Test
	void unusableTemporaryDirectoryIsNamedWithSettingsOfJna(@TempDir Path directory) throws Exception {
		Path file = Files.createFile(directory.resolve("file"));
		assertThat(
				new ForkedJvm().with("-Djna.tmpdir=" + file.resolve("tmp"), "-Djna.nosys=true").run(OpenWinsock.class))
			.contains("JNA could not load native code")
			.contains("-Djna.tmpdir=")
			.contains("-Djna.boot.library.path=");
	}

	@Test
	void readOnlyTemporaryDirectoryIsNamedWithSettingsOfJna() throws Exception {
		// Nobody writes there, not even root
		Path directory = Path.of("/proc");
		assumeThat(directory).exists();
		assertThat(new ForkedJvm().with("-Djna.tmpdir=" + directory, "-Djna.nosys=true").run(OpenWinsock.class))
			.contains("JNA could not load native code")
			.contains("-Djna.tmpdir=")
			.doesNotContain("opened");
	}

	@Test
	void missingJnaIsNamed() throws Exception {
		assertThat(new ForkedJvm().without("jna").run(OpenWinsock.class)).contains("JNA is not on the class path")
			.contains("net.java.dev.jna:jna");
	}

	@Test
	void nativeLibraryOfAnotherArchitectureIsNamedWithSettingsOfJna(@TempDir Path directory) throws Exception {
		boolean arm = System.getProperty("os.arch").equals("aarch64");
		String system = OS.WINDOWS.isCurrentOs() ? "win32" : "linux";
		String name = System.mapLibraryName("jnidispatch");
		String foreign = "/com/sun/jna/%s-%s/%s".formatted(system, arm ? "x86-64" : "aarch64", name);
		try (InputStream library = Objects.requireNonNull(Library.class.getResourceAsStream(foreign))) {
			Files.copy(library, directory.resolve(name));
		}
		assertThat(
				new ForkedJvm().with("-Djna.nounpack=true", "-Djna.nosys=true", "-Djna.boot.library.path=" + directory)
					.run(OpenWinsock.class))
			.contains("JNA could not load native code")
			.contains("-Djna.boot.library.path=");
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = NEEDED_BY_JVM)
	void missingWs2_32IsNamed() throws Exception {
		assertThat(new ForkedJvm().run(OpenRealWinsock.class)).contains("ws2_32").doesNotContain("opened");
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = NEEDED_BY_JVM)
	void missingWsaIoctlIsNamed(@TempDir Path directory) throws Exception {
		// A library of that name without that function
		Path library = Path.of(System.getProperty("java.home"), "lib", "libverify.so");
		Files.createSymbolicLink(directory.resolve("libws2_32.so"), library);
		assertThat(new ForkedJvm().with("-Djna.library.path=" + directory).run(OpenRealWinsock.class))
			.contains("WSAIoctl")
			.doesNotContain("opened");
	}

	@Test
	void nativeLibraryOfAnotherVersionIsNamed() {
		WinsockUnavailableException exception = WinsockUnavailableException
			.becauseOfNativeLibrary(new Error("There is an incompatible JNA native library installed on this system"));
		assertThat(exception).hasMessageContaining("another version of JNA");
		assertThat(exception.getRemedy()).contains("-Djna.nosys=true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "5.13.0" })
	void olderVersionOfJnaOnTheClassPathWillDo(String version) throws Exception {
		assertThat(new ForkedJvm().without("jna-").withFirst(jna(version)).run(OpenWinsock.class)).contains("opened");
		assertThat(new ForkedJvm().withFirst(jna(version)).run(OpenWinsock.class)).contains("opened");
	}

	@ParameterizedTest
	@ValueSource(strings = { "4.5.2", "5.6.0", "5.12.1" })
	void versionOfJnaThatIsTooOldIsNamed(String version) throws Exception {
		assertThatVersionIsNamed(version, new ForkedJvm().without("jna-").withFirst(jna(version)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "4.5.2", "5.6.0", "5.12.1" })
	void versionOfJnaThatIsTooOldIsNamedBeforeOurs(String version) throws Exception {
		assertThatVersionIsNamed(version, new ForkedJvm().withFirst(jna(version)));
	}

	private static void assertThatVersionIsNamed(String version, ForkedJvm jvm) throws Exception {
		assertThat(jvm.run(OpenWinsock.class)).contains("another version of JNA is in the way")
			.contains(version)
			.contains("5.13 or later")
			.doesNotContain("opened");
	}

	@Test
	void messageIsOneLine() {
		assertThat(WinsockUnavailableException
			.becauseOfNativeLibrary(new Error("\n\nThere is an incompatible JNA\r\n  native library\n")))
			.hasMessage("another version of JNA is in the way: There is an incompatible JNA native library");
	}

	@Test
	void temporaryDirectoryWithOtherCharactersThanAsciiIsNamed(@TempDir Path directory) throws Exception {
		Path file = Files.createFile(directory.resolve("file"));
		assertThat(new ForkedJvm().with("-Djna.nosys=true").run(OpenWithNonAsciiDirectory.class, file.toString()))
			.contains("JNA could not load native code")
			.contains("ASCII characters only")
			.contains("-Djna.tmpdir=C:\\jna");
		assertThat(
				new ForkedJvm().with("-Djna.tmpdir=" + file.resolve("tmp"), "-Djna.nosys=true").run(OpenWinsock.class))
			.doesNotContain("ASCII");
	}

	private static Path jna(String version) {
		Path jar = Path.of("target", "other-jna", "jna-" + version + ".jar");
		assertThat(jar).exists();
		return jar;
	}

	@Test
	void usableJnaOpensWinsock() throws Exception {
		assertThat(new ForkedJvm().run(OpenWinsock.class)).contains("opened");
	}

	static class OpenWinsock {

		public static void main(String[] args) {
			for (int i = 0; i <= args.length; i++) {
				try {
					Winsock.open(() -> (handle) -> 0);
					System.out.println("opened");
				}
				catch (WinsockUnavailableException ex) {
					// Only the last one counts
					if (i == args.length) {
						System.out.println(ex.getMessage());
						System.out.println(ex.getRemedy());
					}
				}
			}
		}

	}

	static class OpenWithNonAsciiDirectory {

		public static void main(String[] args) {
			// Not as an option, whose characters depend on the locale
			System.setProperty("jna.tmpdir", args[0] + "/J\u00fcrgen \u6f22");
			OpenWinsock.main(new String[0]);
		}

	}

	static class OpenRealWinsock {

		public static void main(String[] args) {
			try {
				Winsock.open();
				System.out.println("opened");
			}
			catch (WinsockUnavailableException ex) {
				System.out.println(ex.getMessage());
				System.out.println(ex.getRemedy());
			}
		}

	}

}
