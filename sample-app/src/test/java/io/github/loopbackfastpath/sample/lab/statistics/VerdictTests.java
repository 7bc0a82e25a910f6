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

package io.github.loopbackfastpath.sample.lab.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verdict} and {@link Comparison}.
 */
class VerdictTests {

	private static final double[] NOISE = { 0.98, 1.01, 0.99, 1.02, 1, 1.01, 0.99, 1 };

	private final List<Measurement> plain = rounds(1, NOISE.length);

	@Test
	void lessLatencyIsLower() {
		assertThat(verdict(rounds(0.82, 8), null)).matches("p50 18 % lower \\(\\d+ to \\d+ %\\)");
	}

	@Test
	void moreLatencyIsSlower() {
		assertThat(verdict(rounds(1.3, 8), null)).startsWith("slower: p50 30 % higher");
	}

	@Test
	void lessThroughputIsSlower() {
		Comparison throughput = Comparison.of(Metric.THROUGHPUT, rounds(1.25, 8), this.plain, null);
		assertThat(new Verdict(List.of(throughput)).text()).startsWith("slower: throughput 20 % lower");
	}

	@Test
	void noiseIsNotADifference() {
		assertThat(verdict(reversed(), null)).matches("no measurable difference \\(p50 -\\d to \\+\\d %\\)");
	}

	@Test
	void aDifferenceThatPlainTcpHasFromItselfIsNotADifference() {
		Comparison control = Comparison.of(Metric.P50, rounds(0.82, 8), this.plain, null);
		assertThat(verdict(rounds(0.82, 8), control)).startsWith("within this machine's noise (p50 -");
		assertThat(verdict(rounds(0.5, 8), control)).startsWith("p50 50 % lower");
	}

	@Test
	void aDifferenceThatNobodyWouldNoticeIsNotOne() {
		List<Measurement> almost = IntStream.range(0, 8).mapToObj((i) -> round(0.995 * NOISE[i])).toList();
		assertThat(verdict(almost, null)).startsWith("within this machine's noise");
	}

	@Test
	void wideIntervalsAreTooNoisyToTell() {
		List<Measurement> noisy = IntStream.range(0, 8).mapToObj((i) -> round((i % 2 == 0) ? 0.8 : 1.3)).toList();
		assertThat(verdict(noisy, null)).matches("too noisy to tell \\(p50 -\\d+ to \\+\\d+ %\\)");
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.5, 0.9, 0.97, 0.995, 1, 1.02, 1.3 })
	void noMeasurableDifferenceIsNeverSaidOfAnIntervalWithoutZero(double factor) {
		Comparison comparison = Comparison.of(Metric.P50, rounds(factor, 8), this.plain, null);
		boolean differs = comparison.ratio() != null && comparison.ratio().differs();
		assertThat(comparison.difference() == Difference.NONE).isEqualTo(!differs);
	}

	@Test
	void rareLatenciesAndCpuTimeAreComparedInBlocksOfRounds() {
		List<Measurement> many = IntStream.range(0, 120).mapToObj((i) -> round((i % 10 == 0) ? 2 : 1)).toList();
		List<Measurement> same = IntStream.range(0, 120).mapToObj((i) -> round((i % 10 == 9) ? 2 : 1)).toList();
		assertThat(Comparison.of(Metric.P99, many, same, null).ratio()).isEqualTo(new PairedRatio(1, 1, 1));
	}

	@Test
	void fewRoundsGiveNoVerdict() {
		assertThat(verdict(rounds(0.5, 7), null)).isEqualTo("too few rounds, or too coarse a clock, to tell");
	}

	@Test
	void otherMetricsAreNamedIfTheyDiffer() {
		List<Measurement> busy = rounds(1, 8).stream()
			.map((round) -> new Measurement(round.latencies(), round.busyNanos(), 2 * round.cpuNanos()))
			.toList();
		Comparison latency = Comparison.of(Metric.P50, reversed(), this.plain, null);
		Comparison cpu = Comparison.of(Metric.CPU, busy, this.plain, null);
		assertThat(new Verdict(List.of(latency, cpu)).text()).startsWith("no measurable difference")
			.contains("; CPU time 100 % higher");
	}

	@Test
	void plainTcpComparedWithItselfIsTheNoise() {
		Comparison control = Comparison.of(Metric.P50, reversed(), this.plain, null);
		assertThat(new Verdict(List.of(control)).textOfControl()).startsWith("the noise of this machine: p50 -");
	}

	private String verdict(List<Measurement> variant, @Nullable Comparison control) {
		return new Verdict(List.of(Comparison.of(Metric.P50, variant, this.plain, control))).text();
	}

	private static List<Measurement> reversed() {
		return IntStream.range(0, NOISE.length).mapToObj((i) -> round(NOISE[NOISE.length - 1 - i])).toList();
	}

	private static List<Measurement> rounds(double factor, int rounds) {
		return IntStream.range(0, rounds).mapToObj((i) -> round(factor * NOISE[i])).toList();
	}

	private static Measurement round(double factor) {
		long[] latencies = new long[100];
		Arrays.fill(latencies, Math.round(factor * 100_000));
		return new Measurement(latencies, Math.round(factor * 10_000_000), 1_000_000);
	}

}
