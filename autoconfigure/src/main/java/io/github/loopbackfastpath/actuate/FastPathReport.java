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

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathErrorCode;
import io.github.loopbackfastpath.FastPathOutcome.Kind;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathTally;
import io.github.loopbackfastpath.JdkFastPath;
import io.github.loopbackfastpath.LoopbackFastPath;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.AvailabilityDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.ClientBuilderDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.ClientDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.ErrorDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.JdkDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.ListenerDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.SocketOptionDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.SystemDescriptor;
import io.github.loopbackfastpath.client.FastPathClient;
import io.github.loopbackfastpath.client.FastPathClients;
import io.github.loopbackfastpath.server.FastPathListener;
import io.github.loopbackfastpath.server.FastPathListeners;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the parts of the starter know.
 *
 * @since 0.1.0
 */
public class FastPathReport {

	private final FastPathSettings settings;

	private final LoopbackFastPath fastPath;

	private final FastPathListeners listeners;

	private final FastPathClients clients;

	/**
	 * Create a new report.
	 * @param settings the configuration
	 * @param fastPath the fast path
	 * @param listeners the listeners
	 * @param clients the beans that build HTTP clients
	 */
	public FastPathReport(FastPathSettings settings, LoopbackFastPath fastPath, FastPathListeners listeners,
			FastPathClients clients) {
		this.settings = settings;
		this.fastPath = fastPath;
		this.listeners = listeners;
		this.clients = clients;
	}

	LoopbackFastPathDescriptor describe() {
		FastPathAvailability availability = this.fastPath.availability();
		List<FastPathClient> clients = this.clients.all();
		FastPathHints hints = new FastPathHints(this.settings, this.fastPath, this.listeners.all(), clients);
		return new LoopbackFastPathDescriptor(this.settings.enabled(), name(this.settings.scope()),
				new SystemDescriptor(System.getProperty("os.name"), System.getProperty("os.version"),
						System.getProperty("java.version")),
				new AvailabilityDescriptor(name(availability.state()), availability.cause(), availability.remedy()),
				this.listeners.all().stream().map(FastPathReport::describe).toList(), clients(),
				clients.stream().map(FastPathReport::describe).toList(), describe(this.fastPath.jdk()), socketOptions(),
				lastErrors(), hints.all());
	}

	private static ListenerDescriptor describe(FastPathListener listener) {
		String family = (listener.localAddress() == null) ? null : listener.dualStack() ? "dual-stack" : "ipv4";
		int errorNumber = listener.outcome().errorNumber();
		return new ListenerDescriptor(listener.name(), listener.configuredAddress(), listener.localAddress(), family,
				(listener.moment() != null) ? name(listener.moment()) : null, name(listener.outcome().kind()),
				(errorNumber != 0) ? FastPathErrorCode.of(errorNumber) : null);
	}

	private static ClientBuilderDescriptor describe(FastPathClient client) {
		return new ClientBuilderDescriptor(client.name(), client.type(), name(client.coverage()));
	}

	private List<ClientDescriptor> clients() {
		Map<String, ClientDescriptor> descriptors = new TreeMap<>();
		for (FastPathTally.Entry entry : this.fastPath.tally().counts().keySet()) {
			if (entry.side() == FastPathSide.CLIENT) {
				descriptors.computeIfAbsent(entry.component(), this::client);
			}
		}
		return List.copyOf(descriptors.values());
	}

	private ClientDescriptor client(String component) {
		long requested = count(component, Kind.REQUESTED);
		long notLoopback = count(component, Kind.NOT_LOOPBACK);
		long ipVersion = count(component, Kind.IP_VERSION_EXCLUDED);
		long port = count(component, Kind.PORT_EXCLUDED);
		long unsupported = count(component, Kind.UNSUPPORTED);
		long failed = count(component, Kind.FAILED);
		long all = 0;
		for (Kind kind : Kind.values()) {
			all += count(component, kind);
		}
		return new ClientDescriptor(component, requested, notLoopback, ipVersion, port, unsupported, failed,
				all - requested - notLoopback - ipVersion - port - unsupported - failed);
	}

	private long count(String component, Kind outcome) {
		return this.fastPath.tally().count(new FastPathTally.Entry(FastPathSide.CLIENT, component, outcome));
	}

	private static JdkDescriptor describe(JdkFastPath jdk) {
		return new JdkDescriptor(JdkFastPath.PROPERTY, jdk.requested(), name(jdk.asking()),
				(jdk.answer() != null) ? jdk.answer().toString() : null);
	}

	private List<SocketOptionDescriptor> socketOptions() {
		return this.fastPath.socketOptions()
			.unsupported()
			.stream()
			.map((option) -> new SocketOptionDescriptor(option.component(), option.name(), option.value(),
					option.setting()))
			.toList();
	}

	private List<ErrorDescriptor> lastErrors() {
		return this.fastPath.tally()
			.lastErrors()
			.stream()
			.map((error) -> new ErrorDescriptor(error.time(), name(error.side()), error.component(),
					FastPathErrorCode.of(error.number())))
			.toList();
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
