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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.loopbackfastpath.FailureAnalyses;
import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.TestKeyStore;
import io.github.loopbackfastpath.internal.record.LastErrors.RecordedError;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import org.awaitility.Awaitility;
import org.awaitility.Durations;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What holds for each server with a hook. A subclass names its servers in a static method
 * {@code servers()}, and adds what holds for them alone.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
@ExtendWith(OutputCaptureExtension.class)
public abstract class ServerContract {

	/** The server that is tested. */
	@Parameter
	protected TestServer server;

	/** Every native call. */
	protected final RecordingCall call = new RecordingCall();

	/** What requests the fast path with these calls. */
	protected final SocketRequests requests = TestFastPath.calling(this.call);

	@Test
	void portZeroIsRequestedBeforeBind(CapturedOutput output) {
		run(requesting(), (started) -> {
			assertRequestedBeforeBind(1);
			assertThat(hooks(started.context())).isNotEmpty();
			RecordedListener listener = started.listeners().get(0);
			assertThat(listener.name()).startsWith(this.server.listener());
			assertThat(listener.configuredAddress()).isEqualTo("127.0.0.1:0");
			assertThat(listener.localAddress()).isEqualTo("127.0.0.1:" + started.port());
			assertThat(output.getOut().lines().filter((line) -> line.contains("Loopback fast path for ")))
				.singleElement()
				.asString()
				.contains("127.0.0.1:" + started.port())
				.endsWith(": requested, before bind");
			assertAnswers(started);
		});
	}

