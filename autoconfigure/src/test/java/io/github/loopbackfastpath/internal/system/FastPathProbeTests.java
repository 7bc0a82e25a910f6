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

package io.github.loopbackfastpath.internal.system;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathAvailability.State;
import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import io.github.loopbackfastpath.internal.winsock.Winsock;
import io.github.loopbackfastpath.internal.winsock.WinsockUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastPathProbe}.
 */
class FastPathProbeTests {

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicInteger openings = new AtomicInteger();

	@AfterEach
	void letItEnd() {
		this.release.countDown();
	}

	@Test
	void applicationGoesOnWhileWinsockIsOpenedOnce() {
		FastPathProbe probe = new FastPathProbe(this::openWhenReleased);
		CompletableFuture<FastPathProbe.Result> result = probe.start();
		assertThat(result).isNotDone();
		assertThat(probe.start()).isSameAs(result);
		this.release.countDown();
		assertThat(result.join().availability()).isEqualTo(FastPathAvailability.available());
		assertThat(probe.start().join().winsock()).isNotNull();
		assertThat(this.openings).hasValue(1);
	}

	@Test
	void threadThatHangsIsGivenUpAndDoesNotKeepTheJvm() {
		AtomicBoolean daemon = new AtomicBoolean();
		FastPathProbe probe = new FastPathProbe(() -> {
			daemon.set(Thread.currentThread().isDaemon());
			return openWhenReleased();
		}, Duration.ofMillis(200));
		FastPathAvailability availability = probe.start().join().availability();
		assertThat(availability.state()).isEqualTo(State.UNAVAILABLE);
		assertThat(availability.cause()).contains("not ready within");
		assertThat(availability.remedy()).contains("virus scanner");
		assertThat(daemon).isTrue();
		// Listeners have started without by then, so that it stays so
		this.release.countDown();
		assertThat(probe.start().join().availability()).isSameAs(availability);
	}

	@Test
	void threadEndsWithTheProbeAndKeepsNoClassLoaderOfAnApplication() throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		FastPathProbe probe = new FastPathProbe(() -> {
			thread.complete(Thread.currentThread());
			return openWhenReleased();
		});
		probe.start();
		assertThat(thread.get(1, TimeUnit.MINUTES).getContextClassLoader()).isNull();
		this.release.countDown();
		assertThat(probe.start().join().availability()).isEqualTo(FastPathAvailability.available());
		thread.join().join(60_000);
		assertThat(thread.join().isAlive()).isFalse();
	}

	@Test
	void interruptedThreadLearnsTheTruthAndStaysInterrupted() throws Exception {
		WindowsSystem system = new WindowsSystem(this::openWhenReleased);
		CompletableFuture<State> learnt = new CompletableFuture<>();
		AtomicBoolean interrupted = new AtomicBoolean();
		Thread thread = new Thread(() -> {
			Thread.currentThread().interrupt();
			State state = system.availability().state();
			interrupted.set(Thread.interrupted());
			learnt.complete(state);
		});
		thread.start();
		while (this.openings.get() == 0) {
			Thread.onSpinWait();
		}
		this.release.countDown();
		assertThat(learnt.get(1, TimeUnit.MINUTES)).isEqualTo(State.AVAILABLE);
		assertThat(interrupted).isTrue();
	}

	@Test
	void wantOfMemoryIsNoReasonToFail() {
		FastPathProbe probe = new FastPathProbe(() -> {
			throw new OutOfMemoryError("no more threads");
		});
		FastPathAvailability availability = probe.start().join().availability();
		assertThat(availability.state()).isEqualTo(State.UNAVAILABLE);
		assertThat(availability.cause()).contains("OutOfMemoryError: no more threads");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void probeThatFailsOrHangsDoesNotHideTheRequestsOfTheJdk(boolean hangs) {
		System.setProperty(JdkFastPath.PROPERTY, "true");
		try {
			FastPathProbe probe = new FastPathProbe(() -> {
				if (hangs) {
					return openWhenReleased();
				}
				throw new OutOfMemoryError("no more threads");
			}, Duration.ofMillis(hangs ? 200 : 60_000));
			FastPathAvailability availability = probe.start().join().availability();
			assertThat(availability.state()).isEqualTo(State.LEFT_TO_JDK);
			assertThat(availability.cause()).contains("whether it does cannot be read");
		}
		finally {
			System.clearProperty(JdkFastPath.PROPERTY);
		}
	}

	@Test
	void switchedOffOrOnAnotherSystemNothingIsPrepared() {
		// Those of other tests may not have ended yet
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		SocketRequests.create(false, FastPathScope.SOCKETS).prepare();
		new SocketRequests(NoSystem.notWindows(), FastPathScope.SOCKETS).prepare();
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !before.contains(thread))
			.extracting(Thread::getName)
			.doesNotContain("loopback-fast-path");
		assertThat(this.openings).hasValue(0);
	}

	private Winsock openWhenReleased() throws WinsockUnavailableException {
		this.openings.incrementAndGet();
		try {
			assertThat(this.release.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return TestWinsock.open((handle) -> 0);
	}

}
