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

package io.github.loopbackfastpath.internal.system;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;

import io.github.loopbackfastpath.FastPathAvailability;
import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.FastPathOutcome.SkipReason;
import io.github.loopbackfastpath.FastPathScope;
import io.github.loopbackfastpath.FastPathSide;
import io.github.loopbackfastpath.ReferencePage;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.record.SocketCounts;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.github.loopbackfastpath.internal.winsock.TestWinsock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SocketRequests}.
 */
@ExtendWith(OutputCaptureExtension.class)
@RunsOnWindowsJvm
class SocketRequestsTests {

	private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final RecordingCall call = new RecordingCall();

	private final SocketRequests fastPath = TestFastPath.calling(this.call);

	@Test
	void socketsAreRequestedByTheirHandle() throws Exception {
		try (ServerSocketChannel serverChannel = ServerSocketChannel.open();
				SocketChannel channel = SocketChannel.open();
				AsynchronousServerSocketChannel asynchronous = AsynchronousServerSocketChannel.open();
				ServerSocket server = new ServerSocket();
				Socket socket = new Socket()) {
			assertThat(this.fastPath.request(serverChannel).isRequested()).isTrue();
			assertThat(this.fastPath.request(channel).isRequested()).isTrue();
			assertThat(this.fastPath.request(asynchronous).isRequested()).isTrue();
			assertThat(this.fastPath.request(server).isRequested()).isTrue();
			assertThat(this.fastPath.request(socket).isRequested()).isTrue();
			assertThat(this.call.calls()).extracting(RecordingCall.Call::handle)
				.containsExactly(TestWinsock.handleOf(serverChannel), TestWinsock.handleOf(channel),
						TestWinsock.handleOf(asynchronous), TestWinsock.handleOf(server), TestWinsock.handleOf(socket));
			assertThat(this.call.calls()).allMatch((recorded) -> recorded.localPort() == 0);
		}
		assertThat(this.fastPath.record().socketCounts().count(FastPathSide.SERVER, FastPathOutcome.requested()))
			.isEqualTo(3);
		assertThat(this.fastPath.record().socketCounts().count(FastPathSide.CLIENT, FastPathOutcome.requested()))
			.isEqualTo(2);
	}

	@Test
	@ReferencePage({ 7, 10 })
	void systemIsNotAskedForSocketsThatAreClosedConnectedOrNotTcp() throws Exception {
		try (ServerSocketChannel server = ServerSocketChannel.open().bind(ANY_PORT);
				SocketChannel channel = SocketChannel.open(server.getLocalAddress());
				Socket socket = new Socket(ANY_PORT.getAddress(), server.socket().getLocalPort());
				DatagramChannel datagram = DatagramChannel.open()) {
			assertThat(this.fastPath.request(channel).value()).isEqualTo("already-connected");
			assertThat(this.fastPath.request(socket).value()).isEqualTo("already-connected");
			assertThat(this.fastPath.request(datagram).value()).isEqualTo("not-tcp");
			assertThat(this.fastPath.request(closedChannel()).value()).isEqualTo("closed");
			assertThat(this.fastPath.request(closedSocket()).value()).isEqualTo("closed");
		}
		assertThat(this.call.calls()).isEmpty();
	}

	@Test
	void asynchronousSocketChannelIsRequestedUntilItIsConnected() throws Exception {
		try (ServerSocketChannel server = ServerSocketChannel.open().bind(ANY_PORT);
				AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
			assertThat(this.fastPath.request(channel).value()).isEqualTo("requested");
			channel.connect(server.getLocalAddress()).get();
			assertThat(this.fastPath.request(channel).value()).isEqualTo("already-connected");
			assertThat(this.call.calls()).extracting(RecordingCall.Call::handle)
				.containsExactly(TestWinsock.handleOf(channel));
		}
		AsynchronousSocketChannel closed = AsynchronousSocketChannel.open();
		closed.close();
		assertThat(this.fastPath.request(closed).value()).isEqualTo("closed");
		assertThat(this.fastPath.record().socketCounts().count(FastPathSide.CLIENT, FastPathOutcome.requested()))
			.isOne();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine has no Unix-domain sockets")
	@ReferencePage(7)
	void systemIsNotAskedForUnixDomainSockets() throws Exception {
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
				SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			assertThat(this.fastPath.request(server).value()).isEqualTo("not-tcp");
			assertThat(this.fastPath.request(client).value()).isEqualTo("not-tcp");
		}
		assertThat(this.call.calls()).isEmpty();
	}

	@Test
	void foreignSocketsAreUnreachableAndNeverThrow() throws Exception {
		Socket hostile = new Socket() {

			@Override
			public boolean isClosed() {
				throw new IllegalStateException("hostile");
			}

		};
		assertThat(this.fastPath.request(hostile).value()).isEqualTo("unreachable");
		assertThat(this.fastPath.request(mock(Socket.class)).value()).isEqualTo("unreachable");
		assertThat(this.fastPath.request(mock(ServerSocket.class)).value()).isEqualTo("unreachable");
		assertThat(this.fastPath.request(mock(SocketChannel.class)).value()).isNotEqualTo("requested");
		assertThat(this.call.calls()).isEmpty();
	}

