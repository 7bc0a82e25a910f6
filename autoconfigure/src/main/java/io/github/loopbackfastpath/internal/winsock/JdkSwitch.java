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

import com.sun.jna.Pointer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own switch for the fast path: what {@code sun.nio.ch.Net} made of the system
 * property {@code jdk.net.useFastTcpLoopback} when it was initialized, which is before
 * the first socket of the JVM. Depends on the name of its static field.
 */
final class JdkSwitch {

	private static final Log logger = LogFactory.getLog(JdkSwitch.class);

	// In JDK 25, and in JDK 17
	private static final String[] FIELD_NAMES = { "FAST_LOOPBACK", "fastLoopback" };

	private JdkSwitch() {
	}

	/**
	 * Return whether the JDK requests the fast path, or {@code null} if that cannot be
	 * read. Initializes {@code sun.nio.ch.Net}, after which the system property is
	 * without effect.
	 */
	static @Nullable Boolean read(JniFunctions jni) {
		try {
			Class<?> net = Class.forName("sun.nio.ch.Net", false, null);
			return jni.staticBooleanField(net, fieldId(jni, net));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			logger.debug("This JDK keeps its switch for the fast path elsewhere", ex);
			return null;
		}
	}

	private static Pointer fieldId(JniFunctions jni, Class<?> net) {
		NoSuchFieldError missing = new NoSuchFieldError();
		for (String name : FIELD_NAMES) {
			try {
				return jni.staticFieldId(net, name, "Z");
			}
			catch (NoSuchFieldError ex) {
				missing = ex;
			}
		}
		throw missing;
	}

}
