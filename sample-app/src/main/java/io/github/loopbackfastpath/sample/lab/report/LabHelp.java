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

package io.github.loopbackfastpath.sample.lab.report;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.sample.lab.workload.Variant;
import io.github.loopbackfastpath.sample.lab.workload.Workload;

/**
 * The help of the lab's command line.
 */
final class LabHelp {

	private static final String TEXT = """
			Usage: java -jar <jar> [--<property>=<value> ...]   start the sample application and its page
			       java -jar <jar> --lab [option ...]           measure what the fast path does on this machine

			Options of the lab:
			  --lab                   everything; takes two to four minutes
			  --lab.quick             three workloads; takes 20 to 40 seconds
			  --lab.workloads=w,...   only these workloads; preset: all, with --lab.quick
			                          ping-pong-1k,connect,rest-client
			  --lab.variants=v,...    only these variants; preset: all. plain and plain-again are always measured
			  --lab.rounds=n          number of rounds; preset 120, with --lab.quick 80, at a rate an eighth of that.
			                          Fewer than 8 give no verdict; the duration grows with it
			  --lab.rate=n            operations per second; preset 0, one after the other
			  --lab.directory=dir     where the results go; preset loopback-lab
			  --lab.compare=file      compare with the JSON file of an earlier run; preset: none
			  --lab.calibrate[=n]     measure the lab itself with known effects, in n quick runs; preset 40, which
			                          takes 20 to 30 minutes. Needs a quiet machine
			  --help, -h              print this

			Workloads: %s
			Variants:  %s

			Exit codes: 0 measured, 1 the measurement failed, 2 wrong option.
			""";

	private LabHelp() {
	}

	static String text() {
		return TEXT.formatted(Arrays.stream(Workload.values()).map(Workload::id).collect(Collectors.joining(", ")),
				Variant.toChoose().stream().map(Variant::id).collect(Collectors.joining(", ")));
	}

}
