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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;

import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.IpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PeerSelection}.
 */
class PeerSelectionTests {

	private final PeerSelection ipv4 = new PeerSelection(Set.of(), IpVersion.IPV4);

	private final PeerSelection any = new PeerSelection(Set.of(), IpVersion.ANY);

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.0.0.2", "127.255.255.254", "::ffff:127.0.0.1" })
	void ipv4LoopbackIsSelected(String address) {
		assertThat(this.ipv4.exclusion(new InetSocketAddress(address, 80))).isNull();
		assertThat(this.any.exclusion(new InetSocketAddress(address, 80))).isNull();
	}

	@Test
	void ipv6LoopbackIsSelectedOnRequest() {
		assertThat(this.ipv4.exclusion(new InetSocketAddress("::1", 80))).isEqualTo(SkipReason.IP_VERSION_EXCLUDED);
		assertThat(this.any.exclusion(new InetSocketAddress("::1", 80))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "::", "192.168.1.1", "126.255.255.255", "128.0.0.1", "fe80::1", "fd00::2",
			"::127.0.0.1", "::ffff:10.0.0.1" })
	void otherAddressesAreNot(String address) {
		assertThat(this.any.exclusion(new InetSocketAddress(address, 80))).isEqualTo(SkipReason.NOT_LOOPBACK);
	}

	@Test
	void nameOfTheAddressDoesNotMatter() throws UnknownHostException {
		InetAddress remote = InetAddress.getByAddress("localhost", new byte[] { 10, 0, 0, 1 });
		assertThat(this.any.exclusion(new InetSocketAddress(remote, 80))).isEqualTo(SkipReason.NOT_LOOPBACK);
	}

	@Test
	void unresolvedAndUnknownPeersAreNot() {
		SocketAddress unresolved = InetSocketAddress.createUnresolved("127.0.0.1", 80);
		assertThat(this.any.exclusion(unresolved)).isEqualTo(SkipReason.NOT_LOOPBACK);
		assertThat(this.any.exclusion(UnixDomainSocketAddress.of("/tmp/socket"))).isEqualTo(SkipReason.NOT_LOOPBACK);
		assertThat(this.any.exclusion(null)).isEqualTo(SkipReason.NOT_LOOPBACK);
	}

	@Test
	void otherPortsAreNot() {
		PeerSelection selection = new PeerSelection(Set.of(80, 81), IpVersion.IPV4);
		assertThat(selection.exclusion(new InetSocketAddress("127.0.0.1", 81))).isNull();
		assertThat(selection.exclusion(new InetSocketAddress("127.0.0.1", 82))).isEqualTo(SkipReason.PORT_EXCLUDED);
		assertThat(selection.exclusion(new InetSocketAddress("10.0.0.1", 82))).isEqualTo(SkipReason.NOT_LOOPBACK);
	}

}
