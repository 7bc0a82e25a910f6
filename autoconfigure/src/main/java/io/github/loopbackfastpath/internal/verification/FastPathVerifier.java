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

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.loopbackfastpath.FastPathVerification;
import org.jspecify.annotations.Nullable;

/**
 * Verifies whether Windows really uses the fast path, one run at a time: whoever comes
 * meanwhile gets the result of the run that is under way. Nothing is loaded or opened
 * before the first run.
 *
 * @since 0.1.0
 */
public final class FastPathVerifier {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final Machine machine;

	private final Clock clock;

	private final Duration limit;

	private final FallOffWatch fallOffs;

	private @Nullable Pending pending;

	private volatile @Nullable FastPathVerification last;

	/**
	 * Create a new instance for the Windows that this JVM runs on.
	 */
	public FastPathVerifier() {
		this(new WindowsMachine(), Clock.systemUTC(), LIMIT);
	}

	FastPathVerifier(Machine machine, Clock clock, Duration limit) {
		this.machine = machine;
		this.clock = clock;
		this.limit = limit;
		// Before and after a run, which itself leaves a fifth of the time
		this.fallOffs = new FallOffWatch(machine, clock, limit.dividedBy(20));
	}

	/**
	 * Verify whether Windows uses the fast path, which takes no longer than ten seconds.
	 * @return the result
	 */
	public FastPathVerification verify() {
		Pending pending = start();
		try {
			long left = pending.deadline - System.nanoTime();
			return keep(pending.result.get(Math.max(left, 0), TimeUnit.NANOSECONDS));
		}
		catch (TimeoutException ex) {
			return keep(pending.run.giveUp());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return pending.run.failed("the thread was interrupted while it waited for the result");
		}
		catch (ExecutionException ex) {
			return keep(pending.run.failed("the verification failed: " + ex.getCause()));
		}
	}

	private FastPathVerification keep(FastPathVerification result) {
		this.last = result;
		return result;
	}

	private synchronized Pending start() {
		Pending pending = this.pending;
		if (pending == null || pending.result.isDone()) {
			pending = new Pending(new VerificationRun(this.machine, this.clock.instant(), this.limit),
					new CompletableFuture<>(), System.nanoTime() + this.limit.toNanos());
			execute(pending);
			this.pending = pending;
		}
		// One that hangs in native code stays the only one
		return pending;
	}

	private void execute(Pending pending) {
		try {
			BackgroundThread.start("loopback-fast-path-verification", () -> complete(pending));
		}
		catch (Throwable ex) {
			// Such as want of memory for a thread
			pending.result.completeExceptionally(ex);
		}
	}

	private void complete(Pending pending) {
		try {
			pending.result.complete(this.fallOffs.pauseDuring(pending.run::verify));
		}
		catch (Throwable ex) {
			pending.result.completeExceptionally(ex);
		}
	}

	/**
	 * Return the result of the last verification.
	 * @return the result, or {@code null} if there was none
	 */
	public @Nullable FastPathVerification last() {
		return this.last;
	}

	/**
	 * Begin to watch the count of connects that fell off the fast path, in the
	 * background, unless that has begun before. The first verification begins with it
	 * too.
	 */
	public void watchFallOffs() {
		this.fallOffs.begin();
	}

	/**
	 * Return by how much the count of connects that fell off the fast path has grown
	 * since it is watched.
	 * @return the growth on the whole machine, or {@code null} if it cannot be told
	 */
	public @Nullable FallOffs fallOffs() {
		return this.fallOffs.growth();
	}

	private record Pending(VerificationRun run, CompletableFuture<FastPathVerification> result, long deadline) {

	}

}