	@Test
	void errorIsReportedWithItsNumberAndWarnedOfOncePerSide(CapturedOutput output) throws Exception {
		this.call.answerWith((handle) -> 10022);
		try (ServerSocketChannel server = ServerSocketChannel.open(); SocketChannel client = SocketChannel.open()) {
			assertThat(this.fastPath.request(server)).isEqualTo(FastPathOutcome.failed(FastPathError.of(10022)));
			assertThat(this.fastPath.request(server)).hasToString("failed (10022 WSAEINVAL: the control code or a"
					+ " parameter is not acceptable, or not applicable to this socket)");
			assertThat(this.fastPath.request(client).error()).isEqualTo(FastPathError.of(10022));
			this.call.answerWith((handle) -> 10055);
			assertThat(this.fastPath.request(client)).isEqualTo(FastPathOutcome.failed(FastPathError.of(10055)));
		}
		assertThat(this.call.calls()).hasSize(4);
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).hasSize(3)
			.anyMatch((line) -> line.contains("server socket failed (10022 WSAEINVAL"))
			.anyMatch((line) -> line.contains("client socket failed (10022 WSAEINVAL"))
			.anyMatch((line) -> line.contains("client socket failed (10055: an error that is not documented"));
	}

	@Test
	@ReferencePage(18)
	void systemThatDoesNotSupportItIsAskedOnceAndLoggedOnce(CapturedOutput output) throws Exception {
		this.call.answerWith((handle) -> 10045);
		try (ServerSocketChannel server = ServerSocketChannel.open(); SocketChannel client = SocketChannel.open()) {
			assertThat(this.fastPath.availability().isAvailable()).isTrue();
			assertThat(this.fastPath.request(server)).isEqualTo(FastPathOutcome.failed(FastPathError.of(10045)));
			assertThat(this.fastPath.request(client)).isEqualTo(FastPathOutcome.unsupported());
			assertThat(this.fastPath.request(server)).isEqualTo(FastPathOutcome.unsupported());
		}
		assertThat(this.fastPath.availability().state()).isEqualTo(FastPathAvailability.State.UNSUPPORTED);
		assertThat(this.call.calls()).hasSize(1);
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("10045 WSAEOPNOTSUPP");
		this.fastPath.announce();
		assertThat(output.getOut().lines().filter((line) -> line.contains("Loopback fast path"))).hasSize(1);
	}

	@Test
	@ReferencePage(19)
	void stateIsLoggedOnceWithTheDeprecation(CapturedOutput output) {
		this.fastPath.announce();
		this.fastPath.forComponent("tomcat").announce();
		assertThat(output.getOut().lines().filter((line) -> line.contains("Loopback fast path"))).singleElement()
			.asString()
			.contains("INFO", "is on", "deprecates");
	}

	@Test
	void nativeCallThatThrowsIsAnOutcome() throws Exception {
		this.call.answerWith((handle) -> {
			throw new UnsatisfiedLinkError("gone");
		});
		try (SocketChannel client = SocketChannel.open()) {
			assertThat(this.fastPath.request(client).value()).isEqualTo("unreachable");
		}
	}

	@Test
	void outcomesAreCountedBySideAndComponent() throws Exception {
		try (ServerSocketChannel server = ServerSocketChannel.open(); SocketChannel client = SocketChannel.open()) {
			this.fastPath.forComponent("tomcat").request(server);
			this.fastPath.request(server);
			this.fastPath.request(client);
			this.fastPath.request(client);
		}
		this.fastPath.forComponent("tomcat").skip(FastPathSide.SERVER, SkipReason.PORT_EXCLUDED);
		assertThat(this.fastPath.record().socketCounts().counts())
			.isEqualTo(Map.of(new SocketCounts.Entry(FastPathSide.SERVER, "application", FastPathOutcome.requested()),
					1L, new SocketCounts.Entry(FastPathSide.SERVER, "tomcat", FastPathOutcome.requested()), 1L,
					new SocketCounts.Entry(FastPathSide.SERVER, "tomcat",
							FastPathOutcome.skipped(SkipReason.PORT_EXCLUDED)),
					1L, new SocketCounts.Entry(FastPathSide.CLIENT, "application", FastPathOutcome.requested()), 2L));
	}

	@Test
	void disabledFastPathHasAnOutcomeAndAsksNothing() throws Exception {
		SocketRequests disabled = SocketRequests.create(false, FastPathScope.SOCKETS);
		try (SocketChannel client = SocketChannel.open()) {
			assertThat(disabled.request(client).value()).isEqualTo("switched-off");
		}
		assertThat(disabled.availability().state()).isEqualTo(FastPathAvailability.State.SWITCHED_OFF);
		assertThat(disabled.record()
			.socketCounts()
			.count(FastPathSide.CLIENT, FastPathOutcome.skipped(SkipReason.SWITCHED_OFF))).isOne();
	}

	@Test
	void otherSystemHasAnOutcomeAndAsksNothing(CapturedOutput output) throws Exception {
		SocketRequests linux = new SocketRequests(NoSystem.notWindows(), FastPathScope.SOCKETS);
		try (SocketChannel client = SocketChannel.open()) {
			assertThat(linux.request(client).value()).isEqualTo("not-windows");
		}
		assertThat(linux.availability().cause()).contains(System.getProperty("os.name"));
		assertThat(output).doesNotContain("Loopback fast path");
	}

	@Test
	void unavailableWinsockIsWarnedOfOnceWithCauseAndRemedy(CapturedOutput output) throws Exception {
		SocketRequests unavailable = TestFastPath.unavailable(TestWinsock.unavailable());
		try (SocketChannel client = SocketChannel.open()) {
			assertThat(unavailable.request(client).value()).isEqualTo("unavailable");
			assertThat(unavailable.request(client).value()).isEqualTo("unavailable");
		}
		assertThat(unavailable.availability().state()).isEqualTo(FastPathAvailability.State.UNAVAILABLE);
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("JNA could not load native code: locked down", "-Djna.tmpdir=");
	}

	private static ServerSocketChannel closedChannel() throws Exception {
		ServerSocketChannel channel = ServerSocketChannel.open();
		channel.close();
		return channel;
	}

	private static Socket closedSocket() throws Exception {
		Socket socket = new Socket();
		socket.close();
		return socket;
	}

}
