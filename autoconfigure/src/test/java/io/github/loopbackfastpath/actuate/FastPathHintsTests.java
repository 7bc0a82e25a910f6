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

import java.lang.ref.Reference;
import java.util.Set;

import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.actuate.LoopbackFastPathDescriptor.HintDescriptor;
import io.github.loopbackfastpath.internal.record.FastPathSettings;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.github.loopbackfastpath.internal.server.ListenerSelection;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastPathHints}.
 */
class FastPathHintsTests {

	private static final FastPathSettings SETTINGS = new FastPathSettings(true, false, FastPathScope.SOCKETS,
			IpVersion.IPV4, new FastPathSettings.Side(true, Set.of()), new FastPathSettings.Side(true, Set.of()));

	private final SocketRequests requests = TestFastPath.calling(new RecordingCall());

	@ParameterizedTest
	@CsvSource({ "NO_HOOK, The library of Type 'name' gives no access, httpclient5",
			"OWN_MANAGER, connection manager of the application's own, withConnectionManagerCustomizer",
			"OWN_TRANSPORT, transport of the application's own, Have the builder make the transport",
			"OWN_BUILDER, Type 'name' is not one of Spring Boot's builders, Derive it",
			"OWN_CLIENT, No builder that requests the fast path has built Type 'name', RestClient.Builder",
			"INTERNALS_CHANGED, The library of Type 'name' has changed inside, another library" })
	void clientThatIsNotCoveredHasAHint(Coverage coverage, String cause, String remedy) {
		this.requests.record().clients().put(new RecordedBuilder("name", "Type", coverage));
		assertThat(new FastPathHints(SETTINGS, this.requests, null).all()).anySatisfy((hint) -> {
			assertThat(hint.cause()).contains(cause);
			assertThat(hint.remedy()).contains(remedy);
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "NO_HOOK", "OWN_BUILDER", "OWN_CLIENT" })
	void clientWithARemedyOfItsOwnHasThatInItsHint(Coverage coverage) {
		this.requests.record().clients().put(new RecordedBuilder("name", "Type", coverage).withRemedy("Do this"));
		assertThat(new FastPathHints(SETTINGS, this.requests, null).all())
			.filteredOn((hint) -> hint.cause().contains("Type 'name'"))
			.singleElement()
			.extracting(HintDescriptor::remedy)
			.isEqualTo("Do this.");
	}

	@Test
	void listenerOutOfReachHasAHint() {
		Object server = new Object();
		new ServerSockets(this.requests, new ListenerSelection(Set.of(), IpVersion.IPV4)).outOfReach(server, "Server",
				"127.0.0.1:7000", "Do this");
		assertThat(new FastPathHints(SETTINGS, this.requests, null).all()).anySatisfy((hint) -> {
			assertThat(hint.cause()).contains("out of reach", "Server on 127.0.0.1:7000");
			assertThat(hint.remedy()).contains("ReactorResourceFactory", "'loopback-fast-path.scope' to 'jvm'");
		});
		Reference.reachabilityFence(server);
	}

	@Test
	void builderWhoseClientsHaveOpenedNoConnectionHasAHintUntilOneDoes() {
		this.requests.record()
			.clients()
			.put(new RecordedBuilder("name", "Type", Coverage.HOOKED).countedAs("jetty-client"));
		this.requests.forComponent("httpcomponents").skip(FastPathSide.CLIENT, SkipReason.NOT_LOOPBACK);
		assertThat(new FastPathHints(SETTINGS, this.requests, null).all()).extracting(HintDescriptor::cause)
			.contains("No connection has been opened yet by a client that Type 'name' builds.");
		this.requests.forComponent("jetty-client").skip(FastPathSide.CLIENT, SkipReason.NOT_LOOPBACK);
		assertThat(new FastPathHints(SETTINGS, this.requests, null).all()).extracting(HintDescriptor::cause)
			.noneMatch((cause) -> cause.contains("Type 'name'"));
	}

}
