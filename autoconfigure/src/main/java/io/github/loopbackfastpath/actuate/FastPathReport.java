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

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.AvailabilityDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.ClientBuilderDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.ClientDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.ErrorDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.FallOffsDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.JdkDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.ListenerDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.SocketOptionDescriptor;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.SystemDescriptor;
import io.github.loopbackfastpath.internal.record.FastPathRecord;
import io.github.loopbackfastpath.internal.record.FastPathSettings;
import io.github.loopbackfastpath.internal.record.LastErrors;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.record.SocketCounts;
import io.github.loopbackfastpath.internal.record.SocketOptions;
import io.github.loopbackfastpath.internal.system.JdkFastPath;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.verification.FallOffs;

/**
 * The report that the endpoint shows, composed of the configuration and the record.
 */
final class FastPathReport {

	private final FastPathSettings settings;

	private final SocketRequests requests;

	FastPathReport(FastPathSettings settings, SocketRequests requests) {
		this.settings = settings;
		this.requests = requests;
	}

	LoopbackFastPathDescriptor describe() {
		FastPathAvailability availability = this.requests.availability();
		FastPathRecord record = this.requests.record();
		FastPathVerification verification = this.requests.lastVerification();
		FallOffs fallOffs = this.requests.fallOffs();
		return new LoopbackFastPathDescriptor(LoopbackFastPathEndpoint.class.getPackage().getImplementationVersion(),
				this.settings.enabled(), this.settings.required(), name(this.settings.scope()),
				name(this.settings.ipVersion()), this.settings.server().ports(), this.settings.client().ports(),
				new SystemDescriptor(System.getProperty("os.name"), System.getProperty("os.version"),
						this.requests.systemVersion(), System.getProperty("java.version")),
				new AvailabilityDescriptor(name(availability.state()), availability.cause(), availability.remedy()),
				record.listeningSockets().stream().map(FastPathReport::describe).toList(),
				clients(record.socketCounts()), record.clientBuilders().stream().map(FastPathReport::describe).toList(),
				describe(this.requests.jdk()),
				record.socketOptions().unsupported().stream().map(FastPathReport::describe).toList(),
				record.lastErrors().all().stream().map(FastPathReport::describe).toList(),
				(verification != null) ? VerificationReport.describe(verification) : null,
				(fallOffs != null) ? new FallOffsDescriptor(fallOffs.growth(), fallOffs.since(),
						record.requested(FastPathSide.CLIENT)) : null,
				new FastPathHints(this.settings, this.requests, fallOffs).all());
	}

	private static ListenerDescriptor describe(RecordedListener socket) {
		String family = (socket.localAddress() == null) ? null : socket.dualStack() ? "dual-stack" : "ipv4";
		return new ListenerDescriptor(socket.name(), socket.configuredAddress(), socket.localAddress(), family,
				(socket.moment() != null) ? name(socket.moment()) : null, socket.outcome().value(),
				socket.outcome().error());
	}

	private static ClientBuilderDescriptor describe(RecordedBuilder builder) {
		return new ClientBuilderDescriptor(builder.name(), builder.type(), name(builder.coverage()));
	}

	private static List<ClientDescriptor> clients(SocketCounts counts) {
		return counts.counts()
			.keySet()
			.stream()
			.filter((entry) -> entry.side() == FastPathSide.CLIENT)
			.map(SocketCounts.Entry::component)
			.distinct()
			.map((component) -> new ClientCounts(counts, component).describe())
			.toList();
	}

	private static JdkDescriptor describe(JdkFastPath jdk) {
		return new JdkDescriptor(JdkFastPath.PROPERTY, jdk.requested(), name(jdk.asking()),
				(jdk.answer() != null) ? jdk.answer().toString() : null);
	}

	private static SocketOptionDescriptor describe(SocketOptions.Option option) {
		return new SocketOptionDescriptor(option.component(), option.name(), option.value(), option.setting());
	}

	private static ErrorDescriptor describe(LastErrors.RecordedError error) {
		return new ErrorDescriptor(error.time(), name(error.side()), error.component(), error.error());
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
