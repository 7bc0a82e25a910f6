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
		PairedRatio ratio = ratio(new double[] { 8, 80, 4, 400, 1.6, 16 }, new double[] { 10, 100, 5, 500, 2, 20 });
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

	@Test
	void theInverseHasTheInverseRatio() {
		double[] values = { 11, 12, 13, 14, 15, 16 };
		assertThat(ratio(values, tens(6)).estimate() * ratio(tens(6), values).estimate()).isEqualTo(1, within(1e-9));
	}

	@ParameterizedTest
	@ValueSource(ints = { 6, 8, 16 })
	void theIntervalContainsTheTruthAsOftenAsItSays(int rounds) {
		int runs = 400;
		long hits = IntStream.range(0, runs).filter((run) -> {
			double[] values = IntStream.range(0, rounds)
				.mapToDouble((i) -> 10 * 1.2 * Math.exp(0.1 * this.random.nextGaussian()))
				.toArray();
			PairedRatio ratio = ratio(values, tens(rounds));
			return ratio.low() <= 1.2 && 1.2 <= ratio.high();
		}).count();
		// 95 % less three standard errors of so many runs
		assertThat((double) hits / runs).isGreaterThan(0.92);
	}

	@Test
	void aDifferenceLargerThanTheNoiseIsFound() {
		double[] values = IntStream.range(0, 8)
			.mapToDouble((i) -> 7 * Math.exp(0.05 * this.random.nextGaussian()))
			.toArray();
		PairedRatio ratio = ratio(values, tens(8));
		assertThat(ratio.differs()).isTrue();
		assertThat(ratio.high()).isLessThan(0.85);
	}

	@Test
	void fewRoundsHaveNoInterval() {
		assertThat(tryRatio(tens(5), tens(5))).isNull();
	}

	@Test
	void aClockThatSawNothingHasNoRatio() {
		assertThat(tryRatio(new double[] { 1, 1, 0, 1, 1, 1 }, tens(6))).isNull();
		assertThat(tryRatio(tens(6), new double[] { 1, 1, 0, 1, 1, 1 })).isNull();
	}

	private static double[] tens(int rounds) {
		double[] values = new double[rounds];
		Arrays.fill(values, 10);
		return values;
	}

	private PairedRatio ratio(double[] values, double[] baseline) {
		PairedRatio ratio = tryRatio(values, baseline);
		if (ratio == null) {
			throw new AssertionError("No ratio");
		}
		return ratio;
	}

	private @Nullable PairedRatio tryRatio(double[] values, double[] baseline) {
		return PairedRatio.of(values, baseline, this.random);
	}

}
