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

import io.github.loopbackfastpath.FastPathTally;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Publishes the tally: {@code loopback.fast.path.sockets} with the tags {@code side},
 * {@code component} and {@code outcome}, and {@code loopback.fast.path.available}. Reads
 * what is counted anyway; no socket and no request costs more.
 *
 * @since 0.1.0
 */
public class LoopbackFastPathMetrics implements MeterBinder {

	private final LoopbackFastPath fastPath;

	/**
	 * Create new metrics.
	 * @param fastPath the fast path
	 */
	public LoopbackFastPathMetrics(LoopbackFastPath fastPath) {
		this.fastPath = fastPath;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("loopback.fast.path.available", this.fastPath, LoopbackFastPathMetrics::available)
			.description("Whether the loopback fast path can be asked for: 1 if it can, 0 if not")
			.register(registry);
		this.fastPath.tally().onEntry((entry) -> register(registry, entry));
	}

	private static double available(LoopbackFastPath fastPath) {
		return fastPath.availability().isAvailable() ? 1 : 0;
	}

	private void register(MeterRegistry registry, FastPathTally.Entry entry) {
		FunctionCounter.builder("loopback.fast.path.sockets", this.fastPath.tally(), (tally) -> tally.count(entry))
			.description("Sockets that were asked for the loopback fast path, or left out, by what came of it")
			.tag("side", tag(entry.side()))
			.tag("component", entry.component())
			.tag("outcome", tag(entry.outcome()))
			.register(registry);
	}

	private static String tag(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
