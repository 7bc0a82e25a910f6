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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathOutcome.Kind;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.HintDescriptor;
import io.github.loopbackfastpath.client.FastPathClient;
import io.github.loopbackfastpath.client.FastPathClient.Coverage;
import io.github.loopbackfastpath.server.FastPathListener;

/**
 * What a user should know of the present status, and can do about it.
 */
final class FastPathHints {

	private final List<HintDescriptor> hints = new ArrayList<>();

	FastPathHints(FastPathSettings settings, LoopbackFastPath fastPath, List<FastPathListener> listeners,
			Iterable<FastPathClient> clients) {
		FastPathAvailability availability = fastPath.availability();
		boolean leftToJdk = availability.state() == FastPathAvailability.State.LEFT_TO_JDK;
		if (!availability.isAvailable() && !leftToJdk) {
			return;
		}
		if (!leftToJdk) {
			sides(settings);
			addresses(settings, fastPath, listeners);
			clients.forEach(this::client);
		}
		else {
			add("The JDK asks on every TCP socket of this JVM, remote ones included, and any error but"
					+ " WSAEOPNOTSUPP fails that socket",
					"To have only local connections asked for, set 'loopback-fast-path.scope' to 'sockets' and start"
							+ " Java without -Djdk.net.useFastTcpLoopback=true");
		}
		nativeAccess();
		system();
	}

	private void sides(FastPathSettings settings) {
		if (settings.server() != settings.client()) {
			add("Only the %s side is switched on here".formatted(settings.server() ? "server" : "client"),
					"Both ends of a connection have to ask: make sure that the other program does, or switch the"
							+ " other side on with 'loopback-fast-path.%s.enabled'"
								.formatted(settings.server() ? "client" : "server"));
		}
	}

	private void addresses(FastPathSettings settings, LoopbackFastPath fastPath, List<FastPathListener> listeners) {
		if (settings.ipVersion() == IpVersion.IPV4
				&& fastPath.tally().count(FastPathSide.CLIENT, Kind.IP_VERSION_EXCLUDED) > 0) {
			add("Connections went to the IPv6 address ::1, perhaps because 'localhost' is resolved so",
					"Write 127.0.0.1 instead of localhost, or set 'loopback-fast-path.ip-version' to 'any'");
		}
		if (listeners.stream().anyMatch((listener) -> listener.dualStack() && listener.outcome().isRequested())) {
			add("A listener is dual-stack; Windows 10 build 17134 and Server 2016 have been seen to crash with the fast"
					+ " path on such sockets",
					"Set 'server.address' to 127.0.0.1 or start Java with -Djava.net.preferIPv4Stack=true, and keep"
							+ " Windows up to date");
		}
	}

	private void client(FastPathClient client) {
		if (client.coverage() == Coverage.NO_HOOK) {
			add("The clients that %s '%s' builds give no access to their sockets, which use plain TCP"
				.formatted(client.type(), client.name()),
					"Add a client library that does, such as httpclient5 or reactor-netty-http, or set"
							+ " 'loopback-fast-path.scope' to 'jvm'");
		}
		if (client.coverage() == Coverage.INTERNALS_CHANGED) {
			add("The library of %s '%s' has changed inside, and its sockets cannot be reached any more"
				.formatted(client.type(), client.name()),
					"Use a version of the library with which this starter was tested, or another library");
		}
	}

	private void nativeAccess() {
		if (Runtime.version().feature() >= 24 && !isNativeAccessEnabled()) {
			add("Java %d warns of JNA's native access, and a later version will deny it"
				.formatted(Runtime.version().feature()),
					"Start Java with --enable-native-access=ALL-UNNAMED, or add 'Enable-Native-Access: ALL-UNNAMED'"
							+ " to the manifest of the executable jar");
		}
	}

	private static boolean isNativeAccessEnabled() {
		try {
			// Public from Java 22 on
			Method method = Module.class.getMethod("isNativeAccessEnabled");
			return (boolean) method.invoke(LoopbackFastPath.class.getModule());
		}
		catch (ReflectiveOperationException ex) {
			return true;
		}
	}

	private void system() {
		add("Microsoft deprecates the fast path, and made plain loopback faster in Windows 10 1809 and Server 2019",
				"Measure both on this machine, and keep the fast path only if it helps");
		add("The request says nothing of the other end, and a filter driver (antivirus, VPN, firewall) may force the"
				+ " ordinary path although it was accepted",
				"Make sure that the other program asks too; if nothing is gained, look for Windows Filtering Platform"
						+ " drivers");
		add("Packet capture and interface counters may not see connections on the fast path (likely, not verified)",
				"Switch the fast path off while you capture");
	}

	private void add(String cause, String remedy) {
		this.hints.add(new HintDescriptor(cause + ".", remedy + "."));
	}

	List<HintDescriptor> all() {
		return List.copyOf(this.hints);
	}

}
