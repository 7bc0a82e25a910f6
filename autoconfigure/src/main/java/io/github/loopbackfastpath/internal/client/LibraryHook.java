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

package io.github.loopbackfastpath.internal.client;

/**
 * Reaches the sockets of one client library through the library's own client, whoever
 * uses it.
 */
public interface LibraryHook {

	/**
	 * Return whether a client is of this library.
	 * @param client any object
	 */
	boolean supports(Object client);

	/**
	 * Install the hook in a client of this library. Installing twice is harmless.
	 * @param client the library's client
	 * @return the given client, or one like it in whose place it has to be used
	 */
	Object install(Object client);

	/**
	 * Return whether a client of this library has the hook.
	 * @param client the library's client
	 */
	boolean isInstalled(Object client);

	/**
	 * Return the name under which the sockets of this library are counted.
	 * @return the name, such as {@code jetty-client}
	 */
	String component();

	/**
	 * Return what to do if the hook cannot be installed, because the client is out of
	 * reach.
	 */
	String remedy();

}
