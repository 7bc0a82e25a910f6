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

/**
 * A place at which the peer accepts connections.
 */
public enum Endpoint {

	/** A TCP socket as the system makes it. */
	PLAIN,

	/** A TCP socket that has asked for the fast path before it was bound. */
	FAST_PATH,

	/** A Unix-domain socket. */
	UNIX_DOMAIN,

	/** An embedded Tomcat with the starter switched off. */
	PLAIN_HTTP,

	/** An embedded Tomcat with the starter switched on. */
	FAST_PATH_HTTP,

	/** An embedded Tomcat on a Unix-domain socket. */
	UNIX_DOMAIN_HTTP

}
