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
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.github.loopbackfastpath.winsock.StandIn;
import io.github.loopbackfastpath.winsock.WinsockLog;

/**
 * What this process keeps open, as the operating system counts it.
 */
final class OpenHandles {

	private static final Path LINUX = Path.of("/proc/self/fd");

	private static final int PROCESS_LIST_SIZE = 1 << 20;

	// In the structure of that name, whose first member is the distance to the next one
	private static final int SYSTEM_PROCESS_INFORMATION = 5;

	private static final int PROCESS_ID = 0x50;

	private static final int HANDLE_COUNT = 0x60;

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

	/**
	 * Asks for the list of processes, as {@code GetProcessHandleCount} is 0 under Wine.
	 */
	private static long processHandleCount() {
		Memory processes = new Memory(PROCESS_LIST_SIZE);
		int status = Function.getFunction("ntdll", "NtQuerySystemInformation")
			.invokeInt(new Object[] { SYSTEM_PROCESS_INFORMATION, processes, PROCESS_LIST_SIZE, Pointer.NULL });
		long process = 0;
		while (status == 0) {
			if (processes.getLong(process + PROCESS_ID) == ProcessHandle.current().pid()) {
				return processes.getInt(process + HANDLE_COUNT);
			}
			process += processes.getInt(process);
		}
		throw new IllegalStateException("No list of processes: " + status);
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
