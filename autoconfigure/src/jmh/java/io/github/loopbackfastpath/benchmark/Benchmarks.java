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

package io.github.loopbackfastpath.benchmark;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks and prints their figures:
 * {@code Benchmarks <pattern> <full|quick> [<parameter>=<value>]}.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	public static void main(String[] args) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().include(args[0])
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true);
		if (System.getProperty("wine.directory") == null) {
			options.exclude(WindowsConnectionBenchmark.class.getName());
		}
		if (args.length > 2) {
			String[] parameter = args[2].split("=");
			options.param(parameter[0], parameter[1]);
		}
		if (args[1].equals("quick")) {
			options.forks(1).warmupIterations(1).measurementIterations(2).measurementTime(TimeValue.milliseconds(200));
		}
		Collection<RunResult> results = new Runner(options.build()).run();
		System.out.printf("%nFigures (%s, Java %s)%n", System.getProperty("os.name"), Runtime.version());
		results.forEach(Benchmarks::print);
	}

	private static void print(RunResult result) {
		if (result.getParams().getMode() == Mode.AverageTime) {
			Result<?> time = result.getPrimaryResult();
			System.out.printf("%s: median %.0f %s, %.0f B%n", name(result.getParams()),
					time.getStatistics().getPercentile(50), time.getScoreUnit(),
					result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
			return;
		}
		System.out.printf("%s: time ratio %s%n", name(result.getParams()), Median.of(values(result, "timeRatio")));
		double[] jvms = result.getBenchmarkResults()
			.stream()
			.mapToDouble((jvm) -> Median.of(values(jvm, "timeRatio")).median())
			.sorted()
			.toArray();
		if (jvms.length > 1) {
			System.out.printf("  of the JVMs: %s; from %.3f to %.3f%n", Median.of(jvms), jvms[0],
					jvms[jvms.length - 1]);
		}
		if (result.getSecondaryResults().containsKey("addedBytes")) {
			System.out.printf("  added allocation in B: %s; asks: %.0f%n", Median.of(values(result, "addedBytes")),
					Arrays.stream(values(result, "asks")).sum());
		}
	}

	private static double[] values(RunResult result, String counter) {
		return result.getBenchmarkResults()
			.stream()
			.flatMapToDouble((jvm) -> Arrays.stream(values(jvm, counter)))
			.toArray();
	}

	private static double[] values(BenchmarkResult jvm, String counter) {
		return jvm.getIterationResults()
			.stream()
			.mapToDouble((iteration) -> iteration.getSecondaryResults().get(counter).getScore())
			.toArray();
	}

	private static String name(BenchmarkParams params) {
		String benchmark = params.getBenchmark().substring(Benchmarks.class.getPackageName().length() + 1);
		return params.getParamsKeys()
			.stream()
			.map(params::getParam)
			.collect(Collectors.joining(", ", benchmark + " ", ""))
			.strip();
	}

}
