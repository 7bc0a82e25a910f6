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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongToIntFunction;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * Stands in for {@code WSAIoctl} where there is no Winsock. Asks the operating system, at
 * the moment of the call, what the handle that it is given is: that of a socket, bound,
 * listening, connected? On Windows, the real call is made, and the log of the stand-in
 * for Winsock tells the same.
 */
public class RecordingCall implements LongToIntFunction {

	private static final int SOL_SOCKET = 1;

	private static final int SO_ACCEPTCONN = 30;

	private static final int SOCKADDR_STORAGE_SIZE = 128;

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final long mark = StandIn.isPresent() ? StandIn.mark() : 0;

	private volatile LongToIntFunction answer = (handle) -> 0;

	/**
	 * Return an instance that answers every call with the given number.
	 */
	public static RecordingCall answering(int number) {
		RecordingCall call = new RecordingCall();
		call.answer = (handle) -> number;
		return call;
	}

	public void answerWith(LongToIntFunction answer) {
		this.answer = answer;
	}

	@Override
	public int applyAsInt(long handle) {
		if (StandIn.isPresent()) {
			AnswerRule rule = AnswerRule.every(this.answer.applyAsInt(handle));
			StandIn.plan(rule, rule);
			return Ws2_32.open().applyAsInt(handle);
		}
		this.calls.add(new Call(handle, HandleSelfCheck.localPort(handle), isListening(handle), isConnected(handle)));
		return this.answer.applyAsInt(handle);
	}

	public List<Call> calls() {
		return StandIn.isPresent() ? WinsockLog.since(this.mark).asked() : this.calls;
	}

	public static int localPort(long handle) {
		return HandleSelfCheck.localPort(handle);
	}

	private static boolean isListening(long handle) {
		IntByReference value = new IntByReference();
		int result = Function.getFunction("c", "getsockopt")
			.invokeInt(
					new Object[] { (int) handle, SOL_SOCKET, SO_ACCEPTCONN, value, new IntByReference(Integer.BYTES) });
		return result == 0 && value.getValue() != 0;
	}

	private static boolean isConnected(long handle) {
		return Function.getFunction("c", "getpeername")
			.invokeInt(new Object[] { new Pointer(handle), new Memory(SOCKADDR_STORAGE_SIZE),
					new IntByReference(SOCKADDR_STORAGE_SIZE) }) == 0;
	}

	/**
	 * A call, with what the operating system said of the handle at that moment.
	 *
	 * @param handle the handle
	 * @param localPort the local port, 0 if it was not bound, -1 if it is no socket
	 * @param listening whether it was listening
	 * @param connected whether it was connected
	 */
	public record Call(long handle, int localPort, boolean listening, boolean connected) {

	}

}
