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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.github.loopbackfastpath.internal.server.StartedServer;
import io.github.loopbackfastpath.internal.server.TestServer;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.AnswerRule;
import io.github.loopbackfastpath.internal.winsock.PlannedCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Much traffic while a fifth of the calls fails, against the same traffic without the
 * starter: nothing is lost, and nothing is left behind. A subclass names its servers in a
 * static method {@code servers()}, and connects to them.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
abstract class LoadContract {

	private static final int CONNECTIONS = Integer.getInteger("load.connections", 1000);

	private static final int RESTARTS = Integer.getInteger("load.restarts", 3);

	private static final int THREADS = 64;

	private static final int SOAK_THREADS = 8;

	private static final int REQUESTS_PER_ROUND = 200;

	private static final long HEAP_GROWTH = 1024 * 1024;

	private static final AnswerRule FIFTH = AnswerRule.share(20, 10055);

	@Parameter
	TestServer server;

	/**
	 * Connect to the server.
	 * @param port its port on 127.0.0.1
	 * @param fastPath requests the fast path before, if it is not {@code null}
	 * @return a connection that is kept
	 */
	abstract Connection connect(int port, @Nullable SocketRequests fastPath) throws Exception;

	/**
	 * Send a request on a connection of its own, and return the answer.
	 */
	String get(int port, @Nullable SocketRequests fastPath) throws Exception {
		try (Connection connection = connect(port, fastPath)) {
			return connection.get();
		}
	}

	/**
	 * Wait until nothing is left of servers that have stopped.
	 */
	void settle() {
	}

	/**
	 * What is loaded once is no leak.
	 */
	private void warmUp() throws Exception {
		run(this.server.withoutStarter(), (started) -> send(THREADS, started, null));
		SocketRequests fastPath = TestFastPath.calling(new PlannedCall(FIFTH, FIFTH));
		run(this.server.requesting(fastPath), (started) -> send(THREADS, started, fastPath));
	}

	@Test
	void shortConnectionsAreAllAnswered() throws Exception {
		warmUp();
		Requests[] control = new Requests[1];
		run(this.server.withoutStarter(), (started) -> control[0] = send(CONNECTIONS, started, null));
		settle();
		long handles = OpenHandles.all();
		long heap = heap();
		PlannedCall call = new PlannedCall(FIFTH, FIFTH);
		SocketRequests fastPath = TestFastPath.calling(call);
		Requests[] asking = new Requests[1];
		run(this.server.requesting(fastPath), (started) -> asking[0] = send(CONNECTIONS, started, fastPath));
		List<Integer> answers = call.clientAnswers();
		long failed = answers.stream().filter((answer) -> answer != 0).count();
		// Servers on Netty have it requested for their listener on a thread of their own,
		// as clients do
		assertThat(call.serverAnswers().size() + answers.size()).isEqualTo(CONNECTIONS + 1);
		assertThat(failed).isBetween(CONNECTIONS / 10L, CONNECTIONS * 3L / 10);
		print("%s: %d short connections from %d threads, %d calls failed".formatted(this.server, CONNECTIONS, THREADS,
				failed), asking[0], control[0], handles, heap);
	}

	@Test
	void keptConnectionsOutliveOnlyTheirServer() throws Exception {
		warmUp();
		Requests[] control = new Requests[1];
		run(this.server.withoutStarter(), (started) -> control[0] = soak(started, null));
		settle();
		long handles = OpenHandles.all();
		long heap = heap();
		SocketRequests fastPath = TestFastPath.calling(new PlannedCall(FIFTH, FIFTH));
		Requests[] asking = new Requests[1];
		run(this.server.requesting(fastPath), (started) -> asking[0] = soak(started, fastPath));
		print("%s: kept connections from %d threads, restarted %d times".formatted(this.server, SOAK_THREADS, RESTARTS),
				asking[0], control[0], handles, heap);
	}

