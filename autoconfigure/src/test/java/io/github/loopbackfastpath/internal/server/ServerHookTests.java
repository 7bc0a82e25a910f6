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

package io.github.loopbackfastpath.internal.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.loopbackfastpath.FailureAnalyses;
import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.TestKeyStore;
import io.github.loopbackfastpath.internal.record.LastErrors.RecordedError;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for each embedded server with a hook. What differs between them is tested
 * beside their hooks.
 */
@ExtendWith(OutputCaptureExtension.class)
@RunsOnWindowsJvm
class ServerHookTests {

	private final RecordingCall call = new RecordingCall();

	private final SocketRequests requests = TestFastPath.calling(this.call);

	@ParameterizedTest
	@EnumSource
	void portZeroIsRequestedBeforeBind(TestServer server, CapturedOutput output) {
		StartedServer.run(requesting(server), (started) -> {
			assertRequestedBeforeBind(1);
			RecordedListener listener = started.listeners().get(0);
			assertThat(listener.name()).startsWith(server.listener());
			assertThat(listener.configuredAddress()).isEqualTo("127.0.0.1:0");
			assertThat(listener.localAddress()).isEqualTo("127.0.0.1:" + started.port());
			assertThat(output.getOut().lines().filter((line) -> line.contains("Loopback fast path for ")))
				.singleElement()
				.asString()
				.contains("127.0.0.1:" + started.port())
				.endsWith(": requested, before bind");
			assertThat(started.get()).startsWith("hello");
		});
	}

	@ParameterizedTest
	@EnumSource
	void clearTextHttp2IsRequestedBeforeBind(TestServer server) {
		StartedServer.run(requesting(server).withPropertyValues("server.http2.enabled=true"), (started) -> {
			assertRequestedBeforeBind(1);
			assertThat(started.get()).isEqualTo("hello HTTP_2");
		});
	}

	@ParameterizedTest
	@MethodSource("serversTwice")
	void httpsOfASslBundleIsRequestedBeforeBind(TestServer server, boolean http2, @TempDir Path directory)
			throws Exception {
		StartedServer.run(requesting(server).withPropertyValues(
				"spring.ssl.bundle.jks.test.keystore.location=" + TestKeyStore.create(directory).toUri(),
				"spring.ssl.bundle.jks.test.keystore.password=" + TestKeyStore.PASSWORD, "server.ssl.bundle=test",
				"server.http2.enabled=" + http2), (started) -> {
					assertRequestedBeforeBind(1);
					assertThat(started.get("https://127.0.0.1")).isEqualTo("hello " + (http2 ? "HTTP_2" : "HTTP_1_1"));
				});
	}

