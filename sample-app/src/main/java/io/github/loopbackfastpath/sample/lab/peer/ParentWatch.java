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

package io.github.loopbackfastpath.sample.lab.peer;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends this JVM when the one that started it is gone, however it ended: the pipe between
 * the two breaks. Not before, as Ctrl-C reaches both JVMs, and the other one has still to
 * come to its end. And ends it after a while in any case.
 */
final class ParentWatch {

	private static final long LONGEST_LIFE = TimeUnit.HOURS.toMillis(1);

	private static final long LONGEST_END = TimeUnit.SECONDS.toMillis(20);

	private final CountDownLatch gone = new CountDownLatch(1);

	private final InputStream parent;

	ParentWatch(InputStream parent) {
		this.parent = parent;
	}

	void start() {
		Runtime.getRuntime().addShutdownHook(new Thread(this::awaitParent, "lab-parent-end"));
		daemon("lab-longest-life", LONGEST_LIFE);
		// Not a daemon: keeps the JVM alive until then
		new Thread(this::endWithParent, "lab-parent").start();
	}

	private void endWithParent() {
		try {
			while (this.parent.read() >= 0) {
				// Nothing is said on this pipe
			}
		}
		catch (IOException ex) {
			// Gone as well
		}
		this.gone.countDown();
		daemon("lab-longest-end", LONGEST_END);
		System.exit(0);
	}

	private void awaitParent() {
		try {
			this.gone.await(LONGEST_END, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void daemon(String name, long delay) {
		Thread thread = new Thread(() -> haltAfter(delay), name);
		thread.setDaemon(true);
		thread.start();
	}

	private static void haltAfter(long delay) {
		try {
			Thread.sleep(delay);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		Runtime.getRuntime().halt(1);
	}

}
