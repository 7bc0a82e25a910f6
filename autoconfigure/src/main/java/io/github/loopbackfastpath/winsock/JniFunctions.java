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

package io.github.loopbackfastpath.winsock;

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
import org.jspecify.annotations.Nullable;

/**
 * The JNI functions that read a field, taken from the function table of this JVM. JNI
 * does not check module encapsulation, so the fields of {@code java.base} can be read
 * without any JVM flag.
 * <p>
 * JNI checks nothing else either: <strong>an object that is {@code null} or of another
 * class than the field's crashes the JVM</strong>. {@link SocketHandles} and
 * {@link JdkSwitch}, the only callers, make sure of that.
 */
class JniFunctions {

	// Positions in struct JNIInvokeInterface and JNINativeInterface, fixed by the JNI
	// specification
	private static final int GET_ENV = 6;

	private static final int GET_FIELD_ID = 94;

	private static final int GET_OBJECT_FIELD = 95;

	private static final int GET_INT_FIELD = 100;

	private static final int GET_STATIC_FIELD_ID = 144;

	private static final int GET_STATIC_BOOLEAN_FIELD = 146;

	private static final int JNI_VERSION_1_8 = 0x00010008;

	private static final Map<String, Object> OPTIONS = Map.of(Library.OPTION_ALLOW_OBJECTS, Boolean.TRUE);

	private final Function getFieldId;

	private final Function getObjectField;

	private final Function getIntField;

	private final Function getStaticFieldId;

	private final Function getStaticBooleanField;

	JniFunctions() {
		Memory vm = new Memory(Native.POINTER_SIZE);
		Memory count = new Memory(Integer.BYTES);
		Function getCreatedJavaVms = jvm().getFunction("JNI_GetCreatedJavaVMs", Stdcall.CONVENTION);
		check("JNI_GetCreatedJavaVMs", getCreatedJavaVms.invokeInt(new Object[] { vm, 1, count }));
		Memory env = new Memory(Native.POINTER_SIZE);
		Function getEnv = function(vm.getPointer(0), GET_ENV);
		check("GetEnv", getEnv.invokeInt(new Object[] { vm.getPointer(0), env, JNI_VERSION_1_8 }));
		// Every thread has an environment of its own, but all share one function table
		this.getFieldId = function(env.getPointer(0), GET_FIELD_ID);
		this.getObjectField = function(env.getPointer(0), GET_OBJECT_FIELD);
		this.getIntField = function(env.getPointer(0), GET_INT_FIELD);
		this.getStaticFieldId = function(env.getPointer(0), GET_STATIC_FIELD_ID);
		this.getStaticBooleanField = function(env.getPointer(0), GET_STATIC_BOOLEAN_FIELD);
	}

	private static NativeLibrary jvm() {
		String directory = Platform.isWindows() ? "bin" : "lib";
		File jvm = new File(System.getProperty("java.home"), directory + "/server/" + System.mapLibraryName("jvm"));
		return NativeLibrary.getInstance(jvm.getPath());
	}

	private static Function function(Pointer table, int index) {
		Pointer address = table.getPointer(0).getPointer((long) index * Native.POINTER_SIZE);
		return Function.getFunction(address, Stdcall.CONVENTION);
	}

	private static void check(String function, int result) {
		if (result != 0) {
			throw new IllegalStateException(function + " returned " + result);
		}
	}

	/**
	 * Look up a field that the class declares or inherits.
	 * @throws NoSuchFieldError if there is no such field
	 */
	Pointer fieldId(Class<?> type, String name, String signature) {
		return (Pointer) this.getFieldId.invoke(Pointer.class, new Object[] { JNIEnv.CURRENT, type, name, signature },
				OPTIONS);
	}

	@Nullable Object objectField(Object object, Pointer fieldId) {
		return this.getObjectField.invoke(Object.class, new Object[] { JNIEnv.CURRENT, object, fieldId }, OPTIONS);
	}

	int intField(Object object, Pointer fieldId) {
		return (Integer) this.getIntField.invoke(Integer.class, new Object[] { JNIEnv.CURRENT, object, fieldId },
				OPTIONS);
	}

	/**
	 * Look up a static field, and initialize the class.
	 * @throws NoSuchFieldError if there is no such field
	 */
	Pointer staticFieldId(Class<?> type, String name, String signature) {
		return (Pointer) this.getStaticFieldId.invoke(Pointer.class,
				new Object[] { JNIEnv.CURRENT, type, name, signature }, OPTIONS);
	}

	boolean staticBooleanField(Class<?> type, Pointer fieldId) {
		Integer value = (Integer) this.getStaticBooleanField.invoke(Integer.class,
				new Object[] { JNIEnv.CURRENT, type, fieldId }, OPTIONS);
		return (value & 0xFF) != 0; // only the lowest byte is defined
	}

}
