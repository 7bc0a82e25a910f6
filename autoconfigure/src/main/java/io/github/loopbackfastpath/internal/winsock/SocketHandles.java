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
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's handle of a Java socket: a {@code SOCKET} on Windows, a file
 * descriptor elsewhere. Depends on the names of these fields of the JDK: {@code fdVal} of
 * its socket channels, {@code fd} of its asynchronous channels and of {@link SocketImpl},
 * {@code impl} of {@link Socket} and {@link ServerSocket}, {@code delegate} of the
 * {@link SocketImpl} that knows SOCKS, and {@code fd} of {@link FileDescriptor}.
 */
final class SocketHandles {

	private static final String DESCRIPTOR = "Ljava/io/FileDescriptor;";

	private static final String SOCKET_IMPL = "Ljava/net/SocketImpl;";

	private final JniFunctions jni;

	private final FieldId fdVal = new FieldId("fdVal", "I");

	private final FieldId impl = new FieldId("impl", SOCKET_IMPL);

	private final FieldId delegate = new FieldId("delegate", SOCKET_IMPL);

	private final FieldId descriptor = new FieldId("fd", DESCRIPTOR);

	private final FieldId number = new FieldId("fd", "I");

	SocketHandles(JniFunctions jni) {
		this.jni = jni;
	}

	/**
	 * Return the handle of the given socket, which the caller keeps open meanwhile.
	 */
	long handleOf(Object socket) throws SocketHandleException {
		try {
			int handle = read(socket);
			if (handle < 0) {
				throw new SocketHandleException("no open socket in " + socket.getClass().getName());
			}
			return handle;
		}
		catch (NoSuchFieldError ex) {
			throw new SocketHandleException("this JDK keeps the handle elsewhere: " + ex.getMessage(), ex);
		}
		catch (IOException ex) {
			throw new SocketHandleException("the socket could not be created: " + ex.getMessage(), ex);
		}
	}

	private int read(Object socket) throws IOException, SocketHandleException {
		if (socket instanceof Socket plain) {
			if (plain.getChannel() != null) {
				return read(plain.getChannel());
			}
			plain.getSoTimeout(); // the JDK creates the operating system's socket on
									// first use
			return descriptor(impl(object(plain, Socket.class, this.impl)));
		}
		if (socket instanceof ServerSocket server) {
			if (server.getChannel() != null) {
				return read(server.getChannel());
			}
			server.getSoTimeout();
			return descriptor(impl(object(server, ServerSocket.class, this.impl)));
		}
		// A closed channel keeps its number, which may belong to another socket by now
		if (socket instanceof Channel channel && channel.isOpen()) {
			if (socket instanceof SocketChannel || socket instanceof ServerSocketChannel) {
				return this.jni.intField(ofJdk(socket), this.fdVal.get(socket.getClass()));
			}
			if (socket instanceof AsynchronousServerSocketChannel || socket instanceof AsynchronousSocketChannel) {
				return descriptor(socket);
			}
		}
		throw new SocketHandleException("no handle in " + socket.getClass().getName());
	}

	private @Nullable Object impl(@Nullable Object impl) {
		if (impl != null && impl.getClass().getName().equals("java.net.SocksSocketImpl")) {
			return object(impl, impl.getClass(), this.delegate);
		}
		return impl;
	}

	private int descriptor(@Nullable Object holder) throws SocketHandleException {
		Object jdk = ofJdk(holder);
		Object descriptor = object(jdk, jdk.getClass(), this.descriptor);
		return (descriptor instanceof FileDescriptor)
				? this.jni.intField(descriptor, this.number.get(FileDescriptor.class)) : -1;
	}

	private @Nullable Object object(Object object, Class<?> type, FieldId field) {
		return this.jni.objectField(type.cast(object), field.get(type));
	}

	/**
	 * Only what the JDK itself implements has a handle that means a TCP socket; a foreign
	 * implementation may keep anything in a field of the same name.
	 */
	private static Object ofJdk(@Nullable Object implementation) throws SocketHandleException {
		if (implementation == null || implementation.getClass().getClassLoader() != null) {
			throw new SocketHandleException("not an implementation of the JDK: "
					+ ((implementation != null) ? implementation.getClass().getName() : null));
		}
		return implementation;
	}

	/**
	 * A field's id in each class that has it. No lock is held while one is looked up.
	 */
	private final class FieldId extends ClassValue<Pointer> {

		private final String name;

		private final String signature;

		FieldId(String name, String signature) {
			this.name = name;
			this.signature = signature;
		}

		@Override
		protected Pointer computeValue(Class<?> type) {
			return SocketHandles.this.jni.fieldId(type, this.name, this.signature);
		}

	}

}
