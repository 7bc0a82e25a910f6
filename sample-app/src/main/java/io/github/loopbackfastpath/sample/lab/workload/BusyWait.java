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

package io.github.loopbackfastpath.sample.lab.workload;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A probe with a known effect: waits busily after each operation, for a share of plain
 * TCP's median latency.
 */
public final class BusyWait implements Probe {

	private final Probe probe;

	private final double share;

	private volatile long waitNanos;

	/**
	 * Create a new probe that does not wait yet.
	 * @param probe does the operation
	 * @param share the share of plain TCP's median latency to wait for
	 */
	public BusyWait(Probe probe, double share) {
		this.probe = probe;
		this.share = share;
	}

	/**
	 * Say how long the operation takes over plain TCP.
	 * @param nanos the median latency
	 */
	public void setPlain(double nanos) {
		this.waitNanos = Math.round(this.share * nanos);
	}

	@Override
	public void renew() throws IOException {
		this.probe.renew();
	}

	@Override
	public long once() throws IOException {
		long took = this.probe.once();
		long start = System.nanoTime();
		long waited = 0;
		while (waited < this.waitNanos) {
			Thread.onSpinWait();
			waited = System.nanoTime() - start;
		}
		return took + waited;
	}

	@Override
	public @Nullable String finding() {
		return this.probe.finding();
	}

	@Override
	public void close() throws IOException {
		this.probe.close();
	}

}
