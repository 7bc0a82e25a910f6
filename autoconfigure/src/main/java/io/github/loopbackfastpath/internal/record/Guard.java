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

package io.github.loopbackfastpath.internal.record;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The guard around collaborators of the application: a meter registry, or an appender of
 * its logging system. Nothing that they throw reaches a server, a client or a caller.
 */
public final class Guard {

	private static final Log logger = LogFactory.getLog(Guard.class);

	private Guard() {
	}

	/**
	 * Run the given action, and log at debug level what it throws.
	 */
	public static void run(String message, Action action) {
		try {
			action.run();
		}
		catch (Exception | LinkageError ex) {
			debug(message, ex);
		}
	}

	private static void debug(String message, Throwable cause) {
		try {
			logger.debug(message, cause);
		}
		catch (Exception | LinkageError ex) {
			// The logging system fails too, and there is nobody left to tell
		}
	}

	/**
	 * What is guarded.
	 */
	@FunctionalInterface
	public interface Action {

		/**
		 * Run the action.
		 * @throws Exception whatever it throws
		 */
		void run() throws Exception;

	}

}
