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
import java.util.Map;
import java.util.Set;

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathVerification;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The status of the loopback fast path, as the endpoint shows it. The names are part of
 * what users may rely on.
 *
 * @param version the version of the starter, or {@code null} if it does not run from its
 * jar
 * @param enabled whether the starter is enabled
 * @param required whether the start fails without the fast path
 * @param scope the sockets on which the fast path is requested: {@code sockets} or
 * {@code jvm}
 * @param ipVersion the addresses for which it is requested: {@code ipv4} or {@code any}
 * @param serverPorts the ports of the listeners for which it is requested, empty for all
 * @param clientPorts the ports of the peers for which it is requested, empty for all
 * @param system what the application runs on
 * @param availability the availability of the fast path
 * @param listeners the listeners of the embedded web servers
 * @param clients the outbound sockets, by the library that opened them
 * @param clientBuilders the beans that build HTTP clients, and whether they are covered
 * @param jdk the JDK's own switch
 * @param socketOptions options that are set although they are not documented to work with
 * the fast path
 * @param lastErrors the errors with which the system answered last, the latest first
 * @param verification the result of the last verification, or {@code null} if there was
 * none
 * @param fallOffs the connects that fell off the fast path, or {@code null} if that
 * cannot be told
 * @param hints what to know and what to do
 * @since 0.1.0
 */
public record LoopbackFastPathDescriptor(@Nullable String version, boolean enabled, boolean required, String scope,
		String ipVersion, Set<Integer> serverPorts, Set<Integer> clientPorts, SystemDescriptor system,
		AvailabilityDescriptor availability, List<ListenerDescriptor> listeners, List<ClientDescriptor> clients,
		List<ClientBuilderDescriptor> clientBuilders, JdkDescriptor jdk, List<SocketOptionDescriptor> socketOptions,
		List<ErrorDescriptor> lastErrors, @Nullable VerificationDescriptor verification,
		@Nullable FallOffsDescriptor fallOffs, List<HintDescriptor> hints) implements OperationResponseBody {

	/**
	 * What the application runs on.
	 *
	 * @param name the operating system
	 * @param version its version
	 * @param build the version of Windows with its build, such as {@code 10.0.17763}, or
	 * {@code null} if it is unknown
	 * @param java the version of Java
	 */
	public record SystemDescriptor(@Nullable String name, @Nullable String version, @Nullable String build,
			@Nullable String java) {

	}

	/**
	 * The availability of the fast path.
	 *
	 * @param state the state
	 * @param cause why it is not available
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
	 * @param moment {@code before-bind}, {@code before-accept}, {@code after-start}, or
	 * nothing if the fast path was not requested
	 * @param outcome the outcome
	 * @param error the error with which the system answered
	 */
	public record ListenerDescriptor(String connector, String configuredAddress, @Nullable String localAddress,
			@Nullable String family, @Nullable String moment, String outcome, @Nullable FastPathError error) {

	}

	/**
	 * The outbound sockets of a library.
	 *
	 * @param library the library, or {@code application} for sockets that the application
	 * opens itself
	 * @param requested for how many the system accepted the request
	 * @param skippedNotLoopback how many had a peer that is not loopback
	 * @param skippedIpVersion how many had a peer of the other IP version
	 * @param skippedPort how many had a port that is not configured
	 * @param unsupported how many met a system that does not support the fast path
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
	 * @param requested whether it tells the JDK to request the fast path on every TCP
	 * socket
	 * @param asking whether the JDK will request it, as far as that can be read
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
	 * @param component what requested the fast path
	 * @param error the error
	 */
	public record ErrorDescriptor(Instant time, String side, String component, FastPathError error) {

	}

	/**
	 * The result of a verification.
	 *
	 * @param verdict {@code active}, {@code not-active} or {@code cannot-be-told}
	 * @param summary the verdict with its reason
	 * @param error the error with which the system refused the request
	 * @param witnesses what was observed
	 * @param system name and version of the operating system
	 * @param time when it began
	 * @param milliseconds how long it took
	 */
	public record VerificationDescriptor(String verdict, String summary, @Nullable FastPathError error,
			List<WitnessDescriptor> witnesses, String system, Instant time,
			long milliseconds) implements OperationResponseBody {

		/**
		 * Describe the result of a verification as the endpoint shows it.
		 * @param result the result
		 * @return its description
		 */
		public static VerificationDescriptor of(FastPathVerification result) {
			return VerificationReport.describe(result);
		}

	}

	/**
	 * A counter that was watched by a verification.
	 *
	 * @param name the name of the counter
	 * @param verdict what it says on its own, {@code cannot-be-told} if it is silent
	 * @param statement why it says so
	 * @param growth by how much it grew in each round, for each arm of the experiment
	 * @param milliseconds how long that took
	 */
	public record WitnessDescriptor(String name, String verdict, String statement, Map<String, List<Long>> growth,
			long milliseconds) {

	}

	/**
	 * The connects that fell off the fast path on the whole machine, but for those of
	 * verifications, beside the connections of this application.
	 *
	 * @param growth how many connects of all programs fell off it
	 * @param since since when: the start of the application, or the first verification
	 * @param requestedHere for how many connections this application requested the fast
	 * path since its start
	 */
	public record FallOffsDescriptor(long growth, Instant since, long requestedHere) {

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
