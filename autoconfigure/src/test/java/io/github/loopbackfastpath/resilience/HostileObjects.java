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

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.mockito.Mockito;

/**
 * Hands hostile objects to the public entry, in a JVM that may crash of it. Says "No
 * crash" at its end.
 */
final class HostileObjects {

	private static final int ROUNDS = 200;

	private static final int CLOSING_THREADS = 4;

	private final SocketRequests fastPath = TestFastPath.calling((handle) -> {
		// A system call on whatever the handle is
		return (RecordingCall.localPort(handle) < 0) ? 10038 : 0;
	});

	private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

	private HostileObjects() {
	}

	public static void main(String[] args) throws Exception {
		HostileObjects hostile = new HostileObjects();
		hostile.hand(null);
		for (Object object : hostile.objects()) {
			hostile.hand(object);
		}
		for (int i = 0; i < ROUNDS; i++) {
			hostile.closeMeanwhile(SocketChannel::open);
			hostile.closeMeanwhile(ServerSocketChannel::open);
			hostile.closeMeanwhile(AsynchronousServerSocketChannel::open);
			hostile.closeMeanwhile(Socket::new);
			hostile.closeMeanwhile(ServerSocket::new);
			if (i % 50 == 0) {
				System.gc();
			}
		}
		System.out.println("No crash: " + new TreeMap<>(hostile.outcomes));
	}

	private void hand(Object object) {
		boolean known = false;
		if (object == null || object instanceof NetworkChannel) {
			known = count(this.fastPath.request((NetworkChannel) object));
		}
		if (object == null || object instanceof Socket) {
			known = count(this.fastPath.request((Socket) object));
		}
		if (object == null || object instanceof ServerSocket) {
			known = count(this.fastPath.request((ServerSocket) object));
		}
		if (!known) {
			throw new IllegalStateException("No entry takes a " + object.getClass());
		}
	}

	private boolean count(FastPathOutcome outcome) {
		this.outcomes.computeIfAbsent(outcome.value(), (kind) -> new LongAdder()).increment();
		return true;
	}

	private List<Object> objects() throws Exception {
		List<Object> objects = new ArrayList<>();
		for (Class<?> type : List.of(SocketChannel.class, ServerSocketChannel.class,
				AsynchronousServerSocketChannel.class, Socket.class, ServerSocket.class, NetworkChannel.class)) {
			Object mock = Mockito.mock(type);
			objects.add(mock);
			if (mock instanceof NetworkChannel channel) {
				Mockito.when(channel.supportedOptions())
					.thenReturn(java.util.Set.of(java.net.StandardSocketOptions.SO_REUSEADDR));
				objects.add(mock);
			}
		}
		objects.add(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { NetworkChannel.class },
				(proxy, method, arguments) -> method.getReturnType() == boolean.class ? true : null));
		for (AutoCloseable closeable : new AutoCloseable[] { SocketChannel.open(), ServerSocketChannel.open(),
				AsynchronousServerSocketChannel.open(), new Socket(), new ServerSocket() }) {
			objects.add(closeable);
			closeable.close();
			// What the JDK made, without what its constructor does
			objects.add(halfConstructed(closeable.getClass()));
		}
		objects.add(new Socket() {

			@Override
			public SocketChannel getChannel() {
				return Mockito.mock(SocketChannel.class);
			}

		});
		objects.add(new Socket() {

			@Override
			public boolean isClosed() {
				throw new IllegalStateException("hostile");
			}

		});
		objects.add(new ServerSocket() {

			@Override
			public int getSoTimeout() {
				throw new IllegalStateException("hostile");
			}

		});
		return objects;
	}

	private static Object halfConstructed(Class<?> type) throws Exception {
		Class<?> unsafeType = Class.forName("sun.misc.Unsafe");
		Field unsafe = unsafeType.getDeclaredField("theUnsafe");
		unsafe.setAccessible(true);
		return unsafeType.getMethod("allocateInstance", Class.class).invoke(unsafe.get(null), type);
	}

	private void closeMeanwhile(Callable<? extends AutoCloseable> open) throws Exception {
		AutoCloseable socket = open.call();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < CLOSING_THREADS; i++) {
			boolean closes = i == 0;
			threads.add(new Thread(() -> {
				try {
					if (closes) {
						socket.close();
					}
					else {
						hand(socket);
					}
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
	}

}
