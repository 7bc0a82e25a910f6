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

import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.VerificationDescriptor;
import io.github.loopbackfastpath.internal.record.FastPathSettings;
import io.github.loopbackfastpath.internal.system.SocketRequests;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows what was requested on which socket, what the
 * system answered, and what is in the way.
 *
 * @since 0.1.0
 */
@Endpoint(id = "loopbackfastpath")
@RegisterReflectionForBinding({ LoopbackFastPathDescriptor.class, VerificationDescriptor.class })
public class LoopbackFastPathEndpoint {

	private final FastPathReport report;

	private final SocketRequests requests;

	/**
	 * Create a new endpoint.
	 * @param settings the configuration
	 * @param requests the requests and the record of them
	 */
	public LoopbackFastPathEndpoint(FastPathSettings settings, SocketRequests requests) {
		this.report = new FastPathReport(settings, requests);
		this.requests = requests;
	}

	/**
	 * Return the status as it is now.
	 * @return the status
	 */
	@ReadOperation
	public LoopbackFastPathDescriptor status() {
		return this.report.describe();
	}

	/**
	 * Verify whether the system really uses the fast path, which may take ten seconds.
	 * @return the result
	 */
	@WriteOperation
	public VerificationDescriptor verify() {
		return VerificationReport.describe(this.requests.verify());
	}

}
