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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongToIntFunction;

/**
 * Answers as it is planned: through the real {@code WSAIoctl} of the stand-in on Windows,
 * by itself elsewhere. The side of a call is told by its thread, as in the stand-in: the
 * thread that makes the plan starts the listeners, every other one connects.
 */
public final class PlannedCall implements LongToIntFunction {

	private final Thread planner = Thread.currentThread();

	private final LongToIntFunction call;

	private final List<Integer> serverAnswers = Collections.synchronizedList(new ArrayList<>());

	private final List<Integer> clientAnswers = Collections.synchronizedList(new ArrayList<>());

	public PlannedCall(AnswerRule server, AnswerRule client) {
		if (StandIn.isPresent()) {
			StandIn.plan(server, client);
			this.call = Ws2_32.open();
		}
		else {
			AtomicInteger serverCalls = new AtomicInteger();
			AtomicInteger clientCalls = new AtomicInteger();
			this.call = (handle) -> isServer() ? server.answer(serverCalls.incrementAndGet())
					: client.answer(clientCalls.incrementAndGet());
		}
	}

	private boolean isServer() {
		return Thread.currentThread() == this.planner;
	}

	@Override
	public int applyAsInt(long handle) {
		int answer = this.call.applyAsInt(handle);
		(isServer() ? this.serverAnswers : this.clientAnswers).add(answer);
		return answer;
	}

	/**
	 * Return the answers to the listeners' calls.
	 */
	public List<Integer> serverAnswers() {
		return List.copyOf(this.serverAnswers);
	}

	/**
	 * Return the answers to the clients' calls.
	 */
	public List<Integer> clientAnswers() {
		return List.copyOf(this.clientAnswers);
	}

}
