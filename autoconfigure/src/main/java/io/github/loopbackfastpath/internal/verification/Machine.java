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

package io.github.loopbackfastpath.internal.verification;

import java.io.IOException;

import io.github.loopbackfastpath.internal.winsock.RequestRefusedException;

/**
 * What an experiment needs of the machine that it runs on.
 */
interface Machine {

	/**
	 * Open a connection over 127.0.0.1 whose ends request the fast path, or do not.
	 * @throws RequestRefusedException if the system refuses a request
	 */
	Connection connect(boolean clientRequests, boolean listenerRequests) throws IOException;

	/**
	 * Open the count of connects that fell off the fast path.
	 */
	Counter openFallOffCounter() throws IOException;

	/**
	 * Open the count of datagrams that the IP layer received.
	 */
	Counter openIpCounter() throws IOException;

	/**
	 * Return name and version of the operating system.
	 */
	String system();

}
