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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.github.loopbackfastpath.internal.winsock.ListenQueue;
import io.github.loopbackfastpath.internal.winsock.StandIn;
import io.github.loopbackfastpath.internal.winsock.WinsockLog;

/**
 * What this process keeps open, as the operating system counts it.
 */
final class OpenHandles {

	private static final Path LINUX = Path.of("/proc/self/fd");

	private static final int HANDLE_LIST_SIZE = 4 << 20;

	// In the structure of that name: a count, and the entries
	private static final int SYSTEM_EXTENDED_HANDLE_INFORMATION = 64;

	private static final int HEADER_SIZE = 16;

	private static final int ENTRY_SIZE = 40;

	private static final int PROCESS_ID = 8;

	private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

	private OpenHandles() {
	}

	/**
	 * Return how many stream sockets are open: not those for datagrams, of which Netty
	 * keeps one for each of its threads that has looked a name up. On Windows by the log
	 * of the stand-in, in which each is created and closed.
	 */
	static long sockets() {
		return StandIn.isPresent() ? WinsockLog.read().openSockets()
				: descriptors().stream().filter(ListenQueue::isStream).count();
	}

	/**
	 * Return how many handles or file descriptors of any kind are open.
	 */
	static long all() {
		return WINDOWS ? processHandleCount() : descriptors().size();
	}

	/**
	 * Return {@link #all()} once it is at most the given number, or what it is after a
	 * minute: threads that have ended give their handles back in their own time.
	 */
	static long allOnceAtMost(long number) {
		long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
		long all = all();
		while (all > number && System.nanoTime() < deadline) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
			all = all();
		}
		return all;
	}

	/**
	 * Counts in the list of all handles: under Wine, {@code GetProcessHandleCount} is 0,
	 * and the list of processes has the size of the table of handles.
	 */
	private static long processHandleCount() {
		Memory handles = new Memory(HANDLE_LIST_SIZE);
		int status = Function.getFunction("ntdll", "NtQuerySystemInformation")
			.invokeInt(new Object[] { SYSTEM_EXTENDED_HANDLE_INFORMATION, handles, HANDLE_LIST_SIZE, Pointer.NULL });
		if (status != 0) {
			throw new IllegalStateException("No list of handles: " + status);
		}
		long process = ProcessHandle.current().pid();
		return LongStream.range(0, handles.getLong(0))
			.filter((i) -> handles.getLong(HEADER_SIZE + i * ENTRY_SIZE + PROCESS_ID) == process)
			.count();
	}

	private static List<Integer> descriptors() {
		try (Stream<Path> descriptors = Files.list(LINUX)) {
			return descriptors.map((descriptor) -> Integer.valueOf(descriptor.getFileName().toString())).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
