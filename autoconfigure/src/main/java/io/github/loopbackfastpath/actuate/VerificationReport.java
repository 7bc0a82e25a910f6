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

import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.VerificationDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.WitnessDescriptor;

/**
 * The result of a verification as the endpoint shows it.
 */
final class VerificationReport {

	private VerificationReport() {
	}

	static VerificationDescriptor describe(FastPathVerification result) {
		return new VerificationDescriptor(name(result.verdict()), result.summary(), result.error(),
				result.witnesses().stream().map(VerificationReport::describe).toList(), result.system(), result.time(),
				result.duration().toMillis());
	}

	private static WitnessDescriptor describe(FastPathVerification.Witness witness) {
		return new WitnessDescriptor(witness.name(), name(witness.verdict()), witness.statement(), witness.growth(),
				witness.duration().toMillis());
	}

	private static String name(FastPathVerification.Verdict verdict) {
		return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
