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

import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Latencies}.
 */
class LatenciesTests {

	private static final Percentage HISTOGRAM = Percentage.withPercentage(0.1);

	@Test
	void percentilesAreThoseOfTheData() {
		Latencies latencies = latencies(10_000);
		assertThat(latencies.count()).isEqualTo(10_000);
		assertThat(latencies.p50()).isCloseTo(5000d, HISTOGRAM);
		assertThat(latencies.p90()).isCloseTo(9000d, HISTOGRAM);
		assertThat(latencies.p99()).isCloseTo(9900d, HISTOGRAM);
		assertThat(latencies.p999()).isCloseTo(9990d, HISTOGRAM);
		assertThat(latencies.max()).isCloseTo(10_000d, HISTOGRAM);
	}

	@Test
	void aPercentileBeyondWhichThereIsHardlyAnythingIsNotGiven() {
		Latencies latencies = latencies(1000);
		assertThat(latencies.p99()).isNotNull();
		assertThat(latencies.p999()).isNull();
		assertThat(latencies.curve()).extracting(Latencies.Point::x).endsWith(98d, 99d);
	}

	@Test
	void sharesOfTheDistributionAreAllOfTheData() {
		Latencies latencies = latencies(1000);
		assertThat(latencies.distribution().stream().mapToDouble(Latencies.Point::y).sum()).isEqualTo(1, within(1e-9));
	}

	@Test
	void distributionsOfDifferentDataShareTheirPlaces() {
		assertThat(latencies(2000).distribution()).extracting(Latencies.Point::x)
			.containsAll(latencies(100).distribution().stream().map(Latencies.Point::x).toList());
	}

	private static Latencies latencies(int largestMicros) {
		Histogram histogram = new Histogram(3);
		for (int micros = 1; micros <= largestMicros; micros++) {
			histogram.recordValue(micros * 1000L);
		}
		return Latencies.of(histogram);
	}

}
