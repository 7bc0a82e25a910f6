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

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpPeer}.
 */
class HttpPeerTests {

	@Test
	void withoutUnixDomainSocketsThereIsNoTomcatOnOneForTheSameCause() {
		PeerOffer offer = new PeerOffer(new EnumMap<>(Endpoint.class),
				new EnumMap<>(Map.of(Endpoint.UNIX_DOMAIN, "this system has none")));
		HttpPeer.openUnixDomain(offer);
		assertThat(offer.causes()).containsEntry(Endpoint.UNIX_DOMAIN_HTTP, "this system has none");
		assertThat(offer.addresses()).isEmpty();
	}

	@Test
	void aTomcatThatDoesNotStartOnAUnixDomainSocketIsACause(@TempDir Path directory) {
		Path raw = directory.resolve("missing").resolve("s");
		PeerOffer offer = new PeerOffer(new EnumMap<>(Map.of(Endpoint.UNIX_DOMAIN, raw.toString())),
				new EnumMap<>(Endpoint.class));
		HttpPeer.openUnixDomain(offer);
		assertThat(offer.causes().get(Endpoint.UNIX_DOMAIN_HTTP)).startsWith("Tomcat does not start on one here (");
		assertThat(offer.addresses()).containsOnlyKeys(Endpoint.UNIX_DOMAIN);
	}

}
