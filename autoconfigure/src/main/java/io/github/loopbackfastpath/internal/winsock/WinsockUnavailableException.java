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

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Signals that Winsock cannot be called from this JVM, and says why and what to do.
 *
 * @since 0.1.0
 */
public class WinsockUnavailableException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	WinsockUnavailableException(String reason, String remedy, @Nullable Throwable cause) {
		// JNA's messages have line breaks, and this one goes to a log and to the status
		super(reason.strip().replaceAll("\\s+", " "), cause);
		this.remedy = remedy;
	}

	static WinsockUnavailableException becauseOfHandles(Throwable cause) {
		return new WinsockUnavailableException(
				"the operating system's handle of a Java socket cannot be trusted on this JDK: " + cause.getMessage(),
				"Use another JDK, or report this one to the Loopback Fast Path project.", cause);
	}

	static WinsockUnavailableException becauseOfSystem(Throwable cause) {
		return new WinsockUnavailableException("Winsock creates no socket: " + cause.getMessage(),
				"Check whether other programs on this system can open sockets.", cause);
	}

	static WinsockUnavailableException becauseOfVersion(String found, @Nullable Throwable cause) {
		return new WinsockUnavailableException("another version of JNA is in the way: " + found,
				"Use one version of net.java.dev.jna:jna, 5.13 or later, and if a JNA library is installed"
						+ " on this system, leave it aside with -Djna.nosys=true.",
				cause);
	}

	static WinsockUnavailableException becauseOfNativeLibrary(Throwable cause) {
		Throwable root = rootOf(cause);
		String message = String.valueOf(root.getMessage());
		if (OtherJvmException.isMeantBy(root)) {
			return new WinsockUnavailableException("the functions of this JVM cannot be found: " + message,
					"Start Java with its own server VM: without -XXaltjvm, -client or -minimal.", cause);
		}
		if (root instanceof IllegalCallerException || message.contains("IllegalCallerException")) {
			return new WinsockUnavailableException("this JVM denies native access to JNA: " + message,
					"Start Java with --enable-native-access=ALL-UNNAMED, or add"
							+ " 'Enable-Native-Access: ALL-UNNAMED' to the manifest of the executable jar.",
					cause);
		}
		if (root instanceof ClassNotFoundException && !isJnaPresent()) {
			return new WinsockUnavailableException("JNA is not on the class path: " + message,
					"Add the dependency net.java.dev.jna:jna, or do not exclude it.", cause);
		}
		if (root instanceof ClassNotFoundException || root instanceof NoSuchMethodError
				|| root instanceof NoSuchFieldError || message.contains("incompatible")) {
			return becauseOfVersion(message, cause);
		}
		if (!isAscii(temporaryDirectory())) {
			// JNA passes the path of its unpacked library in the ANSI code page
			return new WinsockUnavailableException("JNA could not load native code: " + message,
					"The temporary directory has characters that JNA may not be able to use. Name an existing one with"
							+ " ASCII characters only, in which it may write and execute, such as"
							+ " -Djna.tmpdir=C:\\jna.",
					cause);
		}
		return new WinsockUnavailableException("JNA could not load native code: " + message,
				"Give JNA a directory in which it may write and execute with -Djna.tmpdir=<directory>, or put its"
						+ " native library there beforehand and start Java with -Djna.nounpack=true"
						+ " -Djna.boot.library.path=<directory>.",
				cause);
	}

	private static String temporaryDirectory() {
		return System.getProperty("jna.tmpdir", System.getProperty("java.io.tmpdir", ""));
	}

	private static boolean isAscii(String path) {
		return path.chars().allMatch((character) -> character < 128);
	}

	private static boolean isJnaPresent() {
		return ClassUtils.isPresent("com.sun.jna.Native", WinsockUnavailableException.class.getClassLoader());
	}

	private static Throwable rootOf(Throwable throwable) {
		Throwable root = throwable;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root;
	}

	/**
	 * Return what a user can do about it.
	 * @return the remedy, in sentences
	 */
	public String getRemedy() {
		return this.remedy;
	}

}
