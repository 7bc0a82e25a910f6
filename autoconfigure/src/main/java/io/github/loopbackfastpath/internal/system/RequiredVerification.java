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

import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.FastPathVerification.Verdict;
import io.github.loopbackfastpath.internal.record.Guard;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Fails the start of an application that requires the fast path if a verification shows
 * that it is not active. The start waits for it, and goes on if it cannot be told.
 */
public final class RequiredVerification implements SmartInitializingSingleton {

	private final SocketRequests requests;

	/**
	 * Create a new instance.
	 * @param requests what verifies
	 */
	public RequiredVerification(SocketRequests requests) {
		this.requests = requests;
	}

	@Override
	public void afterSingletonsInstantiated() {
		FastPathVerification result = this.requests.verify();
		if (result.verdict() == Verdict.NOT_ACTIVE) {
			throw new FastPathStartException(
					"'loopback-fast-path.required' and 'loopback-fast-path.verify' are 'true'. " + result.summary()
							+ ".",
					"Look for filter drivers of firewalls, VPNs and virus scanners, or for an error in the description."
							+ " If the application can continue over plain TCP, set 'loopback-fast-path.required' to"
							+ " 'false'. To start without the verification, set 'loopback-fast-path.verify' to 'false'.");
		}
		Guard.run("The result of the verification cannot be logged", () -> BackgroundVerification.log(result));
	}

}
