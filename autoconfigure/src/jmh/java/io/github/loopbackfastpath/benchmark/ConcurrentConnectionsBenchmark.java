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

import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Connections that many threads open at the same time, each to a listening socket of its
 * own, with and without asking. Each pair is two times {@value #CONNECTIONS} connections,
 * shared among the threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(3)
@Warmup(iterations = 20)
@Measurement(iterations = 60)
public class ConcurrentConnectionsBenchmark {

	static final int CONNECTIONS = 640;

	private final SocketRequests fastPath = TestFastPath.calling(CallOfSameShape::call);

	@Param({ "1", "4", "16", "64" })
	public int threads = 1;

	private final List<Connections> connections = new ArrayList<>();

	private ExecutorService executor;

	@Setup
	public void start() throws Exception {
		this.executor = Executors.newFixedThreadPool(this.threads);
		for (int i = 0; i < this.threads; i++) {
			this.connections.add(new Connections());
		}
	}

	@Benchmark
	public void pair(Pair pair) throws Exception {
		pair.measure(() -> run(this.fastPath::request), () -> run((channel) -> {
		}));
	}

	private double run(Consumer<SocketChannel> beforeConnect) throws Exception {
		List<Callable<Void>> work = new ArrayList<>();
		for (Connections own : this.connections) {
			work.add(() -> {
				for (int i = 0; i < CONNECTIONS / this.threads; i++) {
					own.openAndClose(beforeConnect);
				}
				return null;
			});
		}
		return Pair.nanos(() -> {
			for (Future<Void> done : this.executor.invokeAll(work)) {
				done.get();
			}
		});
	}

	@TearDown
	public void stop() throws Exception {
		this.executor.shutdownNow();
		for (Connections own : this.connections) {
			own.close();
		}
	}

}
