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

package io.github.loopbackfastpath.sample.lab.workload;

import java.io.Closeable;
import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A workload on connections of one variant.
 */
public interface Probe extends Closeable {

	/**
	 * Begin anew on another connection where one is kept, as a connection may be lucky or
	 * unlucky for its whole life, for example with the processor that serves it.
	 * @throws IOException if the connection fails
	 */
	default void renew() throws IOException {
	}

	/**
	 * Do the operation once.
	 * @return how long it took, in nanoseconds
	 * @throws IOException if the connection fails
	 */
	long once() throws IOException;

	/**
	 * Return what else was seen, or {@code null} if there is nothing to say.
	 * @return the finding, in plain language
	 */
	default @Nullable String finding() {
		return null;
	}

	@Override
	default void close() throws IOException {
	}

}
