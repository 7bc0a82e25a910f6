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

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.loopbackfastpath.sample.lab.Lab;
import io.github.loopbackfastpath.sample.lab.LabOptions;
import io.github.loopbackfastpath.sample.lab.LabResult;
import org.jspecify.annotations.Nullable;

/**
 * The lab on the command line.
 */
public final class LabCommand {

	private static final int FAILED = 1;

	private static final int WRONG = 2;

	private static final long LONGEST_END = 15;

	private final PrintStream out;

	/**
	 * Create a new command.
	 * @param out where progress and results are printed
	 */
	public LabCommand(PrintStream out) {
		this.out = out;
	}

	/**
	 * Return whether the command line is one for this command, even if a wrong one.
	 * @param arguments the command line
	 * @return whether it is
	 */
	public static boolean isMeant(List<String> arguments) {
		return arguments.stream().anyMatch((argument) -> isHelp(argument) || argument.matches("-*lab([.=].*)?"));
	}

	private static boolean isHelp(String argument) {
		return argument.equals("--help") || argument.equals("-h");
	}

	/**
	 * Run the lab. Ctrl-C ends it and prints what is there.
	 * @param arguments the command line
	 * @return the exit code
	 */
	public int run(List<String> arguments) {
		if (arguments.stream().anyMatch(LabCommand::isHelp)) {
			this.out.print(LabHelp.text());
			return 0;
		}
		LabOptions options;
		EarlierRun earlier;
		try {
			options = LabOptions.of(arguments);
			earlier = (options.compare() != null) ? EarlierRun.read(options.compare()) : null;
			new ResultFiles(options.directory()).check();
		}
		catch (IllegalArgumentException ex) {
			this.out.println(ex.getMessage());
			this.out.println("All options: --help");
			return WRONG;
		}
		try {
			measure(options, earlier);
			return 0;
		}
		catch (IOException | RuntimeException ex) {
			this.out.println("The measurement failed: " + ex.getMessage());
			return FAILED;
		}
	}

	private void measure(LabOptions options, @Nullable EarlierRun earlier) throws IOException {
		if (options.calibrationRuns() > 0) {
			new Calibration(options.settings(), this.out).run(options.calibrationRuns());
			return;
		}
		this.out.println("The loopback lab starts its second JVM ...");
		Lab lab = new Lab(options.settings(), new ConsoleProgress(this.out));
		CountDownLatch reported = new CountDownLatch(1);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> end(lab, reported), "lab-end"));
		try {
			report(lab.run(), options.directory(), earlier);
		}
		finally {
			reported.countDown();
		}
	}

	private void report(LabResult result, Path directory, @Nullable EarlierRun earlier) throws IOException {
		new ConsoleTable(this.out).print(result);
		if (earlier != null) {
			earlier.compareWith(result).forEach(this.out::println);
		}
		List<Path> files = new ResultFiles(directory).write(result);
		files.forEach((file) -> this.out.println("Written: " + file.toAbsolutePath()));
	}

	private static void end(Lab lab, CountDownLatch reported) {
		lab.stop();
		try {
			reported.await(LONGEST_END, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
