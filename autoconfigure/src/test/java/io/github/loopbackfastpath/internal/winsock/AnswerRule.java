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

package io.github.loopbackfastpath.internal.winsock;

/**
 * Which of the calls on one side are answered with an error; the others succeed.
 *
 * @param error the number of the error
 * @param first the first call that may fail, counted from 1
 * @param last the last call that may fail
 * @param percent the share of these calls that fails
 * @param delay how long such a call takes, in milliseconds
 */
public record AnswerRule(int error, int first, int last, int percent, int delay) {

	public static final AnswerRule GRANTED = every(0);

	public static AnswerRule every(int error) {
		return new AnswerRule(error, 1, Integer.MAX_VALUE, 100, 0);
	}

	public static AnswerRule only(int call, int error) {
		return new AnswerRule(error, call, call, 100, 0);
	}

	public static AnswerRule share(int percent, int error) {
		return new AnswerRule(error, 1, Integer.MAX_VALUE, percent, 0);
	}

	public AnswerRule after(int delay) {
		return new AnswerRule(this.error, this.first, this.last, this.percent, delay);
	}

	/**
	 * Answer the call with the given number as the stand-in for Winsock does.
	 */
	int answer(int call) {
		if (call < this.first || call > this.last || percentile(call) >= this.percent) {
			return 0;
		}
		try {
			Thread.sleep(this.delay);
		}
		catch (InterruptedException ex) {
			// A native call does not notice
			Thread.currentThread().interrupt();
		}
		return this.error;
	}

	private static int percentile(int call) {
		int hash = call * 0x9e3779b1;
		hash = (hash ^ hash >>> 15) * 0x85ebca6b;
		return Integer.remainderUnsigned(hash ^ hash >>> 13, 100);
	}

}
