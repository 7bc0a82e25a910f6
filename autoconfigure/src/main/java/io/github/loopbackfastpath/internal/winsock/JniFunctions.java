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

import java.io.File;
import java.util.Map;

import com.sun.jna.Function;
import com.sun.jna.JNIEnv;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.SymbolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The JNI functions that read a field, mapped under their own names from the function
 * table of this JVM. JNI does not check module encapsulation, so the fields of
 * {@code java.base} can be read without any JVM flag.
 * <p>
 * JNI checks nothing else either: <strong>an object that is {@code null} or of another
 * class than the field's crashes the JVM</strong>. {@link SocketHandles} and
 * {@link JdkSwitch}, the only callers, make sure of that.
 */
class JniFunctions {

	// In struct JNIInvokeInterface
	private static final int GET_ENV = 6;

	private static final int JNI_VERSION_1_8 = 0x00010008;

	static {
		File jvm = new File(System.getProperty("java.home"),
				(Platform.isWindows() ? "bin" : "lib") + "/server/" + System.mapLibraryName("jvm"));
		Pointer table = functionTable(NativeLibrary.getInstance(jvm.getPath()));
		// The JVM does not export these functions. A call that is mapped directly is
		// several times faster than one through Function
		SymbolProvider functions = (library, name, exported) -> Pointer.nativeValue(entry(table, position(name)));
		Native.register(JniFunctions.class,
				NativeLibrary.getInstance(jvm.getPath(),
						Map.of(Library.OPTION_SYMBOL_PROVIDER, functions, Library.OPTION_ALLOW_OBJECTS, Boolean.TRUE,
								Library.OPTION_CALLING_CONVENTION, Stdcall.CONVENTION)));
	}

	/**
	 * Return the position in {@code struct JNINativeInterface}, fixed by the JNI
	 * specification.
	 */
	private static int position(String function) {
		return switch (function) {
			case "GetFieldID" -> 94;
			case "GetObjectField" -> 95;
			case "GetIntField" -> 100;
			case "GetStaticFieldID" -> 144;
			case "GetStaticBooleanField" -> 146;
			default -> throw new IllegalArgumentException(function);
		};
	}

	/**
	 * Return the function table. Every thread has an environment of its own, but all
	 * share one table.
	 */
	static Pointer functionTable(NativeLibrary jvm) {
		Memory vm = new Memory(Native.POINTER_SIZE);
		Function getCreatedJavaVms = jvm.getFunction("JNI_GetCreatedJavaVMs", Stdcall.CONVENTION);
		Memory count = new Memory(Integer.BYTES);
		check("JNI_GetCreatedJavaVMs", getCreatedJavaVms.invokeInt(new Object[] { vm, 1, count }));
		if (count.getInt(0) != 1) {
			// Nothing was written to vm, and following it crashes
			throw new OtherJvmException("this JVM does not run in " + jvm.getFile());
		}
		Memory env = new Memory(Native.POINTER_SIZE);
		Function getEnv = Function.getFunction(entry(vm.getPointer(0).getPointer(0), GET_ENV), Stdcall.CONVENTION);
		check("GetEnv", getEnv.invokeInt(new Object[] { vm.getPointer(0), env, JNI_VERSION_1_8 }));
		return env.getPointer(0).getPointer(0);
	}

	private static Pointer entry(Pointer table, int position) {
		return table.getPointer((long) position * Native.POINTER_SIZE);
	}

	private static void check(String function, int result) {
		if (result != 0) {
			throw new OtherJvmException(function + " returned " + result);
		}
	}

	private static native Pointer GetFieldID(JNIEnv env, Class<?> type, String name, String signature);

	private static native @Nullable Object GetObjectField(JNIEnv env, Object object, Pointer fieldId);

	private static native int GetIntField(JNIEnv env, Object object, Pointer fieldId);

	private static native Pointer GetStaticFieldID(JNIEnv env, Class<?> type, String name, String signature);

	private static native byte GetStaticBooleanField(JNIEnv env, Class<?> type, Pointer fieldId);

	/**
	 * Look up a field that the class declares or inherits.
	 * @throws NoSuchFieldError if there is no such field
	 */
	Pointer fieldId(Class<?> type, String name, String signature) {
		return GetFieldID(JNIEnv.CURRENT, type, name, signature);
	}

	@Nullable Object objectField(Object object, Pointer fieldId) {
		return GetObjectField(JNIEnv.CURRENT, object, fieldId);
	}

	int intField(Object object, Pointer fieldId) {
		return GetIntField(JNIEnv.CURRENT, object, fieldId);
	}

	/**
	 * Look up a static field, and initialize the class.
	 * @throws NoSuchFieldError if there is no such field
	 */
	Pointer staticFieldId(Class<?> type, String name, String signature) {
		return GetStaticFieldID(JNIEnv.CURRENT, type, name, signature);
	}

	boolean staticBooleanField(Class<?> type, Pointer fieldId) {
		return GetStaticBooleanField(JNIEnv.CURRENT, type, fieldId) != 0;
	}

}
