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

package io.github.loopbackfastpath.autoconfigure;

import java.util.Set;

import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.IpVersion;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Configuration properties for the loopback fast path.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("loopback-fast-path")
public class LoopbackFastPathProperties {

	private static final int MAX_PORT = 65535;

	/**
	 * Whether to ask Windows for the loopback fast path (SIO_LOOPBACK_FAST_PATH, which
	 * Microsoft deprecates) on the sockets of local connections. Has no effect on other
	 * systems.
	 */
	private final boolean enabled;

	/**
	 * Whether to fail the start of a web server for which the fast path cannot be had.
	 * Says nothing about clients.
	 */
	private final boolean required;

	/**
	 * Sockets that get the fast path. With "jvm" the JDK asks, for HTTP clients that give
	 * no access to their sockets: on all TCP sockets of the JVM, of all address families,
	 * and any error but 10045 fails the socket. Not to be combined with properties that
	 * choose among sockets.
	 */
	private final FastPathScope scope;

	/**
	 * IP version of the addresses for which the fast path is asked. IPv6 only on request,
	 * as Windows 10 build 17134 and Server 2016 have been seen to crash with it.
	 */
	private final IpVersion ipVersion;

	private final Server server;

	private final Client client;

	/**
	 * Create new properties.
	 * @param enabled whether to ask at all
	 * @param required whether to fail without
	 * @param scope the sockets
	 * @param ipVersion the addresses
	 * @param server the server side
	 * @param client the client side
	 */
	public LoopbackFastPathProperties(@DefaultValue("false") boolean enabled, @DefaultValue("false") boolean required,
			@DefaultValue("sockets") FastPathScope scope, @DefaultValue("ipv4") IpVersion ipVersion,
			@DefaultValue Server server, @DefaultValue Client client) {
		this.enabled = enabled;
		this.required = required;
		this.scope = scope;
		this.ipVersion = ipVersion;
		this.server = server;
		this.client = client;
	}

	public boolean isEnabled() {
		return this.enabled;
	}

	public boolean isRequired() {
		return this.required;
	}

	public FastPathScope getScope() {
		return this.scope;
	}

	public IpVersion getIpVersion() {
		return this.ipVersion;
	}

	public Server getServer() {
		return this.server;
	}

	public Client getClient() {
		return this.client;
	}

	private static Set<Integer> checkPorts(String name, Set<Integer> ports) {
		for (Integer port : ports) {
			if (port < 0 || port > MAX_PORT) {
				throw new InvalidConfigurationPropertyValueException(name, port,
						"A port is a number from 0 to " + MAX_PORT + ". Leave the property empty for all ports.");
			}
		}
		return Set.copyOf(ports);
	}

	/**
	 * The listening sockets of the embedded web server.
	 */
	public static class Server {

		/**
		 * Whether to ask for the fast path on listening sockets.
		 */
		private final boolean enabled;

		/**
		 * Configured ports of the listeners for which the fast path is asked, 0 being
		 * that of a listener whose port the system chooses. All listeners if empty.
		 */
		private final Set<Integer> ports;

		/**
		 * Create new properties.
		 * @param enabled whether to ask
		 * @param ports the ports to ask for
		 */
		public Server(@DefaultValue("true") boolean enabled, @DefaultValue Set<Integer> ports) {
			this.enabled = enabled;
			this.ports = checkPorts("loopback-fast-path.server.ports", ports);
		}

		public boolean isEnabled() {
			return this.enabled;
		}

		public Set<Integer> getPorts() {
			return this.ports;
		}

	}

	/**
	 * The connections that HTTP clients open.
	 */
	public static class Client {

		/**
		 * Whether to ask for the fast path on the sockets of HTTP clients that connect to
		 * a loopback address.
		 */
		private final boolean enabled;

		/**
		 * Ports of the servers, or of the proxy if there is one, for which the fast path
		 * is asked. All ports if empty.
		 */
		private final Set<Integer> ports;

		/**
		 * Create new properties.
		 * @param enabled whether to ask
		 * @param ports the remote ports to ask for
		 */
		public Client(@DefaultValue("true") boolean enabled, @DefaultValue Set<Integer> ports) {
			this.enabled = enabled;
			this.ports = checkPorts("loopback-fast-path.client.ports", ports);
		}

		public boolean isEnabled() {
			return this.enabled;
		}

		public Set<Integer> getPorts() {
			return this.ports;
		}

	}

}
