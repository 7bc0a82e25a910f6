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
import java.util.Locale;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/**
 * A performance counter of Windows, read through the Performance Data Helper. Six
 * functions are mapped by hand, as jna-platform has 1.4 MB.
 *
 * @since 0.1.0
 */
public final class PdhCounter implements AutoCloseable {

	private static final int NO_OBJECT = 0xC0000BB8;

	private static final int NO_COUNTER = 0xC0000BB9;

	private static final int ACCESS_DENIED = 0xC0000BDB;

	private static final int PERF_DETAIL_WIZARD = 400;

	// PDH_RAW_COUNTER: status, time, two values, how often they were collected
	private static final int RAW_COUNTER_SIZE = 40;

	private static final int FIRST_VALUE = 16;

	private final Pointer query;

	private final Pointer counter;

	private PdhCounter(Pointer query, Pointer counter) {
		this.query = query;
		this.counter = counter;
	}

	/**
	 * Open the counter of the given English name. If there is none, one whose name has
	 * the same letters is taken.
	 * @param set the English name of the set of counters
	 * @param name the English name of the counter
	 * @return the counter
	 * @throws IOException if there is no such counter, or it may not be read
	 */
	public static PdhCounter open(String set, String name) throws IOException {
		PointerByReference query = new PointerByReference();
		check("PdhOpenQueryW", invoke("PdhOpenQueryW", null, null, query));
		boolean complete = false;
		try {
			PdhCounter opened = new PdhCounter(query.getValue(), add(query.getValue(), set, name));
			complete = true;
			return opened;
		}
		finally {
			if (!complete) {
				invoke("PdhCloseQuery", query.getValue());
			}
		}
	}

	private static Pointer add(Pointer query, String set, String name) throws IOException {
		PointerByReference counter = new PointerByReference();
		int error = add(query, set, name, counter);
		if (error == NO_COUNTER) {
			String similar = similar(set, name);
			if (similar != null) {
				error = add(query, set, similar, counter);
			}
		}
		check("PdhAddEnglishCounterW", error);
		return counter.getValue();
	}

	private static int add(Pointer query, String set, String name, PointerByReference counter) {
		return invoke("PdhAddEnglishCounterW", query, new WString("\\" + set + "\\" + name), null, counter);
	}

	private static @Nullable String similar(String set, String name) {
		try {
			for (String other : names(set)) {
				if (letters(other).equals(letters(name))) {
					return other;
				}
			}
		}
		catch (UnsatisfiedLinkError ex) {
			// Nothing to choose from
		}
		return null;
	}

	private static String[] names(String set) {
		IntByReference namesSize = new IntByReference();
		IntByReference instancesSize = new IntByReference();
		// Only tells how much there is
		enumerate(set, null, namesSize, null, instancesSize);
		if (namesSize.getValue() <= 0) {
			return new String[0];
		}
		Memory names = new Memory(2L * namesSize.getValue());
		Memory instances = new Memory(2L * Math.max(instancesSize.getValue(), 1));
		int error = enumerate(set, names, namesSize, instances, instancesSize);
		// Names that end with a zero each
		return (error != 0) ? new String[0]
				: new String(names.getCharArray(0, namesSize.getValue())).split(String.valueOf((char) 0));
	}

	private static int enumerate(String set, @Nullable Pointer names, IntByReference namesSize,
			@Nullable Pointer instances, IntByReference instancesSize) {
		return invoke("PdhEnumObjectItemsW", null, null, new WString(set), names, namesSize, instances, instancesSize,
				PERF_DETAIL_WIZARD, 0);
	}

	private static String letters(String name) {
		return name.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Read the counter.
	 * @return its value, of which some counters have 32 bits only
	 * @throws IOException if it cannot be read
	 */
	public long read() throws IOException {
		check("PdhCollectQueryData", invoke("PdhCollectQueryData", this.query));
		Memory raw = new Memory(RAW_COUNTER_SIZE);
		raw.clear();
		check("PdhGetRawCounterValue", invoke("PdhGetRawCounterValue", this.counter, null, raw));
		int status = raw.getInt(0);
		// Valid data, or valid and new
		if (status != 0 && status != 1) {
			check("PdhGetRawCounterValue", status);
		}
		return raw.getLong(FIRST_VALUE);
	}

	private static void check(String function, int error) throws IOException {
		if (error != 0) {
			throw new IOException("%s (%s: 0x%08X)".formatted(meaning(error), function, error));
		}
	}

	private static String meaning(int error) {
		return switch (error) {
			case NO_OBJECT, NO_COUNTER -> "this system has no such counter";
			case ACCESS_DENIED -> "no permission: the group 'Performance Monitor Users' has it";
			default -> "the counter cannot be read";
		};
	}

	private static int invoke(String function, @Nullable Object... arguments) {
		return Stdcall.function("pdh", function).invokeInt(arguments);
	}

	@Override
	public void close() {
		invoke("PdhCloseQuery", this.query);
	}

}
