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

import io.github.loopbackfastpath.FastPathStatus;
import io.github.loopbackfastpath.FastPathStatus.Coverage;
import org.jspecify.annotations.Nullable;

/**
 * A bean that builds clients, and whether the sockets of these clients are covered.
 *
 * @param name the name of the bean
 * @param type the type of the bean
 * @param coverage whether the sockets are covered
 * @param component the name under which the sockets of a hooked library are counted, or
 * {@code null} if there is no hook
 * @param remedy what can be done if the sockets are not covered, or {@code null} for what
 * is said of HTTP clients
 */
public record RecordedBuilder(String name, String type, Coverage coverage, @Nullable String component,
		@Nullable String remedy) implements FastPathStatus.ClientBuilder {

	/**
	 * Create a bean without a component.
	 */
	public RecordedBuilder(String name, String type, Coverage coverage) {
		this(name, type, coverage, null, null);
	}

	/**
	 * Return the same bean with the component of its hook.
	 */
	public RecordedBuilder countedAs(String component) {
		return new RecordedBuilder(this.name, this.type, this.coverage, component, this.remedy);
	}

	/**
	 * Return the same bean with another coverage.
	 */
	public RecordedBuilder with(Coverage coverage) {
		return new RecordedBuilder(this.name, this.type, coverage, this.component, this.remedy);
	}

	/**
	 * Return the same bean with a remedy.
	 */
	public RecordedBuilder withRemedy(String remedy) {
		return new RecordedBuilder(this.name, this.type, this.coverage, this.component, remedy);
	}

	@Override
	public String toString() {
		return "%s '%s': %s".formatted(this.type, this.name, this.coverage);
	}

}