	@Test
	void tlsOfASslBundleIsRequestedBeforeBind(@TempDir Path directory) throws Exception {
		run(requesting().withPropertyValues(sslBundle(directory)), (started) -> {
			assertRequestedBeforeBind(1);
			assertThat(started.get("127.0.0.1", true)).startsWith("hello");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void everyStartIsRequestedOnItsNewSocketAndWhatStoppedIsForgotten(boolean wholeContext) {
		assumeThat(!wholeContext || this.server.startsAgainWithItsContext()).isTrue();
		run(requesting(), (started) -> {
			for (int restarts = 1; restarts <= 2; restarts++) {
				if (wholeContext) {
					started.context().stop();
					started.context().start();
				}
				else {
					started.restart();
				}
				assertRequestedBeforeBind(1 + restarts);
				awaitListeners(1);
				assertThat(started.listeners()).singleElement()
					.extracting(RecordedListener::localAddress)
					.isEqualTo("127.0.0.1:" + started.port());
				assertAnswers(started);
			}
		});
		awaitListeners(0);
	}

	@Test
	void stoppedServerLeavesItsPortFree() throws Exception {
		assertThatPortIsFreed(
				(port) -> run(requesting().withPropertyValues(port(port)), ServerContract::assertAnswers));
		assertThat(this.requests.record().counts()).allMatch((count) -> count.outcome().isRequested());
	}

	@Test
	void portThatIsNotSelectedIsSkipped() throws Exception {
		int port = TomcatRunner.freePort();
		AbstractApplicationContextRunner<?, ?, ?> application = requesting().withPropertyValues(port(port));
		run(application.withPropertyValues("loopback-fast-path.server.ports=1"),
				(started) -> assertOnly(started, "port-excluded"));
		assertThat(this.call.calls()).isEmpty();
		TomcatRunner.awaitThatPortIsFree(port);
		run(application.withPropertyValues("loopback-fast-path.server.ports=1," + port),
				(started) -> assertOnly(started, "requested"));
		assertRequestedBeforeBind(1);
	}

	@Test
	void ipv6ListenerIsRequestedIfSelected() {
		AbstractApplicationContextRunner<?, ?, ?> ipv6 = this.server.onIpv6(requesting());
		run(ipv6, (started) -> {
			assertThat(started.listeners()).extracting((listener) -> listener.outcome().value())
				.containsExactly("ip-version-excluded");
			assertThat(started.get("::1", false)).startsWith("hello");
		});
		assertThat(this.call.calls()).isEmpty();
		awaitListeners(0);
		run(ipv6.withPropertyValues("loopback-fast-path.ip-version=any"), (started) -> {
			assertRequestedBeforeBind(1);
			assertThat(started.listeners()).singleElement()
				.extracting(RecordedListener::localAddress)
				.isEqualTo("[0:0:0:0:0:0:0:1]:" + started.port());
			assertThat(started.get("::1", false)).startsWith("hello");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "loopback-fast-path.enabled=false", "loopback-fast-path.server.enabled=false",
			"os.name=Linux" })
	void nothingIsTouchedWhenDisabledOrOnAnotherSystem(String property) {
		run(requesting().withPropertyValues(property), (started) -> {
			assertThat(hooks(started.context())).isEmpty();
			assertThat(started.listeners()).isEmpty();
			assertAnswers(started);
		});
		assertThat(this.call.calls()).isEmpty();
	}

	@Test
	void portInUseFailsAsAlways() throws Exception {
		try (ServerSocket occupant = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			String port = port(occupant.getLocalPort());
			List<String> failure = chain(StartedServer.failure(requesting().withPropertyValues(port)));
			assertThat(this.call.calls()).hasSize(1);
			assertThat(failure).anyMatch((cause) -> cause.contains("already in use"))
				.isEqualTo(chain(StartedServer.failure(this.server.withoutStarter().withPropertyValues(port))));
		}
		assertThat(this.requests.record().servers().all()).isEmpty();
	}

	@Test
	void failedStartLeavesThePortFree() throws Exception {
		assertThatPortIsFreed((port) -> {
			assertThat(StartedServer.failure(requesting().withPropertyValues(port(port))
				.withBean("failing", ApplicationListener.class, () -> new FailingListener(this.server))))
				.hasRootCauseMessage("on purpose");
			assertThat(this.call.calls()).isNotEmpty();
		});
	}

	@ParameterizedTest
	@MethodSource
	void errorIsWarnedOfOnceAndTheServerAnswers(int error, CapturedOutput output) {
		this.call.answerWith((handle) -> error);
		run(requesting(), (started) -> {
			for (int starts = 1; starts <= 3; starts++) {
				assertThat(started.listeners()).extracting((listener) -> listener.outcome().value())
					.containsExactly((error == 10045) ? "unsupported" : "failed");
				// A system that does not support it is not asked again
				assertThat(this.call.calls()).hasSize((error == 10045) ? 1 : starts);
				assertAnswers(started);
				started.restart();
				awaitListeners(1);
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

	static Stream<Integer> errorIsWarnedOfOnceAndTheServerAnswers() {
		// Those that are documented for the control code, and two that are not
		return Stream.concat(FastPathError.documented().stream().map(FastPathError::number), Stream.of(10013, 4711));
	}

	@Test
	void whatTheRequestThrowsDoesNotReachTheServer() {
		for (Throwable thrown : List.of(new IllegalStateException("on purpose"),
				new NoClassDefFoundError("on purpose"))) {
			run(this.server.requesting(TestFastPath.calling((handle) -> sneakyThrow(thrown))), (started) -> {
				assertThat(started.listeners()).singleElement().matches(RecordedListener::isMissingFastPath);
				assertAnswers(started);
			});
		}
	}

	@Test
	void unavailableFastPathLeavesTheServerAlone(CapturedOutput output) {
		run(this.server.requesting(TestFastPath.unavailable(TestWinsock.unavailable())),
				(started) -> assertOnly(started, "unavailable"));
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).hasSize(1);
	}

	@Test
	void jdkThatRequestsItIsLeftAlone() {
		run(this.server.requesting(TestFastPath.whileJdkAsks(this.call)),
				(started) -> assertOnly(started, "left-to-jdk"));
	}

	@Test
	void requiredFastPathFailsTheStartWithoutIt() throws Exception {
		AbstractApplicationContextRunner<?, ?, ?> required = requesting()
			.withPropertyValues("loopback-fast-path.required=true");
		run(required, (started) -> assertOnly(started, "requested"));
		this.call.answerWith((handle) -> 10022);
		assertThatPortIsFreed((port) -> assertThat(
				FailureAnalyses.of(StartedServer.failure(required.withPropertyValues(port(port)))).getDescription())
			.contains(this.server.listener(), "10022 WSAEINVAL"));
	}

	@Test
	void noConnectionIsSetUpBeforeTheCall() throws Exception {
		int port = TomcatRunner.freePort();
		List<Boolean> connected = new ArrayList<>();
		this.call.answerWith((handle) -> {
			connected.add(canConnect(port));
			return 0;
		});
		run(requesting().withPropertyValues(port(port)), (started) -> assertThat(canConnect(port)).isTrue());
		assertThat(connected).containsExactly(false);
	}

	/**
	 * Return the application of the server, with the starter.
	 */
	protected final AbstractApplicationContextRunner<?, ?, ?> requesting() {
		return this.server.requesting(this.requests);
	}

	/**
	 * Run an application of the server, which has to start.
	 * @param application the application
	 * @param test what to do meanwhile
	 */
	protected final void run(AbstractApplicationContextRunner<?, ?, ?> application, StartedServer.Test test) {
		StartedServer.run(this.server, application, test);
	}

	/**
	 * Return the property that sets the port.
	 * @param port the port
	 */
	protected final String port(int port) {
		return this.server.properties() + ".port=" + port;
	}

	/**
	 * Return the properties that give the server TLS.
	 * @param directory where the key store is written
	 */
	protected final String[] sslBundle(Path directory) throws Exception {
		return new String[] { "spring.ssl.bundle.jks.test.keystore.location=" + TestKeyStore.create(directory).toUri(),
				"spring.ssl.bundle.jks.test.keystore.password=" + TestKeyStore.PASSWORD,
				this.server.properties() + ".ssl.bundle=test" };
	}

	/**
	 * Assert that all calls came before bind, and that all listeners are recorded so.
	 * @param calls how many there were
	 */
	protected final void assertRequestedBeforeBind(int calls) {
		assertThat(this.call.calls()).hasSize(calls)
			.allMatch((recorded) -> recorded.localPort() == 0 && !recorded.listening() && !recorded.connected());
		assertThat(this.requests.record().servers().all())
			.allMatch((listener) -> listener.moment() == Moment.BEFORE_BIND && listener.outcome().isRequested());
	}

	/**
	 * Servers on Netty forget a listener when its channel is closed, which is done on
	 * another thread.
	 */
	private void awaitListeners(int number) {
		Awaitility.await("listeners are forgotten")
			.atMost(Durations.ONE_MINUTE)
			.until(() -> this.requests.record().servers().all().size() == number);
	}

	/**
	 * Some servers close their socket on another thread. With or without the starter,
	 * about one of a hundred failed starts of Reactor Netty leaves its port bound: its
	 * event loops may end before its socket is closed.
	 */
	protected static void assertThatPortIsFreed(StartAndStop application) throws Exception {
		for (int attempt = 1;; attempt++) {
			int port = TomcatRunner.freePort();
			application.run(port);
			try {
				TomcatRunner.awaitThatPortIsFree(port);
				return;
			}
			catch (ConditionTimeoutException ex) {
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

	/**
	 * Return the names of what the starter has for servers.
	 */
	private static List<String> hooks(ApplicationContext context) {
		return Arrays.stream(context.getBeanDefinitionNames())
			.filter((name) -> name.startsWith("loopbackFastPath"))
			.filter((name) -> Objects.requireNonNull(context.getType(name))
				.getPackageName()
				.startsWith(ServerContract.class.getPackageName()))
			.toList();
	}

	private static void assertOnly(StartedServer started, String outcome) throws Exception {
		assertThat(started.listeners()).extracting((listener) -> listener.outcome().value()).containsExactly(outcome);
		assertAnswers(started);
	}

	private static void assertAnswers(StartedServer started) throws Exception {
		assertThat(started.get()).startsWith("hello");
	}

	private static List<String> chain(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.map((cause) -> cause.getClass().getName() + ": " + cause.getMessage())
			.toList();
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> int sneakyThrow(Throwable thrown) throws T {
		throw (T) thrown;
	}

	/**
	 * Starts an application on a port, and stops it again, or sees it fail.
	 */
	@FunctionalInterface
	protected interface StartAndStop {

		void run(int port) throws Exception;

	}

	private static final class FailingListener implements ApplicationListener<ApplicationEvent> {

		private final TestServer server;

		private FailingListener(TestServer server) {
			this.server = server;
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			if (this.server.isStarted(event)) {
				throw new IllegalStateException("on purpose");
			}
		}

	}

}
