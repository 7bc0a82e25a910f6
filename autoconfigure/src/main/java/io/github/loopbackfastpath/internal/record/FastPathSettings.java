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

import java.util.Set;

import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.IpVersion;

/**
 * The configuration of an application, as the status shows it.
 *
 * @param enabled whether the starter is enabled
 * @param required whether the start fails without the fast path
 * @param scope the sockets on which the fast path is requested
 * @param ipVersion the addresses for which it is requested
 * @param server the listening sockets for which it is requested
 * @param client the connecting sockets for which it is requested
 */
public record FastPathSettings(boolean enabled, boolean required, FastPathScope scope, IpVersion ipVersion, Side server,
		Side client) {

	/**
	 * The configuration of one side.
	 *
	 * @param enabled whether the fast path is requested on this side
	 * @param ports the ports for which it is requested, empty for all
	 */
	public record Side(boolean enabled, Set<Integer> ports) {

	}

}
