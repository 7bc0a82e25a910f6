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

import java.util.function.LongToIntFunction;

import com.sun.jna.Pointer;

/**
 * The real {@link Winsock}, with real handles, but for the native call.
 */
public final class TestWinsock {

	private TestWinsock() {
	}

	public static Winsock open(LongToIntFunction nativeCall) throws WinsockUnavailableException {
		return Winsock.open(() -> nativeCall);
	}

	/**
	 * Return a Winsock that finds the JDK asking.
	 */
	public static Winsock openWhileJdkAsks(LongToIntFunction nativeCall) throws WinsockUnavailableException {
		return Winsock.open(() -> nativeCall, () -> new JniFunctions() {

			@Override
			boolean staticBooleanField(Class<?> type, Pointer fieldId) {
				return true;
			}

		});
	}

	/**
	 * Return a Winsock on a JDK that keeps its switch elsewhere.
	 */
	public static Winsock openWithoutJdkSwitch(LongToIntFunction nativeCall) throws WinsockUnavailableException {
		return Winsock.open(() -> nativeCall, () -> new JniFunctions() {

			@Override
			Pointer staticFieldId(Class<?> type, String name, String signature) {
				return super.staticFieldId(type, name + "Moved", signature);
			}

		});
	}

	/**
	 * Return what is thrown where JNA may not load its native code.
	 */
	public static WinsockUnavailableException unavailable() {
		return WinsockUnavailableException.becauseOfNativeLibrary(new UnsatisfiedLinkError("locked down"));
	}

	/**
	 * Return the handle of the given socket.
	 */
	public static long handleOf(Object socket) {
		try {
			return new SocketHandles(new JniFunctions()).handleOf(socket);
		}
		catch (SocketHandleException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
