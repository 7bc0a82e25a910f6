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

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What is done over the connections that are compared.
 */
public enum Workload {

	/** The smallest message there is. */
	PING_PONG_1_B("ping-pong-1b", "Ping-pong, 1 byte", "messages of 1 byte", 2, (peer) -> new Exchange(peer, 1, 1)),

	/** A usual message. */
	PING_PONG_1_KIB("ping-pong-1k", "Ping-pong, 1 KiB", "messages of 1 KiB", 2 << 10,
			(peer) -> new Exchange(peer, 1 << 10, 1 << 10)),

	/** A large message. */
	PING_PONG_64_KIB("ping-pong-64k", "Ping-pong, 64 KiB", "messages of 64 KiB", 2 << 16,
			(peer) -> new Exchange(peer, 1 << 16, 1 << 16)),

	/** A stream in one direction, acknowledged for every MiB. */
	BULK("bulk", "Bulk transfer, 1 MiB", "bulk transfer", 1 << 20, (peer) -> new Exchange(peer, 1 << 20, 1)),

	/** Connections that live for one byte. */
	CONNECT("connect", "Connection set-up and close", "connections", 0, ConnectAndClose::new),

	/** A blocking HTTP client. */
	REST_CLIENT("rest-client", "HTTP, Tomcat and RestClient", "RestClient", 0, HttpRequest::withRestClient),

	/** A reactive HTTP client. */
	WEB_CLIENT("web-client", "HTTP, Tomcat and WebClient", "WebClient", 0, HttpRequest::withWebClient),

	/** Flow control. */
	SLOW_READER("slow-reader", "Slow reader, then 64 MiB", "slow reader", SlowReader.SIZE, SlowReader::new),

	/** The end of a connection. */
	VANISHED_PEER("vanished-peer", "Abrupt close until noticed", "abrupt close", 0, VanishedPeer::new);

	private final String id;

	private final String title;

	private final String shortTitle;

	private final int bytes;

	private final Opener opener;

	Workload(String id, String title, String shortTitle, int bytes, Opener opener) {
		this.id = id;
		this.title = title;
		this.shortTitle = shortTitle;
		this.bytes = bytes;
		this.opener = opener;
	}

	/**
	 * Return the name on the command line and in files.
	 * @return the name
	 */
	@JsonValue
	public String id() {
		return this.id;
	}

	/**
	 * Return the name for people.
	 * @return the name
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Return the name within a sentence.
	 * @return the name
	 */
	public String shortTitle() {
		return this.shortTitle;
	}

	/**
	 * Return whether the workload shows how fast connections are, and not only how they
	 * behave.
	 * @return whether it does
	 */
	public boolean isAboutSpeed() {
		return this != SLOW_READER && this != VANISHED_PEER;
	}

	/**
	 * Return the bytes that an operation moves.
	 * @return the number, or 0 if it does not matter
	 */
	public int bytes() {
		return this.bytes;
	}

	/**
	 * Return whether the workload is HTTP.
	 * @return whether it is
	 */
	public boolean isHttp() {
		return this == REST_CLIENT || this == WEB_CLIENT;
	}

	/**
	 * Return whether throughput matters more than latency.
	 * @return whether it does
	 */
	public boolean isAboutThroughput() {
		return this == BULK || this == SLOW_READER;
	}

	/**
	 * Return how many times as long as others the workload has to be warmed up.
	 * @return the factor
	 */
	public int warmUps() {
		return isHttp() ? 8 : 1;
	}

	/**
	 * Return how many times as long as others a round of the workload takes.
	 * @return the factor
	 */
	public int roundLength() {
		return (this == SLOW_READER) ? 8 : 1;
	}

	/**
	 * Return how many operations are enough. Closed TCP connections keep their port for
	 * minutes, and there are not many ports.
	 * @return the largest number of operations to measure at once
	 */
	public int mostOperations() {
		return (this == CONNECT || this == VANISHED_PEER) ? 16 : Integer.MAX_VALUE;
	}

	/**
	 * Begin with the workload.
	 * @param peer the peer
	 * @return the workload, ready to be done
	 * @throws IOException if the peer cannot be reached
	 */
	public Probe open(Peer peer) throws IOException {
		return this.opener.open(peer);
	}

	@FunctionalInterface
	private interface Opener {

		Probe open(Peer peer) throws IOException;

	}

}
