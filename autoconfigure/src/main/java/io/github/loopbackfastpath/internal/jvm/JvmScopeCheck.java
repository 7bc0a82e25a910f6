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

package io.github.loopbackfastpath.internal.jvm;

import io.github.loopbackfastpath.internal.system.JdkFastPath;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * A check that warns if the JDK was to request the fast path and will not.
 */
public class JvmScopeCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(JvmScopeCheck.class);

	private final SocketRequests requests;

	/**
	 * Create a new check.
	 * @param requests what requests the fast path
	 */
	public JvmScopeCheck(SocketRequests requests) {
		this.requests = requests;
	}

	@Override
	public void afterSingletonsInstantiated() {
		// While the JDK requests the fast path, it is left to it and not available here
		if (this.requests.availability().isAvailable()) {
			logger.warn(("'loopback-fast-path.scope' is 'jvm', but the JDK will not request the loopback fast path: %s."
					+ " Start Java with -D%s=true. Until then it is requested only on sockets that the starter can reach")
				.formatted(reason(), JdkFastPath.PROPERTY));
		}
	}

	private static String reason() {
		// As it is now: the system was looked at before a restart within this JVM set it
		if (JdkFastPath.isRequestedByProperty()) {
			return "this JVM had opened sockets before the configuration was read";
		}
		String value = System.getProperty(JdkFastPath.PROPERTY);
		return (value != null) ? "the system property %s is '%s'".formatted(JdkFastPath.PROPERTY, value)
				: "the property came from a source that is read too late";
	}

}
