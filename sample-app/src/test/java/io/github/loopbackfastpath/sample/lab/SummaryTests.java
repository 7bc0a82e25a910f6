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

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.VerificationDescriptor;
import io.github.loopbackfastpath.sample.lab.statistics.Comparison;
import io.github.loopbackfastpath.sample.lab.statistics.Difference;
import io.github.loopbackfastpath.sample.lab.statistics.Latencies;
import io.github.loopbackfastpath.sample.lab.statistics.Measurement;
import io.github.loopbackfastpath.sample.lab.statistics.Metric;
import io.github.loopbackfastpath.sample.lab.statistics.PairedRatio;
import io.github.loopbackfastpath.sample.lab.workload.Variant;
import io.github.loopbackfastpath.sample.lab.workload.Workload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Summary} and {@link Advice}, with constructed comparisons.
 */
class SummaryTests {

	private static final Comparison FASTER = p50(0.88, 0.85, 0.92, Difference.BETTER);

	private static final Comparison SLOWER = p50(1.2, 1.1, 1.3, Difference.WORSE);

	private static final Comparison SAME = p50(1.01, 0.97, 1.04, Difference.NONE);

	private static final Comparison NOISY = p50(1.01, 0.7, 1.4, Difference.TOO_NOISY);

	private static final Comparison FEW = new Comparison(Metric.P50, null, Difference.UNKNOWN);

	@Test
	void whatIsFasterIsWorthEnabling() {
		assertThat(summary(fastPath(Workload.REST_CLIENT, FASTER), fastPath(Workload.CONNECT, SAME)))
			.containsExactly("On this machine: RestClient p50 12 % lower (8 to 15 %), connections no difference: "
					+ "worth enabling.");
	}

	@Test
	void whatIsSlowerIsLeftDisabled() {
		assertThat(summary(fastPath(Workload.REST_CLIENT, SLOWER), fastPath(Workload.CONNECT, SAME)))
			.containsExactly("On this machine: RestClient p50 20 % higher (10 to 30 %), connections no difference: "
					+ "leave it disabled.");
	}

	@Test
	void whatMakesNoDifferenceIsLeftDisabled() {
		assertThat(summary(fastPath(Workload.REST_CLIENT, SAME), fastPath(Workload.CONNECT, SAME)))
			.containsExactly("On this machine: connections and RestClient no difference: leave it disabled.");
	}

	@Test
	void noiseIsToBeRepeatedUnlessSomethingElseIsCertain() {
		assertThat(summary(fastPath(Workload.REST_CLIENT, NOISY), fastPath(Workload.CONNECT, SAME)))
			.containsExactly("On this machine: connections no difference, RestClient too noisy to tell: too noisy to "
					+ "tell: close other programs and repeat.");
		assertThat(summary(fastPath(Workload.REST_CLIENT, NOISY), fastPath(Workload.CONNECT, FASTER))).singleElement()
			.asString()
			.endsWith("RestClient too noisy to tell: worth enabling.");
	}

	@Test
	void aDifferenceWithinTheNoiseCountsAsNoiseOnlyIfItWouldMatter() {
		Comparison large = p50(0.65, 0.52, 0.74, Difference.WITHIN_NOISE);
		Comparison small = p50(0.98, 0.97, 0.99, Difference.WITHIN_NOISE);
		assertThat(summary(fastPath(Workload.CONNECT, large))).singleElement()
			.asString()
			.endsWith("connections within this machine's noise: too noisy to tell: close other programs and repeat.");
		assertThat(summary(fastPath(Workload.CONNECT, small))).singleElement()
			.asString()
			.endsWith("leave it disabled.");
	}

	@Test
	void aGainOfAPercentOrTwoIsNotWorthEnabling() {
		Comparison little = p50(0.98, 0.97, 0.99, Difference.BETTER);
		assertThat(summary(fastPath(Workload.CONNECT, little)))
			.containsExactly("On this machine: connections p50 2 % lower (1 to 3 %): leave it disabled.");
	}

	@Test
	void aGainAndALossAreTheUsersDecision() {
		assertThat(summary(fastPath(Workload.REST_CLIENT, FASTER), fastPath(Workload.CONNECT, SLOWER))).singleElement()
			.asString()
			.endsWith("enable it only where the first matters more.");
	}

	@Test
	void fewRoundsAreSaidToBeFew() {
		assertThat(summary(fastPath(Workload.CONNECT, FEW)))
			.containsExactly("On this machine: connections too few rounds to tell: repeat with more rounds.");
	}

