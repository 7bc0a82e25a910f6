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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.AnswerRule;
import io.github.loopbackfastpath.internal.winsock.PlannedCall;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.github.loopbackfastpath.internal.winsock.StandIn;
import org.awaitility.Awaitility;
import org.awaitility.Durations;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What may go wrong between the application and the call.
 */
@RunsOnWindowsJvm
class FurtherFaultTests {

	@Test
	void channelThatIsClosedBeforeItsHandleIsUsedIsAnOutcome() throws Exception {
		PlannedCall call = new PlannedCall(AnswerRule.GRANTED, AnswerRule.GRANTED);
		for (AutoCloseable channel : List.of(SocketChannel.open(), ServerSocketChannel.open())) {
			SocketRequests fastPath = TestFastPath.calling((handle) -> {
				close(channel);
				int answer = call.applyAsInt(handle);
				// Windows says so itself
				return (!StandIn.isPresent() && RecordingCall.localPort(handle) < 0) ? 10038 : answer;
			});
			FastPathOutcome outcome = (channel instanceof SocketChannel client) ? fastPath.request(client)
					: fastPath.request((ServerSocketChannel) channel);
			assertThat(outcome).isEqualTo(FastPathOutcome.failed(FastPathError.of(10038)));
		}
	}

	@Test
	void interruptedThreadAsksConnectsAndStaysInterrupted() {
		PlannedCall call = new PlannedCall(AnswerRule.GRANTED, AnswerRule.GRANTED);
		SocketRequests fastPath = TestFastPath.calling(call);
		fastPath.availability();
		TomcatRunner.withoutStarter().run((context) -> {
			int port = port((ServletWebServerApplicationContext) context.getSourceApplicationContext());
			AtomicBoolean interrupted = new AtomicBoolean();
			assertThat(ShortConnection.get(port, (socket) -> {
				Thread.currentThread().interrupt();
				assertThat(fastPath.request(socket).isRequested()).isTrue();
				interrupted.set(Thread.interrupted());
			})).contains("hello");
			assertThat(interrupted).isTrue();
		});
	}

	@Test
	void interruptDuringConnectEndsThatConnectionOnly() throws Exception {
		SocketRequests fastPath = TestFastPath.calling(new PlannedCall(AnswerRule.GRANTED, AnswerRule.GRANTED));
		fastPath.availability();
		long sockets = OpenHandles.sockets();
		try (FullServer server = new FullServer(); SocketChannel channel = SocketChannel.open()) {
			CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
			Thread thread = new Thread(() -> {
				try {
					fastPath.request(channel);
					channel.connect(server.address());
				}
				catch (ClosedByInterruptException ex) {
					interrupted.complete(Thread.interrupted());
				}
				catch (IOException ex) {
					interrupted.completeExceptionally(ex);
				}
			});
			thread.start();
			Awaitility.await("connecting").atMost(Durations.ONE_MINUTE).until(channel::isConnectionPending);
			thread.interrupt();
			assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
			assertThat(channel.isOpen()).isFalse();
			assertThat(fastPath.request(channel).value()).isEqualTo("closed");
		}
		assertThat(fastPath.record().socketCounts().count(FastPathSide.CLIENT, FastPathOutcome.requested())).isOne();
		Awaitility.await("sockets are closed")
			.atMost(Durations.ONE_MINUTE)
			.untilAsserted(() -> assertThat(OpenHandles.sockets()).isLessThanOrEqualTo(sockets));
	}

	@Test
	void callThatDoesNotReturnHoldsUpItsOwnConnectionOnly() {
		CountDownLatch blocking = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AtomicBoolean first = new AtomicBoolean(true);
		SocketRequests fastPath = TestFastPath.calling((handle) -> {
			if (first.getAndSet(false)) {
				blocking.countDown();
				await(release);
			}
			return 0;
		});
		TomcatRunner.withoutStarter().run((context) -> {
			int port = port((ServletWebServerApplicationContext) context.getSourceApplicationContext());
			CompletableFuture<String> blocked = CompletableFuture.supplyAsync(() -> get(port, fastPath));
			await(blocking);
			for (int i = 0; i < 20; i++) {
				assertThat(get(port, fastPath)).contains("hello");
			}
			assertThat(blocked).isNotDone();
			release.countDown();
			assertThat(blocked.get(1, TimeUnit.MINUTES)).contains("hello");
		});
	}

	@Test
	void listenerWhoseCallTakesASecondServesAfterwards() {
		PlannedCall call = new PlannedCall(AnswerRule.every(10022).after(1000), AnswerRule.GRANTED);
		TomcatRunner.asking(() -> TestFastPath.calling(call)).run((context) -> {
			assertThat(call.serverAnswers()).containsExactly(10022);
			int port = port((ServletWebServerApplicationContext) context.getSourceApplicationContext());
			assertThat(ShortConnection.get(port)).contains("hello");
		});
	}

	private static String get(int port, SocketRequests fastPath) {
		try {
			return ShortConnection.get(port, fastPath::request);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int port(ServletWebServerApplicationContext context) {
		return Objects.requireNonNull(context.getWebServer()).getPort();
	}

	private static void close(AutoCloseable channel) {
		try {
			channel.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A listener that accepts nothing, and whose queue is full: connections to it stay
	 * pending.
	 */
	private static final class FullServer implements AutoCloseable {

		private final ServerSocketChannel server = ServerSocketChannel.open();

		private final List<SocketChannel> queue = new ArrayList<>();

		FullServer() throws IOException {
			this.server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1);
			// More than a queue of one takes
			for (int i = 0; i < 5; i++) {
				SocketChannel channel = SocketChannel.open();
				this.queue.add(channel);
				channel.configureBlocking(false);
				channel.connect(address());
			}
		}

		SocketAddress address() throws IOException {
			return this.server.getLocalAddress();
		}

		@Override
		public void close() throws IOException {
			for (SocketChannel channel : this.queue) {
				channel.close();
			}
			this.server.close();
		}

	}

}
