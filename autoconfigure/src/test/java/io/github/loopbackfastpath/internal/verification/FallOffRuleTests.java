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
import io.github.loopbackfastpath.internal.verification.FallOffRule.Arm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FallOffRule}.
 */
class FallOffRuleTests {

	private static final int ROUNDS = FallOffRule.ROUNDS;

	private static final int SCHEDULES = 20_000;

	@Test
	void activeIfNoConnectFallsOffThatBothEndsRequestedItFor() {
		Statement statement = decide(0, 8, 0, 0);
		assertThat(statement.verdict()).isEqualTo(Verdict.ACTIVE);
		assertThat(statement.reason()).isEqualTo("0 of 8 connects fell off it (8 of 8 when only one end requested it)");
	}

	@Test
	void notActiveIfEachOfThemFallsOff() {
		assertThat(decide(8, 8, 0, 0).verdict()).isEqualTo(Verdict.NOT_ACTIVE);
	}

	@Test
	void connectsThatNobodyRequestedItForTakeNoPart() {
		assertThat(decide(0, 8, 8, 0).verdict()).isEqualTo(Verdict.ACTIVE);
		assertThat(decide(8, 8, 8, 0).verdict()).isEqualTo(Verdict.NOT_ACTIVE);
	}

	@Test
	void silentIfSomeFallOff() {
		for (int both = 1; both < ROUNDS; both++) {
			assertSilent(decide(both, 8, 0, 0), "not consistent");
		}
	}

	@Test
	void silentIfTheControlDoesNotFallOffEachTime() {
		for (int clientOnly = 0; clientOnly < ROUNDS; clientOnly++) {
			assertSilent(decide(0, clientOnly, 0, 0), "does not count");
			assertSilent(decide(8, clientOnly, 0, 0), "does not count");
		}
	}

	@Test
	void silentIfItGrowsInPauses() {
		assertSilent(decide(8, 8, 8, 8), "too much other traffic");
		assertSilent(decide(0, 8, 0, 1), "too much other traffic");
	}

	@Test
	void silentIfTheCounterIsReset() {
		Growth<Arm> growth = growth(0, 7, 0, 0);
		growth.of(Arm.CLIENT_ONLY).remove(7);
		growth.add(Arm.CLIENT_ONLY, 4711, 0);
		assertSilent(FallOffRule.decide(growth), "reset");
	}

	@Test
	void silentWithoutAllRounds() {
		assertSilent(FallOffRule.decide(new Growth<>(Arm.class)), "too few rounds");
		Growth<Arm> growth = growth(0, 8, 0, 0);
		growth.of(Arm.BOTH).remove(0);
		assertSilent(FallOffRule.decide(growth), "too few rounds");
	}

	@Test
	void neverWrongWhateverOtherProgramsAdd() {
		Random random = new Random(14);
		int decided = 0;
		for (int i = 0; i < SCHEDULES; i++) {
			boolean active = random.nextBoolean();
			// Half of the machines are quiet, the others fall off up to all the time
			double noise = Math.max(0, random.nextDouble() * 2 - 1);
			Growth<Arm> growth = new Growth<>(Arm.class);
			long value = random.nextLong();
			for (int round = 0; round < ROUNDS; round++) {
				for (Arm arm : Arm.values()) {
					boolean falls = arm == Arm.CLIENT_ONLY || (arm == Arm.BOTH && !active);
					long next = value + (falls ? 1 : 0) + ((random.nextDouble() < noise) ? 1 + random.nextInt(3) : 0);
					// As the system has it: 32 bits, which wrap around
					growth.add(arm, Integer.toUnsignedLong((int) value), Integer.toUnsignedLong((int) next));
					value = next;
				}
			}
			Verdict verdict = FallOffRule.decide(growth).verdict();
			assertThat(verdict).as("schedule %d", i).isNotEqualTo(active ? Verdict.NOT_ACTIVE : Verdict.ACTIVE);
			decided += (verdict != Verdict.CANNOT_BE_TOLD) ? 1 : 0;
		}
		assertThat(decided).isGreaterThan(SCHEDULES / 2 - SCHEDULES / 50);
	}

	@Test
	void neverSpeaksOnACounterThatMeansSomethingElse() {
		Random random = new Random(15);
		for (int i = 0; i < SCHEDULES; i++) {
			double chance = random.nextDouble();
			Growth<Arm> growth = new Growth<>(Arm.class);
			for (int round = 0; round < ROUNDS; round++) {
				for (Arm arm : Arm.values()) {
					growth.add(arm, 0, (random.nextDouble() < chance) ? 1 : 0);
				}
			}
			assertThat(FallOffRule.decide(growth).verdict()).as("schedule %d", i).isEqualTo(Verdict.CANNOT_BE_TOLD);
		}
	}

	private static void assertSilent(Statement statement, String reason) {
		assertThat(statement.verdict()).isEqualTo(Verdict.CANNOT_BE_TOLD);
		assertThat(statement.reason()).contains(reason);
	}

	private static Statement decide(int both, int clientOnly, int neither, int idle) {
		return FallOffRule.decide(growth(both, clientOnly, neither, idle));
	}

	private static Growth<Arm> growth(int both, int clientOnly, int neither, int idle) {
		Growth<Arm> growth = new Growth<>(Arm.class);
		add(growth, Arm.BOTH, both);
		add(growth, Arm.CLIENT_ONLY, clientOnly);
		add(growth, Arm.NEITHER, neither);
		add(growth, Arm.IDLE, idle);
		return growth;
	}

	private static void add(Growth<Arm> growth, Arm arm, int grown) {
		LongStream.range(0, ROUNDS).forEach((round) -> growth.add(arm, 4711, (round < grown) ? 4712 : 4711));
	}

}
