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

import java.io.FileDescriptor;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.sun.jna.Pointer;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SocketHandles}. If one of these fails on a new JDK, a field that
 * {@link SocketHandles} names has moved.
 */
@RunsOnWindowsJvm
class SocketHandlesTests {

	private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final SocketHandles handles = new SocketHandles(new JniFunctions());

	@Test
	void handleOfServerSocketChannelBelongsToItsPort() throws Exception {
		try (ServerSocketChannel channel = ServerSocketChannel.open()) {
			channel.bind(ANY_PORT);
			assertThat(portOf(channel)).isEqualTo(channel.socket().getLocalPort());
			assertThat(portOf(channel.socket())).isEqualTo(channel.socket().getLocalPort());
		}
	}

	@Test
	void handleOfSocketChannelBelongsToItsPort() throws Exception {
		try (SocketChannel channel = SocketChannel.open()) {
			channel.bind(ANY_PORT);
			assertThat(portOf(channel)).isEqualTo(channel.socket().getLocalPort());
			assertThat(portOf(channel.socket())).isEqualTo(channel.socket().getLocalPort());
		}
	}

	@Test
	void handleOfAsynchronousServerSocketChannelBelongsToItsPort() throws Exception {
		try (AsynchronousServerSocketChannel channel = AsynchronousServerSocketChannel.open()) {
			channel.bind(ANY_PORT);
			assertThat(portOf(channel)).isEqualTo(((InetSocketAddress) channel.getLocalAddress()).getPort());
		}
	}

