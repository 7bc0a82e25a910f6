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

import java.util.EnumSet;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.loopbackfastpath.sample.lab.peer.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of connection that are compared.
 */
public enum Variant {

	/** What every other variant is compared with. */
	PLAIN("plain", "plain TCP", false, false),

	/** Plain TCP as if it were a variant, which shows how noisy the machine is. */
	PLAIN_AGAIN("plain-again", "plain TCP again", false, false),

	/** Both ends have asked for the fast path. */
	FAST_PATH("fast-path", "fast path, both ends", true, true),

	/** Only the listening socket has asked. */
	SERVER_ONLY("server-only", "fast path, server only", true, false),

	/** Only the connecting socket has asked. */
	CLIENT_ONLY("client-only", "fast path, client only", false, true),

	/** No TCP at all. */
	UNIX_DOMAIN("unix-domain", "Unix-domain socket", false, false),

	/** Plain TCP a third time: whoever finds a difference is wrong. */
	IDENTICAL("identical", "plain TCP, identical", 0),

	/** Plain TCP whose client waits for 5 % of the median latency. */
	BUSY_5("busy-5", "plain TCP, busy wait 5 %", 0.05),

	/** Plain TCP whose client waits for 10 % of the median latency. */
	BUSY_10("busy-10", "plain TCP, busy wait 10 %", 0.1),

	/** Plain TCP whose client waits for 25 % of the median latency. */
	BUSY_25("busy-25", "plain TCP, busy wait 25 %", 0.25);

	/** Without these there is neither a comparison nor a measure of the noise. */
	public static final Set<Variant> ALWAYS = Set.of(PLAIN, PLAIN_AGAIN);

	private final String id;

	private final String title;

	private final boolean serverAsks;

	private final boolean clientAsks;

	private final @Nullable Double effect;

	Variant(String id, String title, boolean serverAsks, boolean clientAsks) {
		this(id, title, serverAsks, clientAsks, null);
	}

	Variant(String id, String title, double effect) {
		this(id, title, false, false, effect);
	}

	Variant(String id, String title, boolean serverAsks, boolean clientAsks, @Nullable Double effect) {
		this.id = id;
		this.title = title;
		this.serverAsks = serverAsks;
		this.clientAsks = clientAsks;
		this.effect = effect;
	}

	/**
	 * Return the variants that a user can choose from.
	 * @return all but those that calibrate the lab
	 */
	public static Set<Variant> toChoose() {
		return EnumSet.range(PLAIN, UNIX_DOMAIN);
	}

	/**
	 * Return the variants that calibrate the lab.
	 * @return plain TCP and variants of it with a known effect
	 */
	public static Set<Variant> toCalibrate() {
		EnumSet<Variant> variants = EnumSet.range(IDENTICAL, BUSY_25);
		variants.addAll(ALWAYS);
		return variants;
	}

	/**
	 * Return the effect of a variant that calibrates the lab.
	 * @return the share by which its latency is higher than that of plain TCP, or
	 * {@code null} if that is what is to be found out
	 */
	public @Nullable Double effect() {
		return this.effect;
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

	boolean clientAsks() {
		return this.clientAsks;
	}

	Endpoint endpoint() {
		if (this == UNIX_DOMAIN) {
			return Endpoint.UNIX_DOMAIN;
		}
		return this.serverAsks ? Endpoint.FAST_PATH : Endpoint.PLAIN;
	}

	Endpoint httpEndpoint() {
		if (this == UNIX_DOMAIN) {
			return Endpoint.UNIX_DOMAIN_HTTP;
		}
		return this.serverAsks ? Endpoint.FAST_PATH_HTTP : Endpoint.PLAIN_HTTP;
	}

}
