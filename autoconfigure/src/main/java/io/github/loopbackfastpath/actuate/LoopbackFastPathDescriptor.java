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

import java.time.Instant;
import java.util.List;

import io.github.loopbackfastpath.FastPathErrorCode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The status of the loopback fast path, as the endpoint shows it. The names are part of
 * what users may rely on.
 *
 * @param enabled whether the fast path is switched on
 * @param scope which sockets are asked for: {@code sockets} or {@code jvm}
 * @param system what the application runs on
 * @param availability whether the system can be asked
 * @param listeners the listeners of the embedded web servers
 * @param clients the outbound sockets, by the library that opened them
 * @param clientBuilders the beans that build HTTP clients, and whether they are covered
 * @param jdk the JDK's own switch
 * @param socketOptions options that are set although they are not documented to work with
 * the fast path
 * @param lastErrors the errors with which the system answered last, the latest first
 * @param hints what to know and what to do
 * @since 0.1.0
 */
public record LoopbackFastPathDescriptor(boolean enabled, String scope, SystemDescriptor system,
		AvailabilityDescriptor availability, List<ListenerDescriptor> listeners, List<ClientDescriptor> clients,
		List<ClientBuilderDescriptor> clientBuilders, JdkDescriptor jdk, List<SocketOptionDescriptor> socketOptions,
		List<ErrorDescriptor> lastErrors, List<HintDescriptor> hints) implements OperationResponseBody {

	/**
	 * What the application runs on.
	 *
	 * @param name the operating system
	 * @param version its version
	 * @param java the version of Java
	 */
	public record SystemDescriptor(@Nullable String name, @Nullable String version, @Nullable String java) {

	}

	/**
	 * Whether the system can be asked.
	 *
	 * @param state the state
	 * @param cause why it cannot be asked
	 * @param remedy what can be done about it
	 */
	public record AvailabilityDescriptor(String state, @Nullable String cause, @Nullable String remedy) {

	}

	/**
	 * A listener.
	 *
	 * @param connector the server's name for it
	 * @param configuredAddress the configured address and port
	 * @param localAddress the address and port that it is bound to
	 * @param family {@code ipv4}, {@code dual-stack}, or nothing if the socket was not
	 * reached
	 * @param moment {@code before-bind}, {@code before-accept}, or nothing if the system
	 * was not asked
	 * @param outcome what came of it
	 * @param error the error with which the system answered
	 */
	public record ListenerDescriptor(String connector, String configuredAddress, @Nullable String localAddress,
			@Nullable String family, @Nullable String moment, String outcome, @Nullable FastPathErrorCode error) {

	}

	/**
	 * The outbound sockets of a library.
	 *
	 * @param library the library, or {@code application} for sockets that it asked for
	 * @param requested for how many the system accepted the request
	 * @param skippedNotLoopback how many had a peer that is not loopback
	 * @param skippedIpVersion how many had a peer of the other IP version
	 * @param skippedPort how many had a port that is not configured
	 * @param unsupported how many met a system that does not know the fast path
	 * @param failed how many met another error
	 * @param other how many had another outcome
	 */
	public record ClientDescriptor(String library, long requested, long skippedNotLoopback, long skippedIpVersion,
			long skippedPort, long unsupported, long failed, long other) {

	}

	/**
	 * A bean that builds HTTP clients.
	 *
	 * @param bean the name of the bean
	 * @param type its type
	 * @param coverage whether its clients are covered
	 */
	public record ClientBuilderDescriptor(String bean, String type, String coverage) {

	}

	/**
	 * The JDK's own switch.
	 *
	 * @param property the system property
	 * @param requested whether it tells the JDK to ask on every TCP socket
	 * @param asking whether the JDK will ask, as far as that can be read
	 * @param answer what the system answers to it
	 */
	public record JdkDescriptor(String property, boolean requested, String asking, @Nullable String answer) {

	}

	/**
	 * A socket option.
	 *
	 * @param component what sets it
	 * @param option its name in Winsock
	 * @param value its value
	 * @param setting what decides it
	 */
	public record SocketOptionDescriptor(String component, String option, String value, String setting) {

	}

	/**
	 * An error of the system.
	 *
	 * @param time when it answered so
	 * @param side the side of the connection
	 * @param component what asked
	 * @param error the error
	 */
	public record ErrorDescriptor(Instant time, String side, String component, FastPathErrorCode error) {

	}

	/**
	 * A hint.
	 *
	 * @param cause what is so
	 * @param remedy what to do
	 */
	public record HintDescriptor(String cause, String remedy) {

	}

}
