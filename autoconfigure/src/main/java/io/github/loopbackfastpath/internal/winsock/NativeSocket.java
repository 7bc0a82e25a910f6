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

import java.io.IOException;
import java.util.function.IntSupplier;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * A pure IPv4 TCP socket that does not come from the JDK, which requests the fast path on
 * its own sockets with {@code scope=jvm}. It never blocks in native code: a call that
 * cannot complete is repeated until it does or the time is over. Each call holds the
 * lock, so that another thread can close the socket at any time.
 */
final class NativeSocket implements AutoCloseable {

	// The same numbers on Windows and elsewhere
	private static final int AF_INET = 2;

	private static final int SOCK_STREAM = 1;

	private static final int IPPROTO_TCP = 6;

	private static final int TCP_NODELAY = 1;

	private static final int SOCKADDR_SIZE = 16;

	private static final int FIONBIO = Platform.isWindows() ? 0x8004667E : 0x5421;

	// WSAEWOULDBLOCK, WSAENOTCONN; EAGAIN, ENOTCONN, EINPROGRESS
	private static final int[] NOT_YET = Platform.isWindows() ? new int[] { 10035, 10057 } : new int[] { 11, 107, 115 };

	private final int handle;

	private final Memory oneByte = new Memory(1);

	private boolean closed;

	NativeSocket() throws IOException {
		this(Stdcall.socketFunction("socket").invokeInt(new Object[] { AF_INET, SOCK_STREAM, 0 }));
	}

	private NativeSocket(int handle) throws IOException {
		if (handle < 0) {
			throw new IOException("the system creates no socket: error " + Native.getLastError());
		}
		this.handle = handle;
		this.oneByte.setByte(0, (byte) 1);
		try {
			Memory on = new Memory(Integer.BYTES);
			on.setInt(0, 1);
			call(Platform.isWindows() ? "ioctlsocket" : "ioctl", new Pointer(handle), FIONBIO, on);
			call("setsockopt", new Pointer(handle), IPPROTO_TCP, TCP_NODELAY, on, Integer.BYTES);
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	long handle() {
		return this.handle;
	}

	/**
	 * Listen on a port of 127.0.0.1 that the system chooses.
	 * @return the socket's address
	 */
	Memory listen() throws IOException {
		Memory address = new Memory(SOCKADDR_SIZE);
		address.clear();
		address.setShort(0, (short) AF_INET);
		address.write(4, new byte[] { 127, 0, 0, 1 }, 0, 4);
		call("bind", new Pointer(this.handle), address, SOCKADDR_SIZE);
		call("listen", new Pointer(this.handle), 1);
		Memory size = new Memory(Integer.BYTES);
		size.setInt(0, SOCKADDR_SIZE);
		call("getsockname", new Pointer(this.handle), address, size);
		return address;
	}

	/**
	 * Begin to connect to the given address.
	 */
	void connect(Memory address) throws IOException {
		synchronized (this) {
			ensureOpen();
			if (invoke("connect", new Pointer(this.handle), address, SOCKADDR_SIZE) != 0) {
				int error = Native.getLastError();
				if (!isNotYet(error)) {
					throw new IOException("connect failed with error " + error);
				}
			}
		}
	}

	/**
	 * Accept the one connection that was begun.
	 */
	NativeSocket accept(long nanos) throws IOException {
		return new NativeSocket(
				repeat("accept", nanos, () -> invoke("accept", new Pointer(this.handle), Pointer.NULL, Pointer.NULL)));
	}

	void send(long nanos) throws IOException {
		repeat("send", nanos, () -> invoke("send", new Pointer(this.handle), this.oneByte, 1, 0));
	}

	void receive(long nanos) throws IOException {
		if (repeat("recv", nanos, () -> invoke("recv", new Pointer(this.handle), this.oneByte, 1, 0)) == 0) {
			throw new IOException("the connection was closed");
		}
	}

	private int repeat(String function, long nanos, IntSupplier call) throws IOException {
		long start = System.nanoTime();
		do {
			synchronized (this) {
				ensureOpen();
				int result = call.getAsInt();
				if (result >= 0) {
					return result;
				}
				int error = Native.getLastError();
				if (!isNotYet(error)) {
					throw new IOException("%s failed with error %d".formatted(function, error));
				}
			}
			Thread.yield();
		}
		while (System.nanoTime() - start < nanos);
		throw new IOException(function + " took too long");
	}

	private synchronized void call(String function, Object... arguments) throws IOException {
		ensureOpen();
		if (invoke(function, arguments) != 0) {
			throw new IOException("%s failed with error %d".formatted(function, Native.getLastError()));
		}
	}

	private static int invoke(String function, Object... arguments) {
		return Stdcall.socketFunction(function).invokeInt(arguments);
	}

	private static boolean isNotYet(int error) {
		for (int notYet : NOT_YET) {
			if (error == notYet) {
				return true;
			}
		}
		return false;
	}

	private void ensureOpen() throws IOException {
		if (this.closed) {
			throw new IOException("the socket was closed");
		}
	}

	@Override
	public synchronized void close() {
		if (!this.closed) {
			this.closed = true;
			invoke(Platform.isWindows() ? "closesocket" : "close", new Pointer(this.handle));
		}
	}

}
