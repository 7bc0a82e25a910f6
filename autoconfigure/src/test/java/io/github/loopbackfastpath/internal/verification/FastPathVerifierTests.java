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

package io.github.loopbackfastpath.internal.verification;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.FastPathVerification.Verdict;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/**
 * Tests for {@link FastPathVerifier}, on real sockets.
 */
class FastPathVerifierTests {

	private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private final TestMachine machine = new TestMachine();

	@AfterEach
	void nothingIsLeftOpen() {
		assertThat(this.machine.openConnections).hasValue(0);
		assertThat(this.machine.openCounters).hasValue(0);
	}

	@Test
	void activeWhereNothingFallsOffAndPacketsSkipTheIpLayer() {
		FastPathVerification result = verify(this.machine);
		assertThat(result.verdict()).isEqualTo(Verdict.ACTIVE);
		assertThat(result.summary()).isEqualTo("Loopback fast path is active on this machine:"
				+ " 0 of 8 connects fell off it (8 of 8 when only one end requested it)");
		assertThat(result.error()).isNull();
		assertThat(result.system()).isEqualTo("Windows 11 (10.0.26100)");
		assertThat(result.time()).isEqualTo(NOW);
		assertThat(result.duration()).isPositive();
		assertThat(result.witnesses()).extracting(FastPathVerification.Witness::verdict)
			.containsExactly(Verdict.ACTIVE, Verdict.ACTIVE);
		assertThat(result.witnesses().get(0).growth())
			.containsEntry("bothRequested", List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L))
			.containsEntry("onlyClientRequested", List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L))
			.containsKeys("neitherRequested", "idle");
		assertThat(result.witnesses().get(1).growth().get("candidate")).hasSize(8).containsOnly(0L);
		assertThat(result.witnesses().get(1).growth().get("plain")).hasSize(8).containsOnly(40L);
	}

	@Test
	void notActiveWhereEveryConnectFallsOff() {
		this.machine.fallsOff = (client, listener) -> client;
		this.machine.datagramsOfCandidate = 2;
		FastPathVerification result = verify(this.machine);
		assertThat(result.verdict()).isEqualTo(Verdict.NOT_ACTIVE);
		assertThat(result.summary()).startsWith("Loopback fast path is not active: a filter driver")
			.contains("8 of 8 connects fell off it");
	}

	@Test
	void cannotBeToldWhereTheRequestIsIgnored() {
		this.machine.fallsOff = (client, listener) -> false;
		this.machine.datagramsOfCandidate = 2;
		FastPathVerification result = verify(this.machine);
		assertThat(result.verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(result.summary()).contains("there is no sign of it");
	}

	@Test
	void cannotBeToldWhereTheCounterIsFlaky() {
		AtomicInteger connects = new AtomicInteger();
		this.machine.fallsOff = (client, listener) -> client && (!listener || connects.incrementAndGet() % 3 == 0);
		this.machine.datagramsOfCandidate = 2;
		FastPathVerification result = verify(this.machine);
		assertThat(result.verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(result.witnesses().get(0).statement()).contains("not consistent");
	}

	@Test
	void cannotBeToldWhereCountersContradictEachOther() {
		this.machine.datagramsOfCandidate = 2;
		FastPathVerification result = verify(this.machine);
		assertThat(result.verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(result.summary()).contains("contradict");
	}

	@Test
	void refusedRequestIsNotActiveWithTheError() {
		this.machine.answer = 10045;
		FastPathVerification result = verify(this.machine);
		assertThat(result.verdict()).isEqualTo(Verdict.NOT_ACTIVE);
		assertThat(result.error()).isEqualTo(FastPathError.UNSUPPORTED);
		assertThat(result.summary()).contains("10045");
		assertThat(result.witnesses()).isEmpty();
	}

	@Test
	void missingCounterIsSilentAndTheOtherSpeaks() {
		FastPathVerification result = verify(new Decorated(this.machine) {

			@Override
			public Counter openFallOffCounter() throws IOException {
				throw new IOException("no permission");
			}

		});
		assertThat(result.verdict()).isEqualTo(Verdict.ACTIVE);
		assertThat(result.witnesses().get(0).statement()).isEqualTo("no permission");
		assertThat(result.witnesses().get(0).growth()).isEmpty();
	}

	@Test
	void countersThatThrowAreSilent() {
		for (Throwable thrown : new Throwable[] { new IllegalStateException("broken"), new UnsatisfiedLinkError("gone"),
				new IOException("unreadable"), new Error("JNA throws such") }) {
			FastPathVerification result = verify(new Decorated(this.machine) {

				@Override
				public Counter openFallOffCounter() {
					return throwing(thrown);
				}

				@Override
				public Counter openIpCounter() {
					return throwing(thrown);
				}

			});
			assertThat(result.verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
			assertThat(result.summary()).contains(thrown.getMessage());
		}
	}

	@Test
	void connectionsThatFailCannotBeTold() {
		FastPathVerification result = verify(new Decorated(this.machine) {

			@Override
			public Connection connect(boolean clientRequests, boolean listenerRequests) throws IOException {
				throw new IOException("accept took too long");
			}

		});
		assertThat(result.verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(result.summary()).contains("accept took too long");
	}

	@Test
	void counterThatHangsCannotBeToldAndTheNextRunIsNotStarted() throws Exception {
		CountDownLatch hang = new CountDownLatch(1);
		CompletableFuture<Void> closed = new CompletableFuture<>();
		AtomicInteger opened = new AtomicInteger();
		FastPathVerifier verifier = new FastPathVerifier(new Decorated(this.machine) {

			@Override
			public Counter openIpCounter() {
				opened.incrementAndGet();
				return new Counter() {

					@Override
					public long read() {
						awaitUninterruptibly(hang);
						return 0;
					}

					@Override
					public void close() {
						closed.complete(null);
					}

				};
			}

		}, CLOCK, Duration.ofSeconds(1));
		FastPathVerification result = verifier.verify();
		assertThat(result.verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(result.summary()).contains("did not end within 1000 ms");
		assertThat(result.witnesses()).extracting(FastPathVerification.Witness::verdict)
			.containsExactly(Verdict.ACTIVE);
		// The sockets are closed although the thread hangs
		assertThat(this.machine.openConnections).hasValue(0);
		assertThat(verifier.verify().verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(opened).hasValue(1);
		hang.countDown();
		closed.join();
	}

	@Test
	void counterOfFallOffsThatHangsIsClosedWhenItReturns() throws Exception {
		HangingMachine machine = new HangingMachine(this.machine);
		FastPathVerifier verifier = new FastPathVerifier(machine, CLOCK, Duration.ofSeconds(1));
		FastPathVerification result = verifier.verify();
		assertThat(result.verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(result.summary()).contains("did not end within 1000 ms");
		assertThat(this.machine.openConnections).hasValue(0);
		assertThat(verifier.fallOffs()).isNull();
		// That of the run, and that of the watch
		assertThat(this.machine.openCounters).hasValue(2);
		machine.hang.countDown();
		Awaitility.await().untilAtomic(this.machine.openCounters, equalTo(0));
		Awaitility.await().until(() -> verifier.verify().verdict() == Verdict.ACTIVE);
	}

	@Test
	void watchDoesNotWaitForACounterThatHangsNorOpenAnother() {
		HangingMachine machine = new HangingMachine(this.machine);
		FastPathVerifier verifier = new FastPathVerifier(machine, CLOCK, Duration.ofSeconds(1));
		verifier.watchFallOffs();
		verifier.watchFallOffs();
		for (int i = 0; i < 3; i++) {
			assertThat(verifier.fallOffs()).isNull();
		}
		Awaitility.await().untilAtomic(this.machine.openCounters, equalTo(1));
		machine.hang.countDown();
		Awaitility.await().until(() -> verifier.fallOffs() != null);
	}

	@Test
	void watchHangsOnlyItsOwnThreadOnceItHasBegun() {
		HangingMachine machine = new HangingMachine(this.machine);
		machine.hang.countDown();
		FastPathVerifier verifier = new FastPathVerifier(machine, CLOCK, Duration.ofSeconds(1));
		verifier.watchFallOffs();
		Awaitility.await().until(() -> verifier.fallOffs() != null);
		machine.hang = new CountDownLatch(1);
		for (int i = 0; i < 3; i++) {
			assertThat(verifier.fallOffs()).isNull();
		}
		assertThat(this.machine.openCounters).hasValue(1);
		machine.hang.countDown();
		Awaitility.await().until(() -> verifier.fallOffs() != null);
	}

	@Test
	void fallOffsOfOtherProgramsAreCountedAndThoseOfVerificationsAreNot() {
		FastPathVerifier verifier = new FastPathVerifier(this.machine, CLOCK, Duration.ofSeconds(10));
		assertThat(verifier.fallOffs()).isNull();
		verifier.watchFallOffs();
		Awaitility.await().until(() -> verifier.fallOffs() != null);
		this.machine.fallOffs.addAndGet(5);
		assertThat(verifier.fallOffs()).isEqualTo(new FallOffs(5, NOW));
		verifier.verify();
		assertThat(verifier.fallOffs()).isEqualTo(new FallOffs(5, NOW));
		this.machine.fallOffs.incrementAndGet();
		verifier.verify();
		assertThat(verifier.fallOffs()).isEqualTo(new FallOffs(6, NOW));
	}

	@Test
	void watchBeginsAnewIfWhatFellOffInAVerificationIsUnknown() {
		AtomicBoolean broken = new AtomicBoolean();
		FastPathVerifier verifier = new FastPathVerifier(new Decorated(this.machine) {

			@Override
			public Connection connect(boolean clientRequests, boolean listenerRequests) throws IOException {
				broken.set(false);
				return super.connect(clientRequests, listenerRequests);
			}

			@Override
			public Counter openFallOffCounter() throws IOException {
				return broken.get() ? throwing(new IOException("broken")) : super.openFallOffCounter();
			}

		}, CLOCK, Duration.ofSeconds(10));
		verifier.verify();
		this.machine.fallOffs.addAndGet(5);
		assertThat(verifier.fallOffs()).isEqualTo(new FallOffs(5, NOW));
		broken.set(true);
		assertThat(verifier.fallOffs()).isNull();
		verifier.verify();
		assertThat(verifier.fallOffs()).isEqualTo(new FallOffs(0, NOW));
	}

	@Test
	void whoeverComesMeanwhileGetsTheSameResult() throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		CountDownLatch entered = new CountDownLatch(1);
		FastPathVerifier verifier = new FastPathVerifier(new Decorated(this.machine) {

			@Override
			public Counter openFallOffCounter() throws IOException {
				entered.countDown();
				awaitUninterruptibly(start);
				return super.openFallOffCounter();
			}

		}, CLOCK, Duration.ofSeconds(10));
		CompletableFuture<FastPathVerification> first = CompletableFuture.supplyAsync(verifier::verify);
		entered.await();
		Thread[] seconds = new Thread[3];
		List<FastPathVerification> results = new java.util.concurrent.CopyOnWriteArrayList<>();
		for (int i = 0; i < seconds.length; i++) {
			seconds[i] = new Thread(() -> results.add(verifier.verify()));
			seconds[i].start();
		}
		for (Thread second : seconds) {
			while (second.getState() != Thread.State.TIMED_WAITING) {
				Thread.onSpinWait();
			}
		}
		start.countDown();
		for (Thread second : seconds) {
			second.join();
		}
		assertThat(results).hasSize(3).allSatisfy((result) -> assertThat(result).isSameAs(first.join()));
		assertThat(verifier.last()).isSameAs(first.join());
		assertThat(verifier.verify()).isNotSameAs(first.join());
	}

	@Test
	void interruptedThreadGetsAResultAndStaysInterrupted() {
		CountDownLatch hang = new CountDownLatch(1);
		CompletableFuture<Void> ended = new CompletableFuture<>();
		FastPathVerifier verifier = new FastPathVerifier(new Decorated(this.machine) {

			@Override
			public Connection connect(boolean clientRequests, boolean listenerRequests) throws IOException {
				awaitUninterruptibly(hang);
				ended.complete(null);
				throw new IOException("over");
			}

		}, CLOCK, Duration.ofSeconds(10));
		Thread.currentThread().interrupt();
		FastPathVerification result = verifier.verify();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(result.verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(verifier.last()).isNull();
		hang.countDown();
		ended.join();
	}

	private static FastPathVerification verify(Machine machine) {
		return new FastPathVerifier(machine, CLOCK, Duration.ofSeconds(10)).verify();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (true) {
			try {
				latch.await();
				return;
			}
			catch (InterruptedException ex) {
				// As native code does
			}
		}
	}

	private static Counter throwing(Throwable thrown) {
		return () -> {
			if (thrown instanceof IOException exception) {
				throw exception;
			}
			if (thrown instanceof RuntimeException exception) {
				throw exception;
			}
			throw (Error) thrown;
		};
	}

	/**
	 * A machine whose counter of fall-offs hangs when it is read, as native code may.
	 */
	private static class HangingMachine extends Decorated {

		volatile CountDownLatch hang = new CountDownLatch(1);

		HangingMachine(Machine machine) {
			super(machine);
		}

		@Override
		public Counter openFallOffCounter() throws IOException {
			Counter counter = super.openFallOffCounter();
			return new Counter() {

				@Override
				public long read() throws IOException {
					awaitUninterruptibly(HangingMachine.this.hang);
					return counter.read();
				}

				@Override
				public void close() {
					counter.close();
				}

			};
		}

	}

	private static class Decorated implements Machine {

		private final Machine machine;

		Decorated(Machine machine) {
			this.machine = machine;
		}

		@Override
		public Connection connect(boolean clientRequests, boolean listenerRequests) throws IOException {
			return this.machine.connect(clientRequests, listenerRequests);
		}

		@Override
		public Counter openFallOffCounter() throws IOException {
			return this.machine.openFallOffCounter();
		}

		@Override
		public Counter openIpCounter() throws IOException {
			return this.machine.openIpCounter();
		}

		@Override
		public String system() {
			return this.machine.system();
		}

	}

}
