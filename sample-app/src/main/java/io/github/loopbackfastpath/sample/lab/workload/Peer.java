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
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.sample.lab.peer.Endpoint;
import io.github.loopbackfastpath.sample.lab.peer.PeerOffer;
import io.github.loopbackfastpath.sample.lab.peer.PeerStatus;
import io.github.loopbackfastpath.sample.lab.peer.RawConnection;

/**
 * The peer as a variant sees it.
 */
public final class Peer {

	private final PeerOffer offer;

	private final PeerStatus status;

	private final HttpClients httpClients;

	private final Variant variant;

	private final LoopbackFastPath fastPath;

	/**
	 * Create a new instance.
	 * @param offer what the peer has to offer
	 * @param status the peer's numbers
	 * @param httpClients the HTTP clients, in case the workload is HTTP
	 * @param variant the variant
	 */
	public Peer(PeerOffer offer, PeerStatus status, HttpClients httpClients, Variant variant) {
		this.offer = offer;
		this.status = status;
		this.httpClients = httpClients;
		this.variant = variant;
		this.fastPath = LoopbackFastPath.create();
	}

	RawConnection connect() throws IOException {
		boolean unixDomain = this.variant.endpoint() == Endpoint.UNIX_DOMAIN;
		SocketAddress address = unixDomain ? UnixDomainSocketAddress.of(address(Endpoint.UNIX_DOMAIN))
				: new InetSocketAddress("127.0.0.1", Integer.parseInt(address(this.variant.endpoint())));
		SocketChannel channel = SocketChannel
			.open(unixDomain ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET);
		try {
			if (this.variant.clientAsks()) {
				ask(channel);
			}
			channel.connect(address);
			return new RawConnection(channel);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	private void ask(SocketChannel channel) throws NotAvailableException {
		FastPathOutcome outcome = this.fastPath.request(channel);
		if (!outcome.isRequested()) {
			String cause = this.fastPath.availability().cause();
			throw new NotAvailableException((cause != null) ? cause : outcome.toString());
		}
	}

	private String address(Endpoint endpoint) throws NotAvailableException {
		String address = this.offer.addresses().get(endpoint);
		if (address == null) {
			throw new NotAvailableException(this.offer.causes().getOrDefault(endpoint, "the peer does not offer it"));
		}
		return address;
	}

	PeerStatus status() {
		return this.status;
	}

	String uri() throws NotAvailableException {
		String address = address(this.variant.httpEndpoint());
		return (this.variant == Variant.UNIX_DOMAIN) ? PeerOffer.HTTP_PATH : address;
	}

	HttpClient httpClient() throws NotAvailableException {
		return (this.variant == Variant.UNIX_DOMAIN)
				? this.httpClients.overUnixDomain(address(Endpoint.UNIX_DOMAIN_HTTP))
				: this.httpClients.get(this.variant.clientAsks());
	}

}