	@Test
	void handleOfAsynchronousSocketChannelBelongsToItsPort() throws Exception {
		try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
			channel.bind(ANY_PORT);
			assertThat(portOf(channel)).isEqualTo(((InetSocketAddress) channel.getLocalAddress()).getPort());
		}
	}

	@Test
	void handleOfServerSocketBelongsToItsPort() throws Exception {
		try (ServerSocket socket = new ServerSocket()) {
			// Linux says port 0, Windows that it is not bound
			assertThat(portOf(socket)).isLessThanOrEqualTo(0);
			socket.bind(ANY_PORT);
			assertThat(portOf(socket)).isEqualTo(socket.getLocalPort());
		}
	}

	@Test
	void handleOfSocketExistsBeforeItsFirstUse() throws Exception {
		try (Socket socket = new Socket()) {
			long handle = this.handles.handleOf(socket);
			socket.bind(ANY_PORT);
			assertThat(this.handles.handleOf(socket)).isEqualTo(handle);
			assertThat(HandleSelfCheck.localPort(handle)).isEqualTo(socket.getLocalPort());
		}
	}

	@Test
	void handleOfSocketSubclassBelongsToItsPort() throws Exception {
		try (Socket socket = new Socket(java.net.Proxy.NO_PROXY) {
		}) {
			socket.bind(ANY_PORT);
			assertThat(portOf(socket)).isEqualTo(socket.getLocalPort());
		}
	}

	@Test
	void handleOfAcceptedSocketBelongsToItsPort() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
				Socket accepted = server.accept()) {
			assertThat(portOf(client)).isEqualTo(client.getLocalPort());
			assertThat(portOf(accepted)).isEqualTo(server.getLocalPort());
		}
	}

	@Test
	void closedSocketsHaveNoHandle() throws Exception {
		ServerSocketChannel channel = ServerSocketChannel.open();
		AsynchronousServerSocketChannel asynchronous = AsynchronousServerSocketChannel.open();
		Socket socket = new Socket();
		ServerSocket server = new ServerSocket();
		for (AutoCloseable closeable : new AutoCloseable[] { channel, asynchronous, socket, server }) {
			closeable.close();
			assertThatExceptionOfType(SocketHandleException.class).isThrownBy(() -> this.handles.handleOf(closeable));
		}
	}

	@Test
	void foreignObjectsHaveNoHandle() throws Exception {
		try (DatagramChannel datagram = DatagramChannel.open(); Socket foreign = new Socket(new ForeignImpl()) {
		}) {
			for (Object object : new Object[] { datagram, foreign, "no socket", mock(SocketChannel.class),
					mock(ServerSocketChannel.class), mock(AsynchronousServerSocketChannel.class),
					mock(AsynchronousSocketChannel.class), mock(Socket.class), mock(ServerSocket.class),
					mock(NetworkChannel.class) }) {
				assertThatExceptionOfType(SocketHandleException.class).isThrownBy(() -> this.handles.handleOf(object));
			}
		}
	}

	@Test
	void missingFieldIsReportedAndDoesNoHarm() {
		JniFunctions jni = new JniFunctions() {

			@Override
			Pointer fieldId(Class<?> type, String name, String signature) {
				return super.fieldId(type, name + "Moved", signature);
			}

		};
		assertThatExceptionOfType(SocketHandleException.class)
			.isThrownBy(() -> new SocketHandles(jni).handleOf(SocketChannel.open()))
			.withMessageContaining("fdValMoved");
	}

	@Test
	void lookUpThatDoesNotReturnHoldsUpNoOther() throws Exception {
		CountDownLatch blocking = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AtomicBoolean first = new AtomicBoolean(true);
		SocketHandles handles = new SocketHandles(new JniFunctions() {

			@Override
			Pointer fieldId(Class<?> type, String name, String signature) {
				if (first.getAndSet(false)) {
					blocking.countDown();
					await(release);
				}
				return super.fieldId(type, name, signature);
			}

		});
		try (SocketChannel channel = SocketChannel.open()) {
			CompletableFuture<Long> blocked = CompletableFuture.supplyAsync(() -> handleOf(handles, channel));
			await(blocking);
			long handle = handles.handleOf(channel);
			assertThat(blocked).isNotDone();
			release.countDown();
			assertThat(blocked.get(1, TimeUnit.MINUTES)).isEqualTo(handle);
		}
	}

	private static long handleOf(SocketHandles handles, Object socket) {
		try {
			return handles.handleOf(socket);
		}
		catch (SocketHandleException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void selfCheckFindsHandlesThatBelongToAnotherSocket() throws Exception {
		JniFunctions jni = new JniFunctions() {

			@Override
			int intField(Object object, Pointer fieldId) {
				// Windows ignores the last two bits of a handle
				return super.intField(object, fieldId) + 4;
			}

		};
		assertThatExceptionOfType(SocketHandleException.class)
			.isThrownBy(() -> new HandleSelfCheck(new SocketHandles(jni)).run())
			.withMessageContaining("belongs to");
		new HandleSelfCheck(this.handles).run();
	}

	@Test
	void fileDescriptorKeepsItsNumberInFd() throws Exception {
		Field field = FileDescriptor.class.getDeclaredField("fd");
		assertThat(field.getType()).isEqualTo(int.class);
		assertThat(SocketImpl.class.getDeclaredField("fd").getType()).isEqualTo(FileDescriptor.class);
	}

	private int portOf(Object socket) throws Exception {
		return HandleSelfCheck.localPort(this.handles.handleOf(socket));
	}

	private static final class ForeignImpl extends SocketImpl {

		@Override
		protected void create(boolean stream) {
			this.fd = FileDescriptor.out;
		}

		@Override
		protected void connect(String host, int port) {
		}

		@Override
		protected void connect(InetAddress address, int port) {
		}

		@Override
		protected void connect(java.net.SocketAddress address, int timeout) {
		}

		@Override
		protected void bind(InetAddress host, int port) {
		}

		@Override
		protected void listen(int backlog) {
		}

		@Override
		protected void accept(SocketImpl socket) {
		}

		@Override
		protected java.io.InputStream getInputStream() {
			return java.io.InputStream.nullInputStream();
		}

		@Override
		protected java.io.OutputStream getOutputStream() {
			return java.io.OutputStream.nullOutputStream();
		}

		@Override
		protected int available() {
			return 0;
		}

		@Override
		protected void close() {
		}

		@Override
		protected void sendUrgentData(int data) {
		}

		@Override
		public void setOption(int id, Object value) {
		}

		@Override
		public Object getOption(int id) {
			return 0;
		}

	}

}