	private static void print(String what, Requests asking, Requests control, long handlesBefore, long heapBefore) {
		long handles = OpenHandles.allOnceAtMost(handlesBefore + 5);
		long heapAllowed = heapBefore + Math.min(heapBefore / 20, HEAP_GROWTH);
		long heap = heapOnceAtMost(heapAllowed);
		Figures.print(
				"%s; %d requests sent, %d lost (control %d, %d); handles before/after %d/%d;"
						+ " heap before/after %d/%d KB",
				what, asking.sent(), asking.lost(), control.sent(), control.lost(), handlesBefore, handles,
				heapBefore / 1024, heap / 1024);
		assertThat(asking.lost()).isZero();
		assertThat(handles).isLessThanOrEqualTo(handlesBefore + 5);
		assertThat(heap).isLessThanOrEqualTo(heapAllowed);
	}

	private Requests send(int connections, StartedServer started, @Nullable SocketRequests fastPath) {
		Requests requests = new Requests();
		int port = started.port();
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			IntStream.range(0, connections)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> requests.assertAnswered(() -> get(port, fastPath)),
						executor))
				.toList()
				.forEach(CompletableFuture::join);
		}
		finally {
			close(executor);
		}
		return requests;
	}

	/**
	 * Sends requests on connections that are kept, from one stop of the server to the
	 * next. A request that a stop has met does not count.
	 */
	private Requests soak(StartedServer started, @Nullable SocketRequests fastPath) throws Exception {
		Requests requests = new Requests();
		int port = started.port();
		// Odd while the server stops and starts
		AtomicInteger epoch = new AtomicInteger();
		AtomicBoolean end = new AtomicBoolean();
		AtomicInteger failures = new AtomicInteger();
		ExecutorService executor = Executors.newFixedThreadPool(SOAK_THREADS);
		try {
			List<CompletableFuture<Void>> workers = IntStream.range(0, SOAK_THREADS)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> work(port, fastPath, epoch, end, requests), executor)
					.exceptionally((failure) -> {
						failures.incrementAndGet();
						throw new IllegalStateException(failure);
					}))
				.toList();
			for (int restart = 1; restart <= RESTARTS; restart++) {
				while (requests.sent() < restart * REQUESTS_PER_ROUND && failures.get() == 0) {
					Thread.sleep(10);
				}
				epoch.incrementAndGet();
				this.server.stop(started.context());
				TomcatRunner.awaitThatPortIsFree(port);
				this.server.start(started.context());
				epoch.incrementAndGet();
			}
			while (requests.sent() < (RESTARTS + 1) * REQUESTS_PER_ROUND && failures.get() == 0) {
				Thread.sleep(10);
			}
			end.set(true);
			workers.forEach(CompletableFuture::join);
		}
		finally {
			end.set(true);
			close(executor);
		}
		return requests;
	}

	private void work(int port, @Nullable SocketRequests fastPath, AtomicInteger epoch, AtomicBoolean end,
			Requests requests) {
		while (!end.get()) {
			int opened = epoch.get();
			if (opened % 2 != 0) {
				// The processors are for the server meanwhile
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
				continue;
			}
			try (Connection connection = connect(port, fastPath)) {
				while (!end.get() && epoch.get() == opened) {
					assertThat(connection.get()).contains("hello");
					requests.answered();
				}
			}
			catch (Exception ex) {
				if (epoch.get() == opened) {
					requests.notAnswered();
				}
			}
		}
	}

	private static void close(ExecutorService executor) {
		executor.shutdown();
		try {
			assertThat(executor.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What a thread that ends still holds is no leak either.
	 */
	private static long heapOnceAtMost(long bytes) {
		long heap = heap();
		for (int i = 0; heap > bytes && i < 20; i++) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
			heap = heap();
		}
		return heap;
	}

	private static long heap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	private void run(AbstractApplicationContextRunner<?, ?, ?> application, StartedServer.Test test)
			throws IOException {
		// A server that restarts needs a port of its own
		StartedServer.run(this.server,
				application.withPropertyValues(this.server.properties() + ".port=" + TomcatRunner.freePort(),
						"server.tomcat.accept-count=500", "server.tomcat.max-keep-alive-requests=-1"),
				test);
	}

	/**
	 * A connection for many requests, one after the other.
	 */
	interface Connection extends AutoCloseable {

		String get() throws Exception;

		@Override
		void close() throws IOException;

	}

}
