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

package io.github.loopbackfastpath.internal.system;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.FastPathVerification.Verdict;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.internal.record.Guard;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Verifies in the background, once the application is ready, whether the system really
 * uses the fast path, and logs the result in one line.
 */
public final class BackgroundVerification implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(LoopbackFastPath.class);

	private final SocketRequests requests;

	private final AtomicBoolean started = new AtomicBoolean();

	/**
	 * Create a new instance.
	 * @param requests what verifies
	 */
	public BackgroundVerification(SocketRequests requests) {
		this.requests = requests;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (this.started.compareAndSet(false, true)) {
			Guard.run("The verification cannot be started", () -> {
				Thread thread = new Thread(this::verify, "loopback-fast-path-start");
				thread.setDaemon(true);
				thread.start();
			});
		}
	}

	private void verify() {
		Guard.run("The result of the verification cannot be logged", () -> log(this.requests.verify()));
	}

	static void log(FastPathVerification result) {
		if (result.verdict() == Verdict.NOT_ACTIVE) {
			logger.warn(result.summary());
		}
		else {
			logger.info(result.summary());
		}
	}

}
