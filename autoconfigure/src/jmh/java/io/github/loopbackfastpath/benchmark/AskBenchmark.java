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

package io.github.loopbackfastpath.benchmark;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it takes to ask for one socket: all checks, the look-up of the handle, a native
 * call of the same shape, and the tally. Beside it, what it takes to open a connection
 * and close it without asking, and what this machine takes for a system call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class AskBenchmark {

	private final SocketRequests fastPath = TestFastPath.calling(CallOfSameShape::call);

	private final SocketChannel channel;

	private final Socket socket = new Socket();

	private final Connections connections;

	public AskBenchmark() {
		try {
			this.channel = SocketChannel.open();
			this.connections = new Connections();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Setup
	public void check() {
		if (!channel().isRequested() || !socket().isRequested()) {
			throw new IllegalStateException("It is not asked for");
		}
	}

	@Benchmark
	public FastPathOutcome channel() {
		return this.fastPath.request(this.channel);
	}

	@Benchmark
	public FastPathOutcome socket() {
		return this.fastPath.request(this.socket);
	}

	@Benchmark
	public void connectAcceptClose() throws IOException {
		this.connections.openAndClose((client) -> {
		});
	}

	@Benchmark
	public int systemCall() {
		return CallOfSameShape.systemCall();
	}

	@TearDown
	public void close() throws IOException {
		this.channel.close();
		this.socket.close();
		this.connections.close();
	}

}
