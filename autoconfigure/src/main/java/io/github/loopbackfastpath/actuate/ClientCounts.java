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

package io.github.loopbackfastpath.actuate;

import java.util.Map;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.ClientDescriptor;
import io.github.loopbackfastpath.internal.record.SocketCounts;

/**
 * The numbers of a client library's sockets, by outcome.
 */
final class ClientCounts {

	private final String library;

	private final Map<String, Long> counts;

	ClientCounts(SocketCounts counts, String library) {
		this.library = library;
		this.counts = counts.counts()
			.entrySet()
			.stream()
			.filter((count) -> count.getKey().side() == FastPathSide.CLIENT)
			.filter((count) -> count.getKey().component().equals(library))
			.collect(Collectors.toMap((count) -> count.getKey().outcome().value(), Map.Entry::getValue));
	}

	ClientDescriptor describe() {
		long all = this.counts.values().stream().mapToLong(Long::longValue).sum();
		long requested = count("requested");
		long notLoopback = count("not-loopback");
		long ipVersion = count("ip-version-excluded");
		long port = count("port-excluded");
		long unsupported = count("unsupported");
		long failed = count("failed");
		return new ClientDescriptor(this.library, requested, notLoopback, ipVersion, port, unsupported, failed,
				all - requested - notLoopback - ipVersion - port - unsupported - failed);
	}

	private long count(String outcome) {
		return this.counts.getOrDefault(outcome, 0L);
	}

}
