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

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.management.ThreadMXBean;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.PeerSelection;
import io.github.loopbackfastpath.internal.client.TestClient;
import io.github.loopbackfastpath.internal.client.TestClient.Library;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Requests over a connection that is kept, to a Tomcat in another JVM, with a client that
 * has the hook and with one that has not. Each pair is two times {@value #REQUESTS}
 * requests.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(3)
@Warmup(iterations = 60)
@Measurement(iterations = 150)
public class PooledRequestBenchmark {

	static final int REQUESTS = 100;

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final AtomicLong asks = new AtomicLong();

	@Param({ "HTTP_COMPONENTS", "JETTY", "REACTOR", "REACTIVE_JETTY", "REACTIVE_REACTOR" })
	public Library library = Library.HTTP_COMPONENTS;

	private HelloServer server;

	private TestClient hooked;

	private TestClient plain;

	private String uri;

	@Setup
	public void start() throws Exception {
		this.server = new HelloServer();
		this.uri = "http://127.0.0.1:" + this.server.port() + "/";
		ClientSockets fastPath = new ClientSockets(TestFastPath.calling((handle) -> {
			this.asks.incrementAndGet();
			return 0;
		}), new PeerSelection(Set.of(), IpVersion.IPV4));
		this.hooked = TestClient
			.of(this.library.hooked(TestClient.withOneConnection(this.library.builder()), fastPath));
		this.plain = TestClient.of(TestClient.withOneConnection(this.library.builder()));
		request(this.hooked);
		if (this.asks.get() == 0) {
			throw new IllegalStateException("The hook does not ask");
		}
	}

	@Benchmark
	public void pair(Pair pair, Added added) throws Exception {
		long asks = this.asks.get();
		double[] allocated = new double[2];
		pair.measure(() -> run(this.hooked, allocated, 0), () -> run(this.plain, allocated, 1));
		added.bytes = (allocated[0] - allocated[1]) / REQUESTS;
		added.asks = this.asks.get() - asks;
	}

	private double run(TestClient client, double[] allocated, int index) throws Exception {
		long before = allocatedBytes();
		double nanos = Pair.nanos(() -> {
			for (int i = 0; i < REQUESTS; i++) {
				request(client);
			}
		});
		allocated[index] = allocatedBytes() - before;
		return nanos;
	}

	private void request(TestClient client) {
		if (!"hello".equals(client.get(this.uri))) {
			throw new IllegalStateException("The server did not answer");
		}
	}

	private static long allocatedBytes() {
		return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
			.filter((bytes) -> bytes > 0)
			.sum();
	}

	@TearDown
	public void stop() {
		this.hooked.close();
		this.plain.close();
		this.server.close();
	}

	/**
	 * What the hook adds to a request.
	 */
	@AuxCounters(AuxCounters.Type.EVENTS)
	@State(Scope.Thread)
	public static class Added {

		private double bytes;

		private long asks;

		/**
		 * Return how much more is allocated for a request.
		 */
		public double addedBytes() {
			return this.bytes;
		}

		/**
		 * Return how many times the fast path was asked for in this pair.
		 */
		public long asks() {
			return this.asks;
		}

	}

}
