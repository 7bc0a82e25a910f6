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
import java.util.function.LongToIntFunction;
import java.util.function.Supplier;

import com.sun.jna.Native;
import org.jspecify.annotations.Nullable;

/**
 * Sets {@code SIO_LOOPBACK_FAST_PATH} on the sockets of this JVM.
 *
 * @since 0.1.0
 */
public final class Winsock {

	private final JniFunctions jni;

	private final SocketHandles handles;

	private final LongToIntFunction setLoopbackFastPath;

	private Winsock(JniFunctions jni, LongToIntFunction setLoopbackFastPath) {
		this.jni = jni;
		this.handles = new SocketHandles(jni);
		this.setLoopbackFastPath = setLoopbackFastPath;
	}

	/**
	 * Load JNA, find {@code WSAIoctl} and the functions that read a Java socket.
	 * @return the Winsock of this JVM
	 * @throws WinsockUnavailableException if any of that fails
	 */
	public static Winsock open() throws WinsockUnavailableException {
		return open(() -> Ws2_32.open());
	}

	/**
	 * Variant of {@link #open()} with another native call.
	 * @param nativeCall supplies what takes a handle and returns 0 or the error number
	 */
	static Winsock open(Supplier<LongToIntFunction> nativeCall) throws WinsockUnavailableException {
		return open(nativeCall, () -> new JniFunctions());
	}

	static Winsock open(Supplier<LongToIntFunction> nativeCall, Supplier<JniFunctions> jni)
			throws WinsockUnavailableException {
		return attempt(() -> {
			LongToIntFunction setLoopbackFastPath = load(nativeCall);
			return new Winsock(jni.get(), setLoopbackFastPath);
		});
	}

	/**
	 * Request the fast path on a TCP socket that is not the JDK's and is closed at once,
	 * to find out the answer of the system before the JDK's networking is initialized.
	 * That neither requires nor causes its initialization: the system property of the JDK
	 * can still be set afterwards.
	 * @return 0 on success, otherwise the Winsock error number
	 * @throws WinsockUnavailableException if JNA cannot call Winsock, or Winsock creates
	 * no socket
	 */
	public static int answerWithoutJdk() throws WinsockUnavailableException {
		return answerWithoutJdk(() -> Ws2_32.open());
	}

	/**
	 * Variant of {@link #answerWithoutJdk()} with another native call.
	 * @param nativeCall supplies what takes a handle and returns 0 or the error number
	 */
	static int answerWithoutJdk(Supplier<LongToIntFunction> nativeCall) throws WinsockUnavailableException {
		return attempt(() -> {
			LongToIntFunction setLoopbackFastPath = load(nativeCall);
			try {
				return onThrowAwaySocket(setLoopbackFastPath);
			}
			catch (SocketHandleException ex) {
				throw WinsockUnavailableException.becauseOfSystem(ex);
			}
		});
	}

	private static LongToIntFunction load(Supplier<LongToIntFunction> nativeCall) throws WinsockUnavailableException {
		JnaVersion.check();
		// Initializes JNA before a class of ours does: when a class fails again,
		// the JVM only remembers the cause of the innermost
		Native.isProtected();
		return nativeCall.get();
	}

	private static <T> T attempt(Attempt<T> attempt) throws WinsockUnavailableException {
		try {
			return attempt.run();
		}
		catch (WinsockUnavailableException ex) {
			throw ex;
		}
		catch (SocketHandleException | IOException ex) {
			throw WinsockUnavailableException.becauseOfHandles(ex);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// JNA also throws a plain Error, and a class that does not initialize a
			// LinkageError
			throw WinsockUnavailableException.becauseOfNativeLibrary(ex);
		}
	}

	/**
	 * Prove the way from a Java socket to its handle on sockets of our own.
	 * @return this instance, the handles of which can be trusted
	 * @throws WinsockUnavailableException if they cannot
	 */
	public Winsock withCheckedHandles() throws WinsockUnavailableException {
		return attempt(() -> {
			new HandleSelfCheck(this.handles).run();
			return this;
		});
	}

	/**
	 * Return whether the JDK itself requests the fast path on every TCP socket.
	 * @return whether it does, or {@code null} if that cannot be read from this JDK
	 */
	public @Nullable Boolean jdkSwitch() {
		return JdkSwitch.read(this.jni);
	}

	/**
	 * Request the fast path on a TCP socket that is closed at once, to see what the
	 * system answers.
	 * @return 0 on success, otherwise the Winsock error number
	 * @throws SocketHandleException if no socket is available
	 */
	public int setLoopbackFastPathOnThrowAwaySocket() throws SocketHandleException {
		return onThrowAwaySocket(this.setLoopbackFastPath);
	}

	private static int onThrowAwaySocket(LongToIntFunction setLoopbackFastPath) throws SocketHandleException {
		try (ThrowAwaySocket socket = new ThrowAwaySocket()) {
			return setLoopbackFastPath.applyAsInt(socket.handle());
		}
	}

	/**
	 * Request the fast path on the given socket, which the caller does not close
	 * meanwhile.
	 * @param socket a TCP socket or socket channel of the JDK
	 * @return 0 on success, otherwise the Winsock error number
	 * @throws SocketHandleException if the socket's handle cannot be reached
	 */
	public int setLoopbackFastPath(Object socket) throws SocketHandleException {
		return this.setLoopbackFastPath.applyAsInt(this.handles.handleOf(socket));
	}

	@FunctionalInterface
	private interface Attempt<T> {

		T run() throws IOException, SocketHandleException, WinsockUnavailableException;

	}

}
