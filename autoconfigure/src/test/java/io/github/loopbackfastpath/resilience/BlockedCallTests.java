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

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.PeerSelection;
import io.github.loopbackfastpath.internal.client.TestClient;
import io.github.loopbackfastpath.internal.client.TestClient.Library;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call of a client that does not return for as long as the test wants: whoever waits
 * for something else goes on.
 */
@RunsOnWindowsJvm
class BlockedCallTests {

	private final TwoLoops loops = new TwoLoops();

	private final RecordingCall call = new RecordingCall();

	private final AtomicBoolean blockNext = new AtomicBoolean();

	private final CountDownLatch release = new CountDownLatch(1);

	/** The thread in the call that does not return. */
	private final CompletableFuture<Thread> blockedThread = new CompletableFuture<>();

	private final SocketRequests fastPath = TestFastPath.calling((handle) -> {
		if (this.blockNext.compareAndSet(true, false)) {
			this.blockedThread.complete(Thread.currentThread());
			awaitRelease();
		}
		return this.call.applyAsInt(handle);
	});

	@AfterEach
	void closeLoops() {
		this.loops.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "HTTP_COMPONENTS", "JETTY", "REACTIVE_JETTY" })
	void otherRequestsOfTheSameClientGoOn(Library library) {
		serve((context, uri) -> {
			try (TestClient client = TestClient.of(hooked(library, library.builder()))) {
				CompletableFuture<String> first = block(() -> client.get(uri));
				for (int i = 0; i < 4; i++) {
					assertThat(answer(async(() -> client.get(uri)))).isEqualTo("hello");
				}
				this.release.countDown();
				assertThat(answer(first)).isEqualTo("hello");
			}
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTOR", "REACTIVE_REACTOR" })
	void requestsOnTheOtherEventLoopGoOn(Library library) {
		serve((context, uri) -> {
			try (TestClient client = TestClient.of(hooked(library, this.loops.in(library.builder())))) {
				CompletableFuture<String> first = block(() -> client.get(uri));
				assertThat(this.loops.current().inEventLoop(this.blockedThread.join())).isTrue();
				this.loops.switchToTheOther();
				for (int i = 0; i < 4; i++) {
					assertThat(answer(async(() -> client.get(uri)))).isEqualTo("hello");
				}
				assertThat(first).isNotDone();
				this.release.countDown();
				assertThat(answer(first)).isEqualTo("hello");
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void otherClientsGoOn(Library library) {
		serve((context, uri) -> {
			try (TestClient client = TestClient.of(hooked(library, this.loops.in(library.builder())))) {
				CompletableFuture<String> first = block(() -> client.get(uri));
				for (Library other : Library.values()) {
					try (TestClient otherClient = TestClient.of(hooked(other, other.builder()))) {
						assertThat(answer(async(() -> otherClient.get(uri)))).isEqualTo("hello");
					}
				}
				assertThat(first).isNotDone();
				this.release.countDown();
				assertThat(answer(first)).isEqualTo("hello");
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void serverAnswersAndRestartsAConnectorMeanwhile(Library library) {
		serve((context, uri) -> {
			try (TestClient client = TestClient.of(hooked(library, this.loops.in(library.builder())))) {
				CompletableFuture<String> first = block(() -> client.get(uri));
				assertThat(ShortConnection.get(FaultTableTests.connectors(context)[0].getLocalPort()))
					.contains("hello");
				Connector connector = FaultTableTests.connectors(context)[1];
				assertThat(answer(async(() -> restartAndGet(connector)))).contains("hello");
				assertThat(this.call.calls()).hasSize(FaultTableTests.CONNECTORS + 1);
				assertThat(first).isNotDone();
				this.release.countDown();
				assertThat(answer(first)).isEqualTo("hello");
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void interruptDuringTheCallEndsAtMostItsOwnRequest(Library library) {
		serve((context, uri) -> {
			try (TestClient client = TestClient.of(hooked(library, library.builder()))) {
				FutureTask<String> first = new FutureTask<>(() -> client.get(uri));
				Thread thread = new Thread(first);
				this.blockNext.set(true);
				thread.start();
				answer(this.blockedThread);
				thread.interrupt();
				this.release.countDown();
				thread.join(TimeUnit.MINUTES.toMillis(1));
				assertThat(first).isDone();
				assertThat(answer(async(() -> client.get(uri)))).isEqualTo("hello");
			}
		});
	}

	/**
	 * Run a test against a server that serves already, and that closes each connection
	 * after its request: each request has to connect, and to ask.
	 */
	private void serve(ServedTest test) {
		TomcatRunner.asking(() -> this.fastPath)
			.withBean(FaultTableTests.AdditionalConnectors.class)
			.withPropertyValues("server.address=127.0.0.1", "server.tomcat.max-keep-alive-requests=1")
			.run((context) -> {
				try {
					int port = FaultTableTests.connectors(context)[0].getLocalPort();
					assertThat(ShortConnection.get(port)).contains("hello");
					assertThat(this.call.calls()).hasSize(FaultTableTests.CONNECTORS);
					test.run(context, "http://127.0.0.1:" + port + "/");
					assertThat(this.call.calls()).noneMatch(RecordingCall.Call::connected);
				}
				finally {
					this.release.countDown();
				}
			});
	}

	/**
	 * Send a request, and return when the call for its connection blocks.
	 */
	private CompletableFuture<String> block(Supplier<String> request) {
		this.blockNext.set(true);
		CompletableFuture<String> answer = async(request);
		answer(this.blockedThread);
		return answer;
	}

	private Object hooked(Library library, Object builder) {
		return library.hooked(builder, new ClientSockets(this.fastPath, new PeerSelection(Set.of(), IpVersion.IPV4)));
	}

	private static String restartAndGet(Connector connector) {
		try {
			connector.stop();
			connector.start();
			return ShortConnection.get(connector.getLocalPort());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CompletableFuture<String> async(Supplier<String> request) {
		return new SimpleAsyncTaskExecutor().submitCompletable(request::get);
	}

	private static <T> T answer(CompletableFuture<T> answer) {
		try {
			return answer.get(1, TimeUnit.MINUTES);
		}
		catch (Exception ex) {
			throw new AssertionError("Held up", ex);
		}
	}

	/**
	 * Wait as a native call does, which notices no interrupt.
	 */
	private void awaitRelease() {
		boolean interrupted = false;
		long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
		while (this.release.getCount() > 0 && System.nanoTime() < deadline) {
			try {
				this.release.await(1, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@FunctionalInterface
	private interface ServedTest {

		void run(AssertableWebApplicationContext context, String uri) throws Exception;

	}

	/**
	 * Two event loops for Reactor Netty, of which one takes all new connections. No
	 * connection is kept.
	 */
	private static final class TwoLoops {

		private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());

		private final ReactorResourceFactory resources = new ReactorResourceFactory();

		private volatile EventLoop current = this.group.next();

		TwoLoops() {
			this.resources.setUseGlobalResources(false);
			this.resources.setLoopResourcesSupplier(() -> (useNative) -> this.current);
			this.resources.setConnectionProviderSupplier(ConnectionProvider::newConnection);
			this.resources.afterPropertiesSet();
		}

		EventLoop current() {
			return this.current;
		}

		void switchToTheOther() {
			EventLoop other = this.group.next();
			this.current = (other != this.current) ? other : this.group.next();
		}

		/**
		 * Have the client of the given builder use them, if it is one of Reactor Netty.
		 */
		Object in(Object builder) {
			if (builder instanceof ReactorClientHttpRequestFactoryBuilder reactor) {
				return reactor.withReactorResourceFactory(this.resources);
			}
			if (builder instanceof ReactorClientHttpConnectorBuilder reactor) {
				return reactor.withReactorResourceFactory(this.resources);
			}
			return builder;
		}

		void close() {
			this.resources.destroy();
			this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
		}

	}

}
