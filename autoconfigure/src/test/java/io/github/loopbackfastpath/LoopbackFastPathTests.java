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

package io.github.loopbackfastpath;

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

import io.github.loopbackfastpath.FastPathOutcome.Kind;
import io.github.loopbackfastpath.winsock.RecordingCall;
import io.github.loopbackfastpath.winsock.TestWinsock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LoopbackFastPath}.
 */
@ExtendWith(OutputCaptureExtension.class)
@RunsOnWindowsJvm
class LoopbackFastPathTests {

	private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final RecordingCall call = new RecordingCall();

	private final LoopbackFastPath fastPath = TestFastPath.calling(this.call);

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
		assertThat(this.fastPath.tally().count(FastPathSide.SERVER, Kind.REQUESTED)).isEqualTo(3);
		assertThat(this.fastPath.tally().count(FastPathSide.CLIENT, Kind.REQUESTED)).isEqualTo(2);
	}

	@Test
	@ReferencePage({ 7, 10 })
	void systemIsNotAskedForSocketsThatAreClosedConnectedOrNotTcp() throws Exception {
		try (ServerSocketChannel server = ServerSocketChannel.open().bind(ANY_PORT);
				SocketChannel channel = SocketChannel.open(server.getLocalAddress());
				Socket socket = new Socket(ANY_PORT.getAddress(), server.socket().getLocalPort());
				DatagramChannel datagram = DatagramChannel.open()) {
			assertThat(this.fastPath.request(channel).kind()).isEqualTo(Kind.ALREADY_CONNECTED);
			assertThat(this.fastPath.request(socket).kind()).isEqualTo(Kind.ALREADY_CONNECTED);
			assertThat(this.fastPath.request(datagram).kind()).isEqualTo(Kind.NOT_TCP);
			assertThat(this.fastPath.request(closedChannel()).kind()).isEqualTo(Kind.CLOSED);
			assertThat(this.fastPath.request(closedSocket()).kind()).isEqualTo(Kind.CLOSED);
		}
		assertThat(this.call.calls()).isEmpty();
	}

	@Test
	void asynchronousSocketChannelIsRequestedUntilItIsConnected() throws Exception {
		try (ServerSocketChannel server = ServerSocketChannel.open().bind(ANY_PORT);
				AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
			assertThat(this.fastPath.request(channel).kind()).isEqualTo(Kind.REQUESTED);
			channel.connect(server.getLocalAddress()).get();
			assertThat(this.fastPath.request(channel).kind()).isEqualTo(Kind.ALREADY_CONNECTED);
			assertThat(this.call.calls()).extracting(RecordingCall.Call::handle)
				.containsExactly(TestWinsock.handleOf(channel));
		}
		AsynchronousSocketChannel closed = AsynchronousSocketChannel.open();
		closed.close();
		assertThat(this.fastPath.request(closed).kind()).isEqualTo(Kind.CLOSED);
		assertThat(this.fastPath.tally().count(FastPathSide.CLIENT, Kind.REQUESTED)).isOne();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine has no Unix-domain sockets")
	@ReferencePage(7)
	void systemIsNotAskedForUnixDomainSockets() throws Exception {
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
				SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			assertThat(this.fastPath.request(server).kind()).isEqualTo(Kind.NOT_TCP);
			assertThat(this.fastPath.request(client).kind()).isEqualTo(Kind.NOT_TCP);
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
		assertThat(this.fastPath.request(hostile).kind()).isEqualTo(Kind.UNREACHABLE);
		assertThat(this.fastPath.request(mock(Socket.class)).kind()).isEqualTo(Kind.UNREACHABLE);
		assertThat(this.fastPath.request(mock(ServerSocket.class)).kind()).isEqualTo(Kind.UNREACHABLE);
		assertThat(this.fastPath.request(mock(SocketChannel.class)).kind()).isNotEqualTo(Kind.REQUESTED);
		assertThat(this.call.calls()).isEmpty();
	}

	@Test
	void errorIsReportedWithItsNumberAndWarnedOfOncePerSide(CapturedOutput output) throws Exception {
		this.call.answerWith((handle) -> 10022);
		try (ServerSocketChannel server = ServerSocketChannel.open(); SocketChannel client = SocketChannel.open()) {
			assertThat(this.fastPath.request(server)).isEqualTo(new FastPathOutcome(Kind.FAILED, 10022));
			assertThat(this.fastPath.request(server)).hasToString("failed (10022 WSAEINVAL: the control code or a"
					+ " parameter is not acceptable, or not applicable to this socket)");
			assertThat(this.fastPath.request(client).errorNumber()).isEqualTo(10022);
			this.call.answerWith((handle) -> 10055);
			assertThat(this.fastPath.request(client)).isEqualTo(new FastPathOutcome(Kind.FAILED, 10055));
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
			assertThat(this.fastPath.request(server)).isEqualTo(new FastPathOutcome(Kind.UNSUPPORTED, 10045));
			assertThat(this.fastPath.request(client)).isEqualTo(FastPathOutcome.of(Kind.UNSUPPORTED));
			assertThat(this.fastPath.request(server)).isEqualTo(FastPathOutcome.of(Kind.UNSUPPORTED));
		}
		assertThat(this.fastPath.availability().state()).isEqualTo(FastPathAvailability.State.UNSUPPORTED);
		assertThat(this.call.calls()).hasSize(1);
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("10045 WSAEOPNOTSUPP");
	}

	@Test
	@ReferencePage(19)
	void stateIsLoggedOnceWithTheDeprecation(CapturedOutput output) {
		this.fastPath.availability();
		this.fastPath.forComponent("tomcat").availability();
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
			assertThat(this.fastPath.request(client).kind()).isEqualTo(Kind.UNREACHABLE);
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
		this.fastPath.forComponent("tomcat").leaveOut(FastPathSide.SERVER, Kind.PORT_EXCLUDED);
		assertThat(this.fastPath.tally().counts())
			.isEqualTo(Map.of(new FastPathTally.Entry(FastPathSide.SERVER, "application", Kind.REQUESTED), 1L,
					new FastPathTally.Entry(FastPathSide.SERVER, "tomcat", Kind.REQUESTED), 1L,
					new FastPathTally.Entry(FastPathSide.SERVER, "tomcat", Kind.PORT_EXCLUDED), 1L,
					new FastPathTally.Entry(FastPathSide.CLIENT, "application", Kind.REQUESTED), 2L));
	}

	@Test
	void disabledFastPathHasAnOutcomeAndAsksNothing() throws Exception {
		LoopbackFastPath disabled = new LoopbackFastPath(false);
		try (SocketChannel client = SocketChannel.open()) {
			assertThat(disabled.request(client).kind()).isEqualTo(Kind.SWITCHED_OFF);
		}
		assertThat(disabled.availability().state()).isEqualTo(FastPathAvailability.State.SWITCHED_OFF);
		assertThat(disabled.tally().count(FastPathSide.CLIENT, Kind.SWITCHED_OFF)).isOne();
	}

	@Test
	void otherSystemHasAnOutcomeAndAsksNothing(CapturedOutput output) throws Exception {
		LoopbackFastPath linux = new LoopbackFastPath(null, FastPathAvailability.NOT_WINDOWS);
		try (SocketChannel client = SocketChannel.open()) {
			assertThat(linux.request(client).kind()).isEqualTo(Kind.NOT_WINDOWS);
		}
		assertThat(linux.availability().cause()).contains(System.getProperty("os.name"));
		assertThat(output).doesNotContain("Loopback fast path");
	}

	@Test
	void unavailableWinsockIsWarnedOfOnceWithCauseAndRemedy(CapturedOutput output) throws Exception {
		LoopbackFastPath unavailable = TestFastPath.unavailable(TestWinsock.unavailable());
		try (SocketChannel client = SocketChannel.open()) {
			assertThat(unavailable.request(client).kind()).isEqualTo(Kind.UNAVAILABLE);
			assertThat(unavailable.request(client).kind()).isEqualTo(Kind.UNAVAILABLE);
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
