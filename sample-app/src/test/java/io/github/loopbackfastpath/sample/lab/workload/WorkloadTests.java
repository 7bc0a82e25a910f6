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

import java.io.IOException;
import java.util.Set;

import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.sample.lab.peer.PeerOffer;
import io.github.loopbackfastpath.sample.lab.peer.PeerProcess;
import io.github.loopbackfastpath.sample.lab.peer.PeerStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.resources.LoopResources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link Workload}, each against a peer in a JVM of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkloadTests {

	private final PeerProcess process;

	private final HttpClients httpClients = new HttpClients();

	private final PeerOffer offer;

	private final PeerStatus status;

	WorkloadTests() throws Exception {
		this.process = new PeerProcess(true);
		this.offer = this.process.awaitOffer();
		this.status = new PeerStatus(this.offer);
	}

	@BeforeAll
	void startHttpClients() {
		this.httpClients.start();
	}

	@AfterAll
	void end() throws IOException {
		this.httpClients.close();
		this.status.close();
		this.process.close();
	}

	@ParameterizedTest
	@EnumSource
	void runsOverPlainTcp(Workload workload) throws IOException {
		runs(workload, Variant.PLAIN);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEB_CLIENT")
	void runsOverAUnixDomainSocket(Workload workload) throws IOException {
		runs(workload, Variant.UNIX_DOMAIN);
	}

	@Test
	void webClientRunsOverAUnixDomainSocketWhereReactorNettyHasANativeTransport() throws IOException {
		assumeThat(LoopResources.hasNativeSupport()).isTrue();
		runs(Workload.WEB_CLIENT, Variant.UNIX_DOMAIN);
	}

	private void runs(Workload workload, Variant variant) throws IOException {
		try (Probe probe = workload.open(peer(variant))) {
			assertThat(probe.once()).isPositive();
			assertThat(probe.once()).isPositive();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "PLAIN", "UNIX_DOMAIN" })
	void aServerIsHeldByASlowReader(Variant variant) throws IOException {
		try (Probe probe = Workload.SLOW_READER.open(peer(variant))) {
			probe.once();
			assertThat(probe.finding()).startsWith("flow control holds: the server was stopped at ");
		}
	}

	@Test
	void thePeersCpuTimeIncludesItsWork() throws IOException {
		long before = this.status.cpuNanos();
		// The system counts in hundredths of a second
		Awaitility.await().untilAsserted(() -> {
			runs(Workload.BULK, Variant.PLAIN);
			assertThat(this.status.cpuNanos()).isGreaterThan(before);
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "FAST_PATH", "SERVER_ONLY", "CLIENT_ONLY" })
	void aVariantThatTheSystemDoesNotHaveSaysWhy(Variant variant) {
		assumeThat(LoopbackFastPath.create().availability().isAvailable()).isFalse();
		for (Workload workload : Set.of(Workload.PING_PONG_1_B, Workload.REST_CLIENT, Workload.WEB_CLIENT)) {
			assertThatExceptionOfType(NotAvailableException.class).isThrownBy(() -> workload.open(peer(variant)))
				.withMessageContaining("the fast path exists only on Windows");
		}
	}

	private Peer peer(Variant variant) {
		return new Peer(this.offer, this.status, this.httpClients, variant);
	}

}
