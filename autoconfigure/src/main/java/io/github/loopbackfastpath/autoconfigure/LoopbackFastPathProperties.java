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

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Role;

/**
 * Configuration properties for the loopback fast path.
 *
 * @since 0.1.0
 */
@ConfigurationProperties(LoopbackFastPathProperties.PREFIX)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class LoopbackFastPathProperties {

	static final String PREFIX = "loopback-fast-path";

	private static final int MAX_PORT = 65535;

	/**
	 * Whether to request the loopback fast path (SIO_LOOPBACK_FAST_PATH, which Microsoft
	 * deprecates) on the sockets of local connections. Has no effect on other systems.
	 */
	private boolean enabled;

	/**
	 * Whether to fail the start of a web, gRPC or RSocket server for which the fast path
	 * is not available. Says nothing about clients.
	 */
	private boolean required;

	/**
	 * Whether to verify after the start, on connections of its own, that Windows really
	 * uses the fast path, and to log the result. With "required" the start waits for it
	 * and fails if it is not active.
	 */
	private boolean verify;

	/**
	 * Sockets that get the fast path. With "jvm" the JDK requests it, for clients that
	 * give no access to their sockets: on all TCP sockets of the JVM, of all address
	 * families, and any error but 10045 fails the socket. Not to be combined with
	 * properties that choose among sockets.
	 */
	private FastPathScope scope = FastPathScope.SOCKETS;

	/**
	 * IP version of the addresses for which the fast path is requested. IPv6 only if
	 * chosen, as Windows 10 build 17134 and Server 2016 have been seen to crash with it.
	 */
	private IpVersion ipVersion = IpVersion.IPV4;

	private final Server server = new Server();

	private final Client client = new Client();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public boolean isRequired() {
		return this.required;
	}

	public void setRequired(boolean required) {
		this.required = required;
	}

	public boolean isVerify() {
		return this.verify;
	}

	public void setVerify(boolean verify) {
		this.verify = verify;
	}

	public FastPathScope getScope() {
		return this.scope;
	}

	public void setScope(FastPathScope scope) {
		this.scope = scope;
	}

	public IpVersion getIpVersion() {
		return this.ipVersion;
	}

	public void setIpVersion(IpVersion ipVersion) {
		this.ipVersion = ipVersion;
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
	 * The listening sockets of the embedded servers.
	 */
	public static class Server {

		/**
		 * Whether to request the fast path on listening sockets.
		 */
		private boolean enabled = true;

		/**
		 * Configured ports of the listeners for which the fast path is requested, 0 being
		 * that of a listener whose port the system chooses. All listeners if empty.
		 */
		private Set<Integer> ports = Set.of();

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public Set<Integer> getPorts() {
			return this.ports;
		}

		public void setPorts(Set<Integer> ports) {
			this.ports = checkPorts("loopback-fast-path.server.ports", ports);
		}

	}

	/**
	 * The connections that clients open.
	 */
	public static class Client {

		/**
		 * Whether to request the fast path on the sockets of HTTP and gRPC clients that
		 * connect to a loopback address.
		 */
		private boolean enabled = true;

		/**
		 * Ports of the servers, or of the proxy if there is one, for which the fast path
		 * is requested. All ports if empty.
		 */
		private Set<Integer> ports = Set.of();

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public Set<Integer> getPorts() {
			return this.ports;
		}

		public void setPorts(Set<Integer> ports) {
			this.ports = checkPorts("loopback-fast-path.client.ports", ports);
		}

	}

}
