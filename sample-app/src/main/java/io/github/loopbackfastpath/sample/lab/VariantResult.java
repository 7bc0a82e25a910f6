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

package io.github.loopbackfastpath.sample.lab;

import java.util.List;

import io.github.loopbackfastpath.sample.lab.statistics.Comparison;
import io.github.loopbackfastpath.sample.lab.statistics.Latencies;
import io.github.loopbackfastpath.sample.lab.workload.Variant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a variant.
 *
 * @param variant the variant
 * @param title its name for people
 * @param latencies the latencies of all rounds
 * @param operationsPerSecond the throughput in operations
 * @param mebibytesPerSecond the throughput in data, or {@code null} if it does not matter
 * @param cpuMicrosPerOperation the CPU time of both JVMs
 * @param comparisons how the variant compares with plain TCP
 * @param verdict what that means
 * @param finding what else was seen, or {@code null} if nothing was
 * @param rounds the figures of each round
 */
public record VariantResult(Variant variant, String title, Latencies latencies, double operationsPerSecond,
		@Nullable Double mebibytesPerSecond, double cpuMicrosPerOperation, List<Comparison> comparisons, String verdict,
		@Nullable String finding, List<RoundResult> rounds) {

}
