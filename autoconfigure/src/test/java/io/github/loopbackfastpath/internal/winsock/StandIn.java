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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * The stand-in for Winsock, in a Windows JVM that was started on it: takes a plan, and
 * keeps a log of the calls of the whole process.
 */
public final class StandIn {

	/** A control code that only the stand-in knows. */
	private static final int SET_PLAN = 0x98004c46;

	private static final String LOG = System.getenv("LOOPBACK_FAST_PATH_LOG");

	// Several of these JVMs may run at the same time
	private static final Path FILE = Path.of(LOG + "." + ProcessHandle.current().pid());

	private StandIn() {
	}

	public static boolean isPresent() {
		return LOG != null;
	}

	static void plan(AnswerRule server, AnswerRule client) {
		Memory plan = new Memory(10 * Integer.BYTES);
		write(server, plan, 0);
		write(client, plan, 5 * Integer.BYTES);
		if (control(Pointer.NULL, SET_PLAN, plan, (int) plan.size(), 0, new Memory(Integer.BYTES)) != 0) {
			throw new IllegalStateException("This is not the stand-in");
		}
	}

	private static void write(AnswerRule rule, Memory plan, int offset) {
		plan.write(offset, new int[] { rule.error(), rule.first(), rule.last(), rule.percent(), rule.delay() }, 0, 5);
	}

	/**
	 * Issue a control code as it may be wrong, and return 0 or the error.
	 */
	static int control(Pointer socket, int code, Pointer in, int inSize, int outSize, Pointer returned) {
		Function function = Function.getFunction("ws2_32", "WSAIoctl", Stdcall.CONVENTION);
		Object[] arguments = { socket, code, in, inSize, Pointer.NULL, outSize, returned, Pointer.NULL, Pointer.NULL };
		return (function.invokeInt(arguments) != 0) ? com.sun.jna.Native.getLastError() : 0;
	}

	/**
	 * Issue a control code that has nothing in, on no socket.
	 */
	static int control(int code, Memory out, Memory returned) {
		Function function = Function.getFunction("ws2_32", "WSAIoctl", Stdcall.CONVENTION);
		return function.invokeInt(new Object[] { Pointer.NULL, code, Pointer.NULL, 0, out, (int) out.size(), returned,
				Pointer.NULL, Pointer.NULL });
	}

	/**
	 * Have requests answered by Wine itself, which refuses them, until there is a plan.
	 */
	public static void leaveToWine() {
		control(Pointer.NULL, SET_PLAN, new Memory(1), 0, 0, new Memory(Integer.BYTES));
	}

	/**
	 * Have requests granted.
	 */
	public static void grant() {
		plan(AnswerRule.GRANTED, AnswerRule.GRANTED);
	}

	/**
	 * Return the number of the current thread, as the log has it.
	 */
	static String thread() {
		return Integer.toHexString(
				Function.getFunction("kernel32", "GetCurrentThreadId", Stdcall.CONVENTION).invokeInt(new Object[0]));
	}

	/**
	 * Return how many calls are in the log by now.
	 */
	static long mark() {
		try (Stream<String> lines = Files.lines(FILE)) {
			return lines.count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the calls in the log.
	 */
	public static List<WinsockCall> log() {
		try (Stream<String> lines = Files.lines(FILE)) {
			return lines.map(WinsockCall::parse).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
