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

package io.github.loopbackfastpath.resilience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.loopbackfastpath.FailureAnalyses;
import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.IpVersion;
import io.github.loopbackfastpath.ReferencePage;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.PeerSelection;
import io.github.loopbackfastpath.internal.client.TestClient;
import io.github.loopbackfastpath.internal.client.TestClient.Library;
import io.github.loopbackfastpath.internal.record.SocketCount;
import io.github.loopbackfastpath.internal.record.SocketCounts;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.FastPathStartException;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.AnswerRule;
import io.github.loopbackfastpath.internal.winsock.PlannedCall;
import org.apache.catalina.connector.Connector;
import org.awaitility.Awaitility;
import org.awaitility.Durations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every error that Windows may answer, on each side, and on every, one or some of the
 * calls: the application goes on, the outcome is counted, and nothing is left behind.
 */
@ExtendWith(OutputCaptureExtension.class)
@RunsOnWindowsJvm
class FaultTableTests {

	private static final int UNSUPPORTED = FastPathError.UNSUPPORTED.number();

	/** None of them is documented for the control code. */
	private static final List<Integer> UNDOCUMENTED = List.of(10055, 4711);

	static final int CONNECTORS = 3;

	private static final Requests requests = new Requests();

	private static long handlesBefore;

	private static long socketsBefore;

	private static int rows;

	private static int failedCalls;

	private final long sockets = OpenHandles.sockets();

	@BeforeAll
	static void warmUp() {
		// What client libraries and the JDK open once and keep
		PlannedCall call = new PlannedCall(AnswerRule.GRANTED, AnswerRule.GRANTED);
		application(TestFastPath.calling(call)).run((context) -> send(context, Calls.EVERY));
		handlesBefore = OpenHandles.all();
		socketsBefore = OpenHandles.sockets();
	}

	@AfterAll
	static void print() {
		long handles = OpenHandles.allOnceAtMost(handlesBefore + 5);
		Figures.print(
				"fault table: %d rows, %d calls answered with an error; %d requests sent, %d lost;"
						+ " sockets before/after %d/%d; handles before/after %d/%d",
				rows, failedCalls, requests.sent(), requests.lost(), socketsBefore, OpenHandles.sockets(),
				handlesBefore, handles);
		assertThat(handles).isLessThanOrEqualTo(handlesBefore + 5);
	}

