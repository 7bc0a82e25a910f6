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

package io.github.loopbackfastpath.internal.winsock;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.stream.Stream;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.github.loopbackfastpath.ReferencePage;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the stand-in itself: it answers a wrong call as the reference page says, so
 * that a success is worth something.
 */
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a Windows library")
@RunsOnWindowsJvm
class StandInTests {

	private static final int CODE = Ws2_32.SIO_LOOPBACK_FAST_PATH;

	private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final Memory on = new Memory(Integer.BYTES);

	private final Memory returned = new Memory(Integer.BYTES);

	@BeforeEach
	void grant() {
		this.on.setInt(0, 1);
		StandIn.plan(AnswerRule.GRANTED, AnswerRule.GRANTED);
	}

	@Test
	@ReferencePage({ 1, 2, 3, 4, 5 })
	void callOfTheStarterIsTheDocumentedOne() throws Exception {
		try (SocketChannel channel = SocketChannel.open()) {
			long mark = StandIn.mark();
			assertThat(Ws2_32.open().applyAsInt(TestWinsock.handleOf(channel))).isZero();
			assertThat(callsSince(mark)).singleElement().satisfies((call) -> {
				assertThat(call.is("fast-path")).isTrue();
				assertThat(call.socket()).isEqualTo(TestWinsock.handleOf(channel));
				assertThat(call.details()).containsExactly("1");
			});
		}
	}

	@Test
	void documentedCallSucceeds() throws Exception {
		try (SocketChannel channel = SocketChannel.open()) {
			assertThat(StandIn.control(handle(channel), CODE, this.on, 4, 0, this.returned)).isZero();
		}
	}

	@Test
	@ReferencePage(4)
	void wrongPointersAreFaults() throws Exception {
		try (SocketChannel channel = SocketChannel.open()) {
			Pointer handle = handle(channel);
			for (Pointer wrong : new Pointer[] { Pointer.NULL, new Pointer(8), new Pointer(-4096) }) {
				assertThat(StandIn.control(handle, CODE, wrong, 4, 0, this.returned)).isEqualTo(10014);
				assertThat(StandIn.control(handle, CODE, this.on, 4, 0, wrong)).isEqualTo(10014);
			}
		}
	}

	@Test
	@ReferencePage({ 2, 3 })
	void wrongSizesAreInvalid() throws Exception {
		try (SocketChannel channel = SocketChannel.open()) {
			for (int size : new int[] { 0, 1, 3 }) {
				assertThat(StandIn.control(handle(channel), CODE, this.on, size, 0, this.returned)).isEqualTo(10022);
			}
			assertThat(StandIn.control(handle(channel), CODE, this.on, 4, 4, this.returned)).isEqualTo(10022);
		}
	}

	@Test
	@ReferencePage(1)
	void unknownCodeIsNotSupported() throws Exception {
		try (SocketChannel channel = SocketChannel.open()) {
			assertThat(StandIn.control(handle(channel), CODE + 0x100, this.on, 4, 0, this.returned)).isEqualTo(10045);
		}
	}

	@Test
	void handleThatIsNoSocketIsToldApart() {
		assertThat(StandIn.control(new Pointer(-1), CODE, this.on, 4, 0, this.returned)).isEqualTo(10038);
		assertThat(StandIn.control(new Pointer(0x7ffff0), CODE, this.on, 4, 0, this.returned)).isEqualTo(10038);
	}

	@Test
	@ReferencePage({ 7, 10 })
	void socketOfAnotherTypeOrConnectedIsInvalid() throws Exception {
		try (DatagramChannel datagram = DatagramChannel.open();
				ServerSocketChannel server = ServerSocketChannel.open().bind(ANY_PORT);
				SocketChannel connected = SocketChannel.open(server.getLocalAddress())) {
			assertThat(StandIn.control(handle(connected), CODE, this.on, 4, 0, this.returned)).isEqualTo(10022);
			assertThat(StandIn.control(datagramHandle(datagram), CODE, this.on, 4, 0, this.returned)).isEqualTo(10022);
			assertThat(StandIn.control(handle(server), CODE, this.on, 4, 0, this.returned)).isZero();
		}
	}

	@Test
	void planTellsSidesCallsAndSharesApart() throws Exception {
		PlannedCall call = new PlannedCall(AnswerRule.only(3, 10050), AnswerRule.share(20, 10004));
		try (SocketChannel channel = SocketChannel.open()) {
			long handle = TestWinsock.handleOf(channel);
			Thread client = new Thread(() -> {
				for (int i = 0; i < 200; i++) {
					call.applyAsInt(handle);
				}
			});
			client.start();
			client.join();
			for (int i = 0; i < 4; i++) {
				call.applyAsInt(handle);
			}
			// The other implementation of the same plan
			AnswerRule share = AnswerRule.share(20, 10004);
			for (int i = 0; i < 200; i++) {
				assertThat(call.clientAnswers().get(i)).isEqualTo(share.answer(i + 1));
			}
		}
		assertThat(call.serverAnswers()).containsExactly(0, 0, 10050, 0);
		assertThat(call.clientAnswers()).filteredOn((answer) -> answer != 0).hasSizeBetween(20, 60).containsOnly(10004);
	}

	@Test
	void logTellsTheLifeOfASocketInOrder() throws Exception {
		long mark = StandIn.mark();
		long handle;
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			handle = TestWinsock.handleOf(server);
			Ws2_32.open().applyAsInt(handle);
			server.bind(ANY_PORT);
			try (SocketChannel client = SocketChannel.open(server.getLocalAddress());
					SocketChannel accepted = server.accept()) {
				assertThat(callsSince(mark).filter((call) -> call.is("connect"))).singleElement().satisfies((call) -> {
					assertThat(call.socket()).isEqualTo(TestWinsock.handleOf(client));
					assertThat(call.port()).isEqualTo(server.socket().getLocalPort());
				});
				assertThat(callsSince(mark).filter((call) -> call.is("accept"))).singleElement().satisfies((call) -> {
					assertThat(call.socket()).isEqualTo(handle);
					assertThat(call.accepted()).isEqualTo(TestWinsock.handleOf(accepted));
				});
			}
		}
		assertThat(callsSince(mark).filter((call) -> call.socket() == handle)).extracting(WinsockCall::name)
			.containsExactly("socket", "fast-path", "bind", "listen", "accept", "close");
	}

	/**
	 * Return the calls of this thread. Others may still be closing what earlier tests
	 * left.
	 */
	private static Stream<WinsockCall> callsSince(long mark) {
		String thread = StandIn.thread();
		return StandIn.log().stream().skip(mark).filter((call) -> call.thread().equals(thread));
	}

	private static Pointer handle(NetworkChannel channel) {
		return new Pointer(TestWinsock.handleOf(channel));
	}

	private static Pointer datagramHandle(DatagramChannel channel) {
		JniFunctions jni = new JniFunctions();
		return new Pointer(jni.intField(channel, jni.fieldId(channel.getClass(), "fdVal", "I")));
	}

}
