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
import java.util.Set;
import java.util.stream.Collectors;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.HintDescriptor;
import io.github.loopbackfastpath.internal.record.FastPathRecord;
import io.github.loopbackfastpath.internal.record.FastPathSettings;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.record.SocketCounts;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.verification.FallOffs;
import org.jspecify.annotations.Nullable;

/**
 * What a user should know of the present status, and can do about it.
 */
final class FastPathHints {

	private static final FastPathOutcome IP_VERSION_EXCLUDED = FastPathOutcome.skipped(SkipReason.IP_VERSION_EXCLUDED);

	private static final String SEEN_TO_CRASH = "Windows 10 build 17134 and Server 2016 have been seen to crash with the"
			+ " fast path on such sockets";

	private final List<HintDescriptor> hints = new ArrayList<>();

	FastPathHints(FastPathSettings settings, SocketRequests requests, @Nullable FallOffs fallOffs) {
		FastPathAvailability availability = requests.availability();
		FastPathRecord record = requests.record();
		boolean leftToJdk = availability.state() == FastPathAvailability.State.LEFT_TO_JDK;
		if (!availability.isAvailable() && !leftToJdk) {
			return;
		}
		if (!leftToJdk) {
			sides(settings);
			addresses(settings, record);
			unreachable(record);
			record.clientBuilders().forEach(this::client);
			unused(record);
		}
		else {
			add("The JDK requests the fast path on every TCP socket of this JVM, remote ones included, and any error but"
					+ " WSAEOPNOTSUPP fails that socket",
					"To have it requested for local connections only, set 'loopback-fast-path.scope' to 'sockets' and start"
							+ " Java without -Djdk.net.useFastTcpLoopback=true");
		}
		fallOffs(fallOffs, record.requested(FastPathSide.CLIENT));
		nativeAccess();
		system();
	}

	private void sides(FastPathSettings settings) {
		if (settings.server().enabled() != settings.client().enabled()) {
			add("Only the %s side is enabled here".formatted(settings.server().enabled() ? "server" : "client"),
					"Both ends of a connection have to request the fast path: make sure that the other program does, or"
							+ " enable the other side with 'loopback-fast-path.%s.enabled'"
								.formatted(settings.server().enabled() ? "client" : "server"));
		}
	}

	private void addresses(FastPathSettings settings, FastPathRecord record) {
		if (settings.ipVersion() == IpVersion.IPV4
				&& record.socketCounts().count(FastPathSide.CLIENT, IP_VERSION_EXCLUDED) > 0) {
			add("Connections went to the IPv6 address ::1, perhaps because 'localhost' is resolved so",
					"Write 127.0.0.1 instead of localhost, or set 'loopback-fast-path.ip-version' to 'any'");
		}
		String dualStack = record.listeningSockets()
			.stream()
			.filter((listener) -> listener.dualStack() && listener.outcome().isRequested())
			.map(FastPathHints::describe)
			.collect(Collectors.joining(", "));
		if (!dualStack.isEmpty()) {
			add("Dual-stack listeners: %s. %s".formatted(dualStack, SEEN_TO_CRASH),
					"Bind them to an IPv4 address ('server.address' for Spring Boot's own, the connector's address for"
							+ " additional ones). Listeners of Reactor Netty and gRPC, and those that are requested before"
							+ " accept, stay dual-stack with any address, unless Java is started with"
							+ " -Djava.net.preferIPv4Stack=true");
		}
		if (record.requested(FastPathSide.CLIENT) > 0 && !Boolean.getBoolean("java.net.preferIPv4Stack")) {
			add("Java's client sockets are dual-stack (AF_INET6), also for IPv4 addresses. " + SEEN_TO_CRASH,
					"Start Java with -Djava.net.preferIPv4Stack=true, and keep Windows up to date");
		}
	}

	private void unreachable(FastPathRecord record) {
		String names = record.listeningSockets()
			.stream()
			.filter((listener) -> listener.outcome().skipReason() == SkipReason.UNREACHABLE)
			.map((listener) -> "%s on %s".formatted(listener.name(), listener.configuredAddress()))
			.collect(Collectors.joining(", "));
		if (!names.isEmpty()) {
			add("Listening sockets out of reach, which use plain TCP: " + names,
					"Use a server that has a hook: Tomcat, Jetty, or Reactor Netty and RSocket with the"
							+ " ReactorResourceFactory bean of Spring Boot; for gRPC, grpc-netty in place of"
							+ " grpc-netty-shaded and without a channel type of your own; or set"
							+ " 'loopback-fast-path.scope' to 'jvm'");
		}
	}

