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

package io.github.loopbackfastpath.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import io.github.loopbackfastpath.winsock.StandIn;
import io.github.loopbackfastpath.winsock.WinsockLog;

/**
 * What this process keeps open, as the operating system counts it.
 */
final class OpenHandles {

	private static final Path LINUX = Path.of("/proc/self/fd");

	private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

	private OpenHandles() {
	}

	/**
	 * Return how many sockets are open; on Windows by the log of the stand-in, in which
	 * each is created and closed.
	 */
	static long sockets() {
		return StandIn.isPresent() ? WinsockLog.read().openSockets()
				: targets().stream().filter((target) -> target.startsWith("socket:")).count();
	}

	/**
	 * Return how many handles or file descriptors of any kind are open.
	 */
	static long all() {
		return WINDOWS ? processHandleCount() : targets().size();
	}

	private static long processHandleCount() {
		IntByReference count = new IntByReference();
		Function.getFunction("kernel32", "GetProcessHandleCount")
			.invokeInt(new Object[] { Pointer.createConstant(-1), count });
		return count.getValue();
	}

	private static List<String> targets() {
		try (Stream<Path> descriptors = Files.list(LINUX)) {
			return descriptors.map(OpenHandles::target).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "closed meanwhile";
		}
	}

}
