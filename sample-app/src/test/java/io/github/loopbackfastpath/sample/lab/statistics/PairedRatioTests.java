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
import java.util.Random;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link PairedRatio}.
 */
class PairedRatioTests {

	private final Random random = new Random(1);

	@Test
	void aRatioThatIsTheSameInEveryRoundIsCertainHoweverMuchTheRoundsDiffer() {
		PairedRatio ratio = ratio(new double[] { 8, 80, 4, 400, 1.6, 16, 8, 4 },
				new double[] { 10, 100, 5, 500, 2, 20, 10, 5 });
		assertThat(ratio.estimate()).isEqualTo(0.8, within(1e-9));
		assertThat(ratio.low()).isEqualTo(0.8, within(1e-9));
		assertThat(ratio.high()).isEqualTo(0.8, within(1e-9));
		assertThat(ratio.differs()).isTrue();
	}

	@Test
	void oneRoundThatWentWrongDoesNotMoveTheRatio() {
		double[] values = { 10.1, 9.9, 10, 10.2, 9.8, 10, 10.1, 1000 };
		PairedRatio ratio = ratio(values, tens(8));
		assertThat(ratio.estimate()).isEqualTo(1, within(0.02));
		assertThat(ratio.differs()).isFalse();
	}

	/**
	 * A scheduler places one connection in six on a processor that makes it twice as
	 * fast, whatever the variant.
	 */
	@Test
	void twoModesOfOneMedianAreNoDifference() {
		int runs = 200;
		long differences = IntStream.range(0, runs)
			.mapToObj((run) -> ratio(twoModes(80, 1), twoModes(80, 1)))
			.filter(PairedRatio::differs)
			.count();
		assertThat(differences).isLessThanOrEqualTo(runs * 5 / 100);
		PairedRatio quarter = ratio(twoModes(80, 1.25), twoModes(80, 1));
		assertThat(quarter.low()).isGreaterThan(1.1);
		assertThat(quarter.high()).isLessThan(1.4);
	}

	private double[] twoModes(int rounds, double factor) {
		return IntStream.range(0, rounds)
			.mapToDouble((i) -> factor * ((this.random.nextInt(6) == 0) ? 11 : 26)
					* Math.exp(0.05 * this.random.nextGaussian()))
			.toArray();
	}

	@Test
	void theInverseHasTheInverseRatio() {
		double[] values = { 11, 12, 13, 14, 15, 16, 17, 18 };
		assertThat(ratio(values, tens(8)).estimate() * ratio(tens(8), values).estimate()).isEqualTo(1, within(1e-9));
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 12, 80 })
	void theIntervalContainsTheTruthAsOftenAsItSays(int rounds) {
		int runs = 400;
		long hits = IntStream.range(0, runs).filter((run) -> {
			double[] values = IntStream.range(0, rounds)
				.mapToDouble((i) -> 10 * 1.2 * Math.exp(0.1 * this.random.nextGaussian()))
				.toArray();
			PairedRatio ratio = ratio(values, tens(rounds));
			return ratio.low() <= 1.2 && 1.2 <= ratio.high();
		}).count();
		// 99 % less three standard errors of so many runs
		assertThat((double) hits / runs).isGreaterThan(0.975);
	}

	@Test
	void aDifferenceLargerThanTheNoiseIsFound() {
		double[] values = IntStream.range(0, 12)
			.mapToDouble((i) -> 7 * Math.exp(0.05 * this.random.nextGaussian()))
			.toArray();
		PairedRatio ratio = ratio(values, tens(12));
		assertThat(ratio.differs()).isTrue();
		assertThat(ratio.high()).isLessThan(0.85);
	}

	@Test
	void fewRoundsHaveNoInterval() {
		assertThat(tryRatio(tens(7), tens(7))).isNull();
	}

	@Test
	void aClockThatSawNothingHasNoRatio() {
		assertThat(tryRatio(new double[] { 1, 1, 0, 1, 1, 1, 1, 1 }, tens(8))).isNull();
		assertThat(tryRatio(tens(8), new double[] { 1, 1, 0, 1, 1, 1, 1, 1 })).isNull();
	}

	private static double[] tens(int rounds) {
		double[] values = new double[rounds];
		Arrays.fill(values, 10);
		return values;
	}

	private static PairedRatio ratio(double[] values, double[] baseline) {
		PairedRatio ratio = tryRatio(values, baseline);
		if (ratio == null) {
			throw new AssertionError("No ratio");
		}
		return ratio;
	}

	private static @Nullable PairedRatio tryRatio(double[] values, double[] baseline) {
		return PairedRatio.of(values, baseline);
	}

}
