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

package io.github.loopbackfastpath.client;

/**
 * A bean that builds HTTP clients, and whether the sockets of these clients are asked
 * for.
 *
 * @param name the name of the bean
 * @param type the type of the bean, without its package
 * @param coverage whether its clients are covered
 * @since 0.1.0
 */
public record FastPathClient(String name, String type, Coverage coverage) {

	/**
	 * Return the same bean with another coverage.
	 * @param coverage whether its clients are covered
	 * @return a new instance
	 */
	public FastPathClient with(Coverage coverage) {
		return new FastPathClient(this.name, this.type, coverage);
	}

	@Override
	public String toString() {
		return this.type + " '" + this.name + "': " + this.coverage.description;
	}

	/**
	 * Whether the clients that a bean builds are covered.
	 */
	public enum Coverage {

		/** A hook asks before each connection to a loopback address. */
		HOOKED("asks before connect"),

		/** The library gives no way to reach its sockets, or is not known. */
		NO_HOOK("no hook, plain TCP"),

		/** The application put a connection manager in the place of Spring Boot's. */
		OWN_MANAGER("the application's own connection manager is left alone"),

		/** The library's internals that its hook depends on have changed. */
		INTERNALS_CHANGED("internals have changed, plain TCP");

		private final String description;

		Coverage(String description) {
			this.description = description;
		}

	}

}
