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

import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the sockets of one client library through Spring Boot's builders of it.
 */
public interface ClientHook {

	/**
	 * Return a builder like the given one whose clients have the hook. Installing twice
	 * is harmless.
	 * @param builder one of Spring Boot's client builders
	 * @param client what is reported of the builder
	 * @return a builder of the same type, or {@code null} if the given one is not of this
	 * library
	 */
	@Nullable Object install(Object builder, RecordedBuilder client);

	/**
	 * Return the name under which the sockets of this library are counted.
	 * @return the name, such as {@code jetty-client}
	 */
	String component();

}