	@Test
	void aSystemWithoutTheFastPathGetsTheCauseAndItsUnixDomainSocket() {
		WorkloadResult result = new WorkloadResult(Workload.CONNECT, "", false,
				List.of(result(Variant.UNIX_DOMAIN, FASTER)),
				List.of(new Skipped(Variant.FAST_PATH, "it exists only on Windows")));
		assertThat(summary(result)).containsExactly(
				"On this machine: no fast path, because it exists only on Windows: leave it disabled.",
				"A Unix-domain socket instead of TCP: connections p50 12 % lower (8 to 15 %).");
	}

	@Test
	void howConnectionsEndDoesNotDecide() {
		assertThat(summary(fastPath(Workload.VANISHED_PEER, FASTER)))
			.containsExactly("The fast path on both ends was not measured.");
	}

	@Test
	void wineGivesNoAdvice() {
		SystemDescription wine = new SystemDescription("", "", "", "", 2, "", true, null, Collections.emptyList());
		assertThat(new Summary(wine, List.of(fastPath(Workload.CONNECT, FASTER))).sentences()).singleElement()
			.asString()
			.endsWith(": this is Wine, which proves nothing about Windows.");
	}

	@Test
	void whatIsFasterAndActiveIsWorthEnabling() {
		assertThat(summary("active", fastPath(Workload.REST_CLIENT, FASTER), fastPath(Workload.CONNECT, SAME)))
			.containsExactly(
					"On this machine: RestClient p50 12 % lower (8 to 15 %), connections no difference, fast path "
							+ "active: worth enabling.",
					"The fast path is active.");
	}

	@Test
	void noGainIsExplainedByAFastPathThatIsNotActive() {
		for (Comparison comparison : new Comparison[] { SAME, SLOWER }) {
			assertThat(summary("not-active", fastPath(Workload.CONNECT, comparison))).first()
				.asString()
				.endsWith(
						", fast path not active: no gain, and the fast path was not active: leave it disabled, or remove "
								+ "the cause and repeat.");
		}
	}

	@Test
	void nothingIsSaidOfTheGainIfItIsTooNoisyToTell() {
		for (Comparison comparison : new Comparison[] { NOISY, FEW }) {
			assertThat(summary("not-active", fastPath(Workload.CONNECT, comparison))).first()
				.asString()
				.endsWith(
						", fast path not active: the fast path was not active: leave it disabled, or remove the cause and "
								+ "repeat.");
		}
	}

	@Test
	void aGainWithoutTheFastPathIsNotAttributedToIt() {
		assertThat(summary("not-active", fastPath(Workload.CONNECT, FASTER))).containsExactly(
				"On this machine: connections p50 12 % lower (8 to 15 %), fast path not active: faster although the fast path "
						+ "was not active, so something else made the difference: repeat.",
				"The fast path is not-active.");
	}

	@Test
	void whatCannotBeToldLeavesTheAdviceToTheMeasurement() {
		assertThat(summary("cannot-be-told", fastPath(Workload.CONNECT, FASTER))).first()
			.asString()
			.endsWith(", fast path active or not, which cannot be told: worth enabling.");
		assertThat(summary("cannot-be-told", fastPath(Workload.CONNECT, SAME))).first()
			.asString()
			.endsWith(", fast path active or not, which cannot be told: leave it disabled.");
	}

	private static List<String> summary(WorkloadResult... results) {
		return summary((VerificationDescriptor) null, results);
	}

	private static List<String> summary(String verdict, WorkloadResult... results) {
		return summary(new VerificationDescriptor(verdict, "The fast path is " + verdict, null, Collections.emptyList(),
				"Windows 11", Instant.EPOCH, 1), results);
	}

	private static List<String> summary(@Nullable VerificationDescriptor verification, WorkloadResult... results) {
		SystemDescription description = new SystemDescription("", "", "", "", 2, "", false, verification,
				Collections.emptyList());
		return new Summary(description, Arrays.asList(results)).sentences();
	}

	private static WorkloadResult fastPath(Workload workload, Comparison comparison) {
		return new WorkloadResult(workload, "", false, List.of(result(Variant.FAST_PATH, comparison)),
				Collections.emptyList());
	}

	private static VariantResult result(Variant variant, Comparison comparison) {
		Latencies latencies = Latencies.of(new Measurement(new long[] { 1 }, 1, 1).histogram());
		return new VariantResult(variant, "", latencies, 1, null, 1, List.of(comparison), "", null,
				Collections.emptyList());
	}

	private static Comparison p50(double estimate, double low, double high, Difference difference) {
		return new Comparison(Metric.P50, new PairedRatio(estimate, low, high), difference);
	}

}
