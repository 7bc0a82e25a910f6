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

import org.springframework.boot.ApplicationArguments;

/**
 * The lab on the command line.
 */
public final class LabCommand {

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
	 * Run the lab. Ctrl-C ends it and prints what is there.
	 * @param arguments the command line
	 * @return whether it could be run
	 * @throws IOException if a measurement fails
	 */
	public boolean run(ApplicationArguments arguments) throws IOException {
		LabOptions options;
		try {
			options = LabOptions.of(arguments);
		}
		catch (IllegalArgumentException ex) {
			this.out.println(ex.getMessage() + System.lineSeparator() + LabOptions.USAGE);
			return false;
		}
		this.out.println("The loopback lab starts its second JVM ...");
		Lab lab = new Lab(options.settings(), new ConsoleProgress(this.out));
		CountDownLatch reported = new CountDownLatch(1);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> end(lab, reported), "lab-end"));
		try {
			report(lab.run(), options.directory());
		}
		finally {
			reported.countDown();
		}
		return true;
	}

	private void report(LabResult result, Path directory) throws IOException {
		new ConsoleTable(this.out).print(result);
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
