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
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.server.StartedServer;
import io.github.loopbackfastpath.internal.server.TestServer;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.AnswerRule;
import io.github.loopbackfastpath.internal.winsock.PlannedCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Much traffic while a fifth of the calls fails, against the same traffic without the
 * starter: nothing is lost, and nothing is left behind.
 */
@RunsOnWindowsJvm
class LoadTests {

	private static final int CONNECTIONS = Integer.getInteger("load.connections", 1000);

	private static final int RESTARTS = Integer.getInteger("load.restarts", 3);

	private static final int THREADS = 64;

	private static final int SOAK_THREADS = 8;

	private static final int REQUESTS_PER_ROUND = 200;

	private static final long HEAP_GROWTH = 1024 * 1024;

	private static final AnswerRule FIFTH = AnswerRule.share(20, 10055);

	private static final Consumer<Socket> ASK_NOBODY = (socket) -> {
	};

	/**
	 * What is loaded once is no leak.
	 */
	private static void warmUp(TestServer server) throws Exception {
		run(server.withoutStarter(), (started) -> connect(THREADS, started, ASK_NOBODY));
		SocketRequests fastPath = TestFastPath.calling(new PlannedCall(FIFTH, FIFTH));
		run(server.requesting(fastPath), (started) -> connect(THREADS, started, fastPath::request));
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "JETTY", "REACTOR_NETTY" })
	void shortConnectionsAreAllAnswered(TestServer server) throws Exception {
		warmUp(server);
		Requests[] control = new Requests[1];
		run(server.withoutStarter(), (started) -> control[0] = connect(CONNECTIONS, started, ASK_NOBODY));
		long handles = OpenHandles.all();
		long heap = heap();
		PlannedCall call = new PlannedCall(FIFTH, FIFTH);
		SocketRequests fastPath = TestFastPath.calling(call);
		Requests[] asking = new Requests[1];
		run(server.requesting(fastPath), (started) -> asking[0] = connect(CONNECTIONS, started, fastPath::request));
		List<Integer> answers = call.clientAnswers();
		long failed = answers.stream().filter((answer) -> answer != 0).count();
		// The listener of Reactor Netty has it requested on a thread of its own, as
		// clients do
		assertThat(answers).hasSize(CONNECTIONS + ((server == TestServer.REACTOR_NETTY) ? 1 : 0));
		assertThat(failed).isBetween(CONNECTIONS / 10L, CONNECTIONS * 3L / 10);
		print("%s: %d short connections from %d threads, %d calls failed".formatted(server, CONNECTIONS, THREADS,
				failed), asking[0], control[0], handles, heap);
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "JETTY", "REACTOR_NETTY" })
	void keptConnectionsOutliveOnlyTheirServer(TestServer server) throws Exception {
		warmUp(server);
		Requests[] control = new Requests[1];
		run(server.withoutStarter(), (started) -> control[0] = soak(started, ASK_NOBODY));
		long handles = OpenHandles.all();
		long heap = heap();
		SocketRequests fastPath = TestFastPath.calling(new PlannedCall(FIFTH, FIFTH));
		Requests[] asking = new Requests[1];
		run(server.requesting(fastPath), (started) -> asking[0] = soak(started, fastPath::request));
		print("%s: kept connections from %d threads, restarted %d times".formatted(server, SOAK_THREADS, RESTARTS),
				asking[0], control[0], handles, heap);
	}

	private void print(String what, Requests asking, Requests control, long handlesBefore, long heapBefore) {
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

	private static Requests connect(int connections, StartedServer server, Consumer<Socket> ask) {
		Requests requests = new Requests();
		int port = server.port();
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			IntStream.range(0, connections)
				.mapToObj((i) -> CompletableFuture
					.runAsync(() -> requests.assertAnswered(() -> ShortConnection.get(port, ask)), executor))
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
	private static Requests soak(StartedServer server, Consumer<Socket> ask) throws Exception {
		Requests requests = new Requests();
		int port = server.port();
		// Odd while the server stops and starts
		AtomicInteger epoch = new AtomicInteger();
		AtomicBoolean end = new AtomicBoolean();
		AtomicInteger failures = new AtomicInteger();
		ExecutorService executor = Executors.newFixedThreadPool(SOAK_THREADS);
		try {
			List<CompletableFuture<Void>> workers = IntStream.range(0, SOAK_THREADS)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> work(port, ask, epoch, end, requests), executor)
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
				server.webServer().stop();
				TomcatRunner.awaitThatPortIsFree(port);
				server.webServer().start();
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

	private static void work(int port, Consumer<Socket> ask, AtomicInteger epoch, AtomicBoolean end,
			Requests requests) {
		while (!end.get()) {
			int opened = epoch.get();
			if (opened % 2 != 0) {
				Thread.onSpinWait();
				continue;
			}
			try (KeptConnection connection = new KeptConnection(port, ask)) {
				while (!end.get() && epoch.get() == opened) {
					connection.get();
					requests.answered();
				}
			}
			catch (IOException ex) {
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

	private static void run(AbstractApplicationContextRunner<?, ?, ?> application, StartedServer.Test test)
			throws IOException {
		// A server that restarts needs a port of its own
		StartedServer.run(application.withPropertyValues("server.port=" + TomcatRunner.freePort(),
				"server.tomcat.accept-count=500", "server.tomcat.max-keep-alive-requests=-1"), test);
	}

}
