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

package io.github.loopbackfastpath.actuate;

import java.util.Locale;

import io.github.loopbackfastpath.internal.record.SocketCounts;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.verification.FallOffs;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Publishes the numbers of sockets: {@code loopback.fast.path.sockets} with the tags
 * {@code side}, {@code component} and {@code outcome}, and
 * {@code loopback.fast.path.available}; also {@code loopback.fast.path.fall.offs}. Reads
 * what is counted anyway; no socket and no request costs more.
 *
 * @since 0.1.0
 */
public class LoopbackFastPathMetrics implements MeterBinder {

	private final SocketRequests requests;

	/**
	 * Create new metrics.
	 * @param requests the requests and the record of them
	 */
	public LoopbackFastPathMetrics(SocketRequests requests) {
		this.requests = requests;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("loopback.fast.path.available", this.requests, LoopbackFastPathMetrics::available)
			.description("Whether the loopback fast path can be requested: 1 if it can, 0 if not")
			.register(registry);
		Gauge.builder("loopback.fast.path.fall.offs", this.requests, LoopbackFastPathMetrics::fallOffs)
			.description("Connects of all programs on this machine that fell off the loopback fast path since they are"
					+ " watched")
			.register(registry);
		SocketCounts counts = this.requests.record().socketCounts();
		counts.onEntry((entry) -> register(registry, counts, entry));
	}

	private static double available(SocketRequests requests) {
		return requests.availability().isAvailable() ? 1 : 0;
	}

	private static double fallOffs(SocketRequests requests) {
		FallOffs fallOffs = requests.fallOffs();
		return (fallOffs != null) ? fallOffs.growth() : Double.NaN;
	}

	private static void register(MeterRegistry registry, SocketCounts counts, SocketCounts.Entry entry) {
		FunctionCounter.builder("loopback.fast.path.sockets", counts, (present) -> present.count(entry))
			.description("Sockets on which the loopback fast path was requested or which were skipped, by outcome")
			.tag("side", entry.side().name().toLowerCase(Locale.ROOT))
			.tag("component", entry.component())
			.tag("outcome", entry.outcome().value())
			.register(registry);
	}

}