	private static String describe(RecordedListener listener) {
		return (listener.moment() != null) ? "%s (%s)".formatted(listener.name(), listener.moment()) : listener.name();
	}

	private void unused(FastPathRecord record) {
		Set<String> opened = record.socketCounts()
			.counts()
			.keySet()
			.stream()
			.map(SocketCounts.Entry::component)
			.collect(Collectors.toSet());
		String names = record.clientBuilders()
			.stream()
			.filter((client) -> client.coverage() == Coverage.HOOKED && !opened.contains(client.component()))
			.map((client) -> client.type() + " '" + client.name() + "'")
			.collect(Collectors.joining(", "));
		if (!names.isEmpty()) {
			add("No connection has been opened yet by a client that %s builds".formatted(names),
					"If the application has opened some, its clients are built otherwise, such as with RestClient.create(),"
							+ " new RestTemplate() or ClientHttpRequestFactoryBuilder.detect(): build them with the beans"
							+ " RestClient.Builder, RestTemplateBuilder or WebClient.Builder, or for gRPC with Spring Boot's"
							+ " GrpcChannelFactory and without a channel type of your own");
		}
	}

	private void client(RecordedBuilder client) {
		if (client.coverage() == Coverage.NO_HOOK) {
			add("The library of %s '%s' gives no access to its sockets, which use plain TCP".formatted(client.type(),
					client.name()),
					remedy(client, "Add a client library that does, such as httpclient5 or reactor-netty-http, or set"
							+ " 'loopback-fast-path.scope' to 'jvm'"));
		}
		if (client.coverage() == Coverage.OWN_MANAGER) {
			add("A client that %s '%s' builds has a connection manager of the application's own, which is left alone"
				.formatted(client.type(), client.name()),
					"Configure Spring Boot's manager instead, with withConnectionManagerCustomizer(..) of the builder");
		}
		if (client.coverage() == Coverage.OWN_TRANSPORT) {
			add("A client that %s '%s' builds has a transport of the application's own, which is left alone"
				.formatted(client.type(), client.name()),
					remedy(client, "Have the builder make the transport, from a host and a port or from a URI"));
		}
		if (client.coverage() == Coverage.OWN_BUILDER) {
			add("%s '%s' is not one of Spring Boot's builders, and the library of its clients is not known"
				.formatted(client.type(), client.name()),
					remedy(client,
							"Derive it from one of Spring Boot's, such as"
									+ " ClientHttpRequestFactoryBuilder.httpComponents(), or set"
									+ " 'loopback-fast-path.scope' to 'jvm'"));
		}
		if (client.coverage() == Coverage.OWN_CLIENT) {
			add("No builder that requests the fast path has built %s '%s', which uses plain TCP"
				.formatted(client.type(), client.name()),
					remedy(client,
							"Build it with the bean RestClient.Builder, RestTemplateBuilder or WebClient.Builder,"
									+ " or set 'loopback-fast-path.scope' to 'jvm'"));
		}
		if (client.coverage() == Coverage.INTERNALS_CHANGED) {
			add("The library of %s '%s' has changed inside, and its sockets cannot be reached any more"
				.formatted(client.type(), client.name()),
					"Use a version of the library with which this starter was tested, or another library");
		}
	}

	private static String remedy(RecordedBuilder client, String usual) {
		return (client.remedy() != null) ? client.remedy() : usual;
	}

	private void fallOffs(@Nullable FallOffs fallOffs, long requested) {
		if (fallOffs != null && fallOffs.growth() > 0 && requested > 0) {
			add("%d connections requested the fast path here; %d connects of all programs on this machine fell off it since %s"
				.formatted(requested, fallOffs.growth(), fallOffs.since()),
					"If both numbers grow together, the other program may not request it, or a filter driver may force"
							+ " the ordinary path: verify with a POST to this endpoint");
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
			return (boolean) method.invoke(SocketRequests.class.getModule());
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
				"Make sure that the other program requests it too; if nothing is gained, look for Windows Filtering"
						+ " Platform drivers");
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