	@ParameterizedTest
	@MethodSource("serversTwice")
	void everyStartIsRequestedOnItsNewSocketAndWhatStoppedIsForgotten(TestServer server, boolean wholeContext) {
		StartedServer.run(requesting(server), (started) -> {
			for (int restarts = 1; restarts <= 2; restarts++) {
				if (wholeContext) {
					started.context().stop();
					started.context().start();
				}
				else {
					started.webServer().stop();
					started.webServer().start();
				}
				assertRequestedBeforeBind(1 + restarts);
				assertThat(started.listeners()).singleElement()
					.extracting(RecordedListener::localAddress)
					.isEqualTo("127.0.0.1:" + started.port());
				assertThat(started.get()).startsWith("hello");
			}
		});
		assertThat(this.requests.record().servers().all()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("serversTwice")
	void stoppedServerLeavesItsPortFree(TestServer server, boolean graceful) throws Exception {
		int port = TomcatRunner.freePort();
		StartedServer.run(
				requesting(server).withPropertyValues("server.port=" + port,
						"server.shutdown=" + (graceful ? "graceful" : "immediate")),
				(started) -> assertThat(started.get()).startsWith("hello"));
		assertRequestedBeforeBind(1);
		TomcatRunner.assertThatPortIsFree(port);
	}

	@ParameterizedTest
	@EnumSource
	void portThatIsNotSelectedIsSkipped(TestServer server) throws Exception {
		int port = TomcatRunner.freePort();
		AbstractApplicationContextRunner<?, ?, ?> application = requesting(server)
			.withPropertyValues("server.port=" + port);
		StartedServer.run(application.withPropertyValues("loopback-fast-path.server.ports=1"),
				(started) -> assertOnly(started, "port-excluded"));
		assertThat(this.call.calls()).isEmpty();
		StartedServer.run(application.withPropertyValues("loopback-fast-path.server.ports=1," + port),
				(started) -> assertOnly(started, "requested"));
		assertRequestedBeforeBind(1);
	}

	@ParameterizedTest
	@EnumSource
	void ipv6ListenerIsRequestedIfSelected(TestServer server) {
		AbstractApplicationContextRunner<?, ?, ?> ipv6 = requesting(server).withPropertyValues("server.address=::1");
		StartedServer.run(ipv6, (started) -> {
			assertThat(started.listeners()).extracting((listener) -> listener.outcome().value())
				.containsExactly("ip-version-excluded");
			assertThat(started.get("http://[::1]")).startsWith("hello");
		});
		assertThat(this.call.calls()).isEmpty();
		StartedServer.run(ipv6.withPropertyValues("loopback-fast-path.ip-version=any"), (started) -> {
			assertRequestedBeforeBind(1);
			assertThat(started.get("http://[::1]")).startsWith("hello");
		});
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsTouchedWhenDisabledOrOnAnotherSystem(TestServer server) {
		for (String property : List.of("loopback-fast-path.enabled=false", "loopback-fast-path.server.enabled=false",
				"os.name=Linux")) {
			StartedServer.run(requesting(server).withPropertyValues(property), (started) -> {
				assertThat(started.context().getBeanProvider(ServerHook.class)).isEmpty();
				assertThat(started.listeners()).isEmpty();
				assertThat(started.get()).startsWith("hello");
			});
		}
		assertThat(this.call.calls()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void portInUseFailsAsAlways(TestServer server) throws Exception {
		try (ServerSocket occupant = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
			String port = "server.port=" + occupant.getLocalPort();
			List<String> failure = chain(StartedServer.failure(requesting(server).withPropertyValues(port)));
			assertThat(this.call.calls()).hasSize(1);
			assertThat(failure).anyMatch((cause) -> cause.startsWith(PortInUseException.class.getName()))
				.isEqualTo(chain(StartedServer.failure(server.withoutStarter().withPropertyValues(port))));
		}
		assertThat(this.requests.record().servers().all()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void failedStartLeavesThePortFree(TestServer server) throws Exception {
		assertThatPortIsFreed((port) -> {
			assertThat(StartedServer.failure(requesting(server).withPropertyValues("server.port=" + port)
				.withBean("failing", ApplicationListener.class, FailingListener::new)))
				.hasRootCauseMessage("on purpose");
			assertThat(this.call.calls()).isNotEmpty();
		});
	}

	@ParameterizedTest
	@MethodSource("serversAndErrors")
	void errorIsWarnedOfOnceAndTheServerAnswers(TestServer server, int error, CapturedOutput output) {
		this.call.answerWith((handle) -> error);
		StartedServer.run(requesting(server), (started) -> {
			for (int starts = 1; starts <= 3; starts++) {
				assertThat(started.listeners()).extracting((listener) -> listener.outcome().value())
					.containsExactly((error == 10045) ? "unsupported" : "failed");
				// A system that does not support it is not asked again
				assertThat(this.call.calls()).hasSize((error == 10045) ? 1 : starts);
				assertThat(started.get()).startsWith("hello");
				started.webServer().stop();
				started.webServer().start();
			}
		});
		assertThat(this.requests.record().lastErrors().all()).extracting(RecordedError::error)
			.containsOnly(FastPathError.of(error));
		assertThat(
				output.getOut().lines().filter((line) -> line.contains("WARN") && line.contains("Loopback fast path")))
			.singleElement()
			.asString()
			.contains(String.valueOf(error));
	}

	@ParameterizedTest
	@EnumSource
	void whatTheRequestThrowsDoesNotReachTheServer(TestServer server) {
		for (Throwable thrown : List.of(new IllegalStateException("on purpose"),
				new NoClassDefFoundError("on purpose"))) {
			StartedServer.run(server.requesting(TestFastPath.calling((handle) -> sneakyThrow(thrown))), (started) -> {
				assertThat(started.listeners()).singleElement().matches(RecordedListener::isMissingFastPath);
				assertThat(started.get()).startsWith("hello");
			});
		}
	}

	@ParameterizedTest
	@EnumSource
	void unavailableFastPathLeavesTheServerAlone(TestServer server, CapturedOutput output) {
		StartedServer.run(server.requesting(TestFastPath.unavailable(TestWinsock.unavailable())),
				(started) -> assertOnly(started, "unavailable"));
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void jdkThatRequestsItIsLeftAlone(TestServer server) {
		StartedServer.run(server.requesting(TestFastPath.whileJdkAsks(this.call)),
				(started) -> assertOnly(started, "left-to-jdk"));
	}

	@ParameterizedTest
	@EnumSource
	void requiredFastPathFailsTheStartWithoutIt(TestServer server) throws Exception {
		AbstractApplicationContextRunner<?, ?, ?> required = requesting(server)
			.withPropertyValues("loopback-fast-path.required=true");
		StartedServer.run(required, (started) -> assertOnly(started, "requested"));
		this.call.answerWith((handle) -> 10022);
		assertThatPortIsFreed((port) -> assertThat(
				FailureAnalyses.of(StartedServer.failure(required.withPropertyValues("server.port=" + port)))
					.getDescription())
			.contains(server.listener(), "10022 WSAEINVAL"));
	}

	@ParameterizedTest
	@EnumSource
	void noConnectionIsSetUpBeforeTheCall(TestServer server) throws Exception {
		int port = TomcatRunner.freePort();
		List<Boolean> connected = new ArrayList<>();
		this.call.answerWith((handle) -> {
			connected.add(canConnect(port));
			return 0;
		});
		StartedServer.run(requesting(server).withPropertyValues("server.port=" + port),
				(started) -> assertThat(canConnect(port)).isTrue());
		assertThat(connected).containsExactly(false);
	}

	/**
	 * With or without the starter, about one of a hundred failed starts of Reactor Netty
	 * leaves its port bound: its event loops may end before its socket is closed.
	 */
	private static void assertThatPortIsFreed(FailedStart start) throws Exception {
		for (int attempt = 1;; attempt++) {
			int port = TomcatRunner.freePort();
			start.run(port);
			try {
				TomcatRunner.assertThatPortIsFree(port);
				return;
			}
			catch (BindException ex) {
				if (attempt == 3) {
					throw ex;
				}
			}
		}
	}

	private static boolean canConnect(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 5000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private AbstractApplicationContextRunner<?, ?, ?> requesting(TestServer server) {
		return server.requesting(this.requests);
	}

	private void assertRequestedBeforeBind(int calls) {
		assertThat(this.call.calls()).hasSize(calls)
			.allMatch((recorded) -> recorded.localPort() == 0 && !recorded.listening() && !recorded.connected());
		assertThat(this.requests.record().servers().all())
			.allMatch((listener) -> listener.moment() == Moment.BEFORE_BIND && listener.outcome().isRequested());
	}

	private static void assertOnly(StartedServer started, String outcome) throws Exception {
		assertThat(started.listeners()).extracting((listener) -> listener.outcome().value()).containsExactly(outcome);
		assertThat(started.get()).startsWith("hello");
	}

	private static List<String> chain(Throwable failure) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause)
			.map((cause) -> cause.getClass().getName() + ": " + cause.getMessage())
			.toList();
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> int sneakyThrow(Throwable thrown) throws T {
		throw (T) thrown;
	}

	static Stream<Arguments> serversTwice() {
		return Stream.of(TestServer.values())
			.flatMap((server) -> Stream.of(Arguments.of(server, false), Arguments.of(server, true)));
	}

	static Stream<Arguments> serversAndErrors() {
		return Stream.of(TestServer.values())
			.flatMap((server) -> Stream
				// Those that are documented for the control code, and two that are not
				.concat(FastPathError.documented().stream().map(FastPathError::number), Stream.of(10013, 4711))
				.map((error) -> Arguments.of(server, error)));
	}

	private interface FailedStart {

		void run(int port);

	}

	static class FailingListener implements ApplicationListener<WebServerInitializedEvent> {

		@Override
		public void onApplicationEvent(WebServerInitializedEvent event) {
			throw new IllegalStateException("on purpose");
		}

	}

}
