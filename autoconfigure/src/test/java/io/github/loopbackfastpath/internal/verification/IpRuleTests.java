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

import java.util.Random;
import java.util.stream.LongStream;

import io.github.loopbackfastpath.FastPathVerification.Verdict;
import io.github.loopbackfastpath.internal.verification.IpRule.Arm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IpRule}. A plain round trip has two datagrams, as it has under Wine
 * and on Linux.
 */
class IpRuleTests {

	private static final int PLAIN = 2 * IpRule.ROUND_TRIPS;

	private static final int SCHEDULES = 20_000;

	@Test
	void activeIfTheCandidateSkipsTheIpLayer() {
		Statement statement = decide(PLAIN, 0, 0, PLAIN);
		assertThat(statement.verdict()).isEqualTo(Verdict.ACTIVE);
		assertThat(statement.reason()).isEqualTo("0.00 datagrams for each round trip, 2.00 over plain TCP");
	}

	@Test
	void notActiveIfTheCandidateIsAsPlain() {
		assertThat(decide(PLAIN, PLAIN, 0, PLAIN).verdict()).isEqualTo(Verdict.NOT_ACTIVE);
	}

	@Test
	void silentIfTheCounterIsBlindToLoopback() {
		assertSilent(decide(0, 0, 0, 0), "does not count plain loopback traffic");
	}

	@Test
	void silentIfTheCandidateIsNeither() {
		assertSilent(decide(PLAIN, PLAIN / 2, 0, PLAIN), "neither");
	}

	@Test
	void silentIfTheControlsDiffer() {
		assertSilent(decide(PLAIN, 0, 0, PLAIN + 10), "too much other traffic");
		assertSilent(decide(PLAIN, 0, 10, PLAIN), "too much other traffic");
		assertSilent(decide(10 * PLAIN, 0, 0, 10 * PLAIN), "too much other traffic");
	}

	@Test
	void silentIfTheSmallestGrowthIsSeenOnce() {
		Growth<Arm> growth = growth(PLAIN, PLAIN / 2, 0, PLAIN);
		growth.of(Arm.CANDIDATE).set(3, 0L);
		assertSilent(IpRule.decide(growth), "too much other traffic");
	}

	@Test
	void noiseInAllRoundsButTwoDoesNotMatter() {
		Growth<Arm> growth = growth(PLAIN + 500, 700, 60, PLAIN + 90);
		growth.of(Arm.PLAIN).set(1, 40L);
		growth.of(Arm.PLAIN).set(6, 41L);
		growth.of(Arm.SECOND_PLAIN).set(0, 40L);
		growth.of(Arm.SECOND_PLAIN).set(7, 42L);
		growth.of(Arm.IDLE).set(2, 0L);
		growth.of(Arm.IDLE).set(3, 2L);
		growth.of(Arm.CANDIDATE).set(5, 0L);
		growth.of(Arm.CANDIDATE).set(4, 3L);
		assertThat(IpRule.decide(growth).verdict()).isEqualTo(Verdict.ACTIVE);
	}

	@Test
	void silentWithoutRounds() {
		assertSilent(IpRule.decide(new Growth<>(Arm.class)), "too few rounds");
	}

	@Test
	void neverWrongWhateverOtherProgramsAdd() {
		Random random = new Random(14);
		int decided = 0;
		for (int i = 0; i < SCHEDULES; i++) {
			boolean active = random.nextBoolean();
			Growth<Arm> growth = noisy(random, active ? 0 : PLAIN, PLAIN);
			Verdict verdict = IpRule.decide(growth).verdict();
			assertThat(verdict).as("schedule %d: %s", i, growth.toMap())
				.isNotEqualTo(active ? Verdict.NOT_ACTIVE : Verdict.ACTIVE);
			decided += (verdict != Verdict.CANNOT_BE_TOLD) ? 1 : 0;
		}
		assertThat(decided).isGreaterThan(SCHEDULES / 4);
	}

	@Test
	void neverSpeaksOnABlindCounter() {
		Random random = new Random(15);
		for (int i = 0; i < SCHEDULES; i++) {
			Growth<Arm> growth = noisy(random, 0, 0);
			assertThat(IpRule.decide(growth).verdict()).as("schedule %d: %s", i, growth.toMap())
				.isEqualTo(Verdict.CANNOT_BE_TOLD);
		}
	}

	/**
	 * Return what is measured while other programs send at a rate of their own, with
	 * bursts, on a counter that may wrap around.
	 */
	private static Growth<Arm> noisy(Random random, int candidate, int plain) {
		Growth<Arm> growth = new Growth<>(Arm.class);
		double rate = Math.exp(random.nextDouble() * 10 - 5);
		double bursts = random.nextDouble() * 0.5;
		long value = random.nextLong();
		for (int round = 0; round < IpRule.STEP; round++) {
			for (Arm arm : Arm.values()) {
				int own = (arm == Arm.IDLE) ? 0 : (arm == Arm.CANDIDATE) ? candidate : plain;
				long noise = poisson(random, rate);
				if (random.nextDouble() < bursts) {
					noise += random.nextInt(300);
				}
				growth.add(arm, Integer.toUnsignedLong((int) value),
						Integer.toUnsignedLong((int) (value + own + noise)));
				value += own + noise;
			}
		}
		return growth;
	}

	private static long poisson(Random random, double rate) {
		long count = 0;
		for (double time = exponential(random); time < rate; time += exponential(random)) {
			count++;
		}
		return count;
	}

	private static double exponential(Random random) {
		return -Math.log(1 - random.nextDouble());
	}

	private static void assertSilent(Statement statement, String reason) {
		assertThat(statement.verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(statement.reason()).contains(reason);
	}

	private static Statement decide(long plain, long candidate, long idle, long secondPlain) {
		return IpRule.decide(growth(plain, candidate, idle, secondPlain));
	}

	private static Growth<Arm> growth(long plain, long candidate, long idle, long secondPlain) {
		Growth<Arm> growth = new Growth<>(Arm.class);
		LongStream.range(0, IpRule.STEP).forEach((round) -> {
			growth.add(Arm.PLAIN, 0, plain);
			growth.add(Arm.CANDIDATE, 0, candidate);
			growth.add(Arm.IDLE, 0, idle);
			growth.add(Arm.SECOND_PLAIN, 0, secondPlain);
		});
		return growth;
	}

}
