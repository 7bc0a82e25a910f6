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

package io.github.loopbackfastpath.sample.lab.peer;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A connection that carries bytes without a meaning, and now and then a number.
 */
public final class RawConnection implements Closeable {

	static final int BLOCK = 64 * 1024;

	private final SocketChannel channel;

	// Enough for a connection that lives for one byte: the memory of a block would cost
	// more than the connection
	private ByteBuffer buffer = ByteBuffer.allocate(32);

	/**
	 * Create a new connection.
	 * @param channel the connected channel
	 * @throws IOException if the channel fails
	 */
	public RawConnection(SocketChannel channel) throws IOException {
		this.channel = channel;
		if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
			// As HTTP servers and clients do
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		}
	}

	/**
	 * Return the channel of this connection.
	 * @return the channel
	 */
	public SocketChannel channel() {
		return this.channel;
	}

	/**
	 * Say what this connection wants.
	 * @param request the request
	 * @param sizes the sizes that belong to it
	 * @throws IOException if the connection fails
	 */
	public void request(Request request, int... sizes) throws IOException {
		this.buffer.clear().put((byte) request.ordinal());
		for (int size : sizes) {
			this.buffer.putInt(size);
		}
		this.channel.write(this.buffer.flip());
	}

	/**
	 * Send some bytes.
	 * @param size how many
	 * @throws IOException if the connection fails
	 */
	public void write(int size) throws IOException {
		grow(size);
		for (int left = size; left > 0;) {
			this.buffer.clear().limit(Math.min(left, this.buffer.capacity()));
			left -= this.channel.write(this.buffer);
		}
	}

	/**
	 * Receive some bytes.
	 * @param size how many
	 * @throws IOException if the connection fails or ends before
	 */
	public void read(int size) throws IOException {
		grow(size);
		for (int left = size; left > 0;) {
			this.buffer.clear().limit(Math.min(left, this.buffer.capacity()));
			int count = this.channel.read(this.buffer);
			if (count < 0) {
				throw new EOFException("The other side ended the connection");
			}
			left -= count;
		}
	}

	private void grow(int size) {
		if (this.buffer.capacity() < Math.min(size, BLOCK)) {
			this.buffer = ByteBuffer.allocateDirect(Math.min(size, BLOCK));
		}
	}

	/**
	 * Say that nothing more comes, and wait until the other side has closed the
	 * connection.
	 * @throws IOException if the connection fails
	 */
	public void end() throws IOException {
		this.channel.shutdownOutput();
		while (this.channel.read(this.buffer.clear()) >= 0) {
			// Nothing is expected any more
		}
	}

	int readInt() throws IOException {
		return receive(Integer.BYTES).getInt();
	}

	long readLong() throws IOException {
		return receive(Long.BYTES).getLong();
	}

	Request readRequest() throws IOException {
		return Request.values()[receive(1).get()];
	}

	void writeLongs(long... numbers) throws IOException {
		this.buffer.clear();
		for (long number : numbers) {
			this.buffer.putLong(number);
		}
		this.channel.write(this.buffer.flip());
	}

	private ByteBuffer receive(int size) throws IOException {
		this.buffer.clear().limit(size);
		while (this.buffer.hasRemaining()) {
			if (this.channel.read(this.buffer) < 0) {
				throw new EOFException("The other side ended the connection");
			}
		}
		return this.buffer.flip();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