	@ParameterizedTest(name = "{0} on {1} call")
	@MethodSource("rows")
	@ReferencePage({ 6, 18 })
	void listenersServeWhateverIsAnswered(int error, Calls calls, CapturedOutput output) {
		PlannedCall call = new PlannedCall(calls.rule(error), AnswerRule.GRANTED);
		application(TestFastPath.calling(call)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertServes(context, calls);
			int starts = CONNECTORS * (1 + calls.restarts);
			assertCounted(context, FastPathSide.SERVER, call.serverAnswers(), starts);
		});
		assertRow(FastPathSide.SERVER, error, calls, call.serverAnswers(), output);
	}

	@ParameterizedTest(name = "{0} on {1} call")
	@MethodSource("rows")
	@ReferencePage(6)
	void requiredListenersFailTheStartWhenOneIsRefused(int error, Calls calls, CapturedOutput output) {
		PlannedCall call = new PlannedCall(calls.rule(error), AnswerRule.GRANTED);
		application(TestFastPath.calling(call)).withPropertyValues("loopback-fast-path.required=true")
			.run((context) -> {
				if (call.serverAnswers().contains(error)) {
					assertThat(context).hasFailed();
					assertThat(context).getFailure().rootCause().isInstanceOf(FastPathStartException.class);
					FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
					assertThat(analysis.getDescription()).contains("loopback-fast-path.required",
							String.valueOf(error));
				}
				else {
					// Not every share hits one of three calls
					assertThat(calls).isEqualTo(Calls.SOME);
					assertThat(context).hasNotFailed();
					assertServes(context, Calls.EVERY);
				}
			});
		assertRow(FastPathSide.SERVER, error, Calls.EVERY, call.serverAnswers(), output);
	}

	@ParameterizedTest(name = "{0} on {1} call")
	@MethodSource("rows")
	@ReferencePage({ 6, 18 })
	void clientsConnectWhateverIsAnswered(int error, Calls calls, CapturedOutput output) {
		PlannedCall call = new PlannedCall(AnswerRule.GRANTED, calls.rule(error));
		application(TestFastPath.calling(call)).run((context) -> {
			assertThat(context).hasNotFailed();
			int connections = send(context, calls);
			// Jetty may open one in advance, and no client asks once it is not supported
			long asked = context.getBean(SocketRequests.class)
				.record()
				.counts()
				.stream()
				.filter((count) -> count.side() == FastPathSide.CLIENT)
				.mapToLong(SocketCount::sockets)
				.sum();
			assertThat(asked).isGreaterThanOrEqualTo((error == UNSUPPORTED) ? 1 : connections);
			assertCounted(context, FastPathSide.CLIENT, call.clientAnswers(), asked);
			assertThat(call.serverAnswers()).hasSize(CONNECTORS).containsOnly(0);
		});
		assertThat(call.clientAnswers()).contains(error);
		assertRow(FastPathSide.CLIENT, error, calls, call.clientAnswers(), output);
	}

	private void assertRow(FastPathSide side, int error, Calls calls, List<Integer> answers, CapturedOutput output) {
		boolean refused = answers.contains(error);
		if (calls != Calls.SOME) {
			assertThat(answers.isEmpty()).isFalse();
		}
		assertThat(output.getOut().lines().filter((line) -> isWarning(line))).hasSize(refused ? 1 : 0)
			.allMatch((line) -> line.contains(String.valueOf(error)));
		if (refused && error == UNSUPPORTED) {
			// Listeners start one after the other; of two connections that Jetty opens at
			// the
			// same moment both may have asked when the first answer arrives
			int atTheSameMoment = (side == FastPathSide.CLIENT) ? 2 : 1;
			assertThat(answers).endsWith(UNSUPPORTED)
				.filteredOn((answer) -> answer == UNSUPPORTED)
				.hasSizeLessThanOrEqualTo(atTheSameMoment);
		}
		Awaitility.await("sockets are closed")
			.atMost(Durations.ONE_MINUTE)
			.untilAsserted(() -> assertThat(OpenHandles.sockets()).isLessThanOrEqualTo(this.sockets));
		rows++;
		failedCalls += (int) answers.stream().filter((answer) -> answer != 0).count();
	}

	/**
	 * Whichever format the log has: a whole application that ran before leaves its own.
	 */
	private static boolean isWarning(String line) {
		return line.contains("WARN") && line.contains("Loopback fast path");
	}

	private static void assertCounted(AssertableWebApplicationContext context, FastPathSide side, List<Integer> answers,
			long sockets) {
		SocketCounts tally = context.getBean(SocketRequests.class).record().socketCounts();
		long granted = answers.stream().filter((answer) -> answer == 0).count();
		long failed = answers.stream().filter((answer) -> answer != 0 && answer != UNSUPPORTED).count();
		assertThat(tally.count(side, FastPathOutcome.requested())).isEqualTo(granted);
		assertThat(tally.count(side, FastPathOutcome.failed(FastPathError.of(10022)).withoutError())).isEqualTo(failed);
		assertThat(tally.count(side, FastPathOutcome.unsupported())).isEqualTo(sockets - granted - failed);
		assertThat(answers.contains(UNSUPPORTED) || answers.size() == sockets).isTrue();
	}

	private static void assertServes(AssertableWebApplicationContext context, Calls calls) throws Exception {
		for (Connector connector : connectors(context)) {
			for (int restart = 0; restart < calls.restarts; restart++) {
				connector.stop();
				connector.start();
			}
			for (int i = 0; i < 2; i++) {
				requests.assertAnswered(() -> ShortConnection.get(connector.getLocalPort()));
			}
		}
	}

	/**
	 * Sends requests with every client library, each on a connection of its own, and
	 * returns how many.
	 */
	private static int send(AssertableWebApplicationContext context, Calls calls) {
		ClientSockets fastPath = new ClientSockets(context.getBean(SocketRequests.class),
				new PeerSelection(Set.of(), IpVersion.IPV4));
		int port = connectors(context)[0].getLocalPort();
		// The main thread is the server's
		return CompletableFuture.supplyAsync(() -> {
			for (Library library : Library.values()) {
				try (TestClient client = TestClient.of(library.hooked(library.builder(), fastPath))) {
					for (int i = 0; i < calls.requests; i++) {
						requests.assertAnswered(() -> client.get("http://127.0.0.1:" + port + "/"));
					}
				}
			}
			return Library.values().length * calls.requests;
		}).join();
	}

	private static WebApplicationContextRunner application(SocketRequests fastPath) {
		return TomcatRunner.asking(() -> fastPath)
			.withBean(AdditionalConnectors.class)
			.withPropertyValues("server.address=127.0.0.1", "server.tomcat.max-keep-alive-requests=1");
	}

	static Connector[] connectors(AssertableWebApplicationContext context) {
		ServletWebServerApplicationContext source = (ServletWebServerApplicationContext) context
			.getSourceApplicationContext();
		TomcatWebServer server = (TomcatWebServer) Objects.requireNonNull(source.getWebServer());
		return server.getTomcat().getService().findConnectors();
	}

	static Stream<Arguments> rows() {
		List<Integer> errors = new ArrayList<>(FastPathError.documented().stream().map(FastPathError::number).toList());
		errors.addAll(UNDOCUMENTED);
		return errors.stream()
			.flatMap((error) -> Arrays.stream(Calls.values()).map((calls) -> Arguments.of(error, calls)));
	}

	/**
	 * Which calls fail.
	 */
	enum Calls {

		EVERY(0, 2), FIRST(0, 2), THIRD(0, 2), SOME(3, 4);

		private final int restarts;

		private final int requests;

		Calls(int restarts, int requests) {
			this.restarts = restarts;
			this.requests = requests;
		}

		private AnswerRule rule(int error) {
			return switch (this) {
				case EVERY -> AnswerRule.every(error);
				case FIRST -> AnswerRule.only(1, error);
				case THIRD -> AnswerRule.only(3, error);
				case SOME -> AnswerRule.share(20, error);
			};
		}

	}

	static class AdditionalConnectors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

		@Override
		public void customize(TomcatServletWebServerFactory factory) {
			for (int i = 1; i < CONNECTORS; i++) {
				Connector connector = new Connector();
				connector.setPort(0);
				connector.setProperty("address", "127.0.0.1");
				factory.addAdditionalConnectors(connector);
			}
		}

	}

}
