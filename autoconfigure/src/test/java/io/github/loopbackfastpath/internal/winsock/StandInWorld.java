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

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * The world of the stand-ins: how a Windows might treat connects that requested the fast
 * path, and what its counters would show. Until it is closed, the stand-in for Winsock
 * moves the counters of the stand-ins for PDH and for the IP layer.
 */
public final class StandInWorld implements AutoCloseable {

	/** A control code that only the stand-in knows. */
	private static final int GET_WORLD = 0x58004c47;

	private static final int OPEN_QUERIES = 7 * Integer.BYTES;

	private final Pointer world;

	/**
	 * Begin a world.
	 */
	public StandInWorld(FallOffs fallOffs, Datagrams datagrams) {
		Memory address = new Memory(Long.BYTES);
		if (StandIn.control(GET_WORLD, address, new Memory(Integer.BYTES)) != 0) {
			throw new IllegalStateException("This is not the stand-in");
		}
		this.world = address.getPointer(0);
		// The counter wraps around soon
		this.world.write(0, new int[] { 1, fallOffs.falls, datagrams.ordinal(), fallOffs.error, fallOffs.renamed, -3 },
				0, 6);
	}

	/**
	 * Return how many queries of PDH are open in this process.
	 */
	public int openQueries() {
		return this.world.getInt(OPEN_QUERIES);
	}

	@Override
	public void close() {
		this.world.setInt(0, 0);
	}

	/**
	 * What the counter of connects that fell off the fast path shows.
	 */
	public enum FallOffs {

		/** None: the request is ignored. */
		NONE(0, 0, 0),

		/** Those that one end requested it for: the fast path is in use. */
		UNLESS_BOTH_REQUESTED(1, 0, 0),

		/** All that the client requested it for: a filter driver forbids it. */
		ALL(2, 0, 0),

		/** Those that one end requested it for, and some of the others. */
		SOME(3, 0, 0),

		/** As where the fast path is in use, but the name is written in another way. */
		UNDER_ANOTHER_NAME(1, 0, 1),

		/** Nothing, as a user without the right cannot read it. */
		NO_PERMISSION(1, 0xC0000BDB, 0),

		/** Nothing, as there is no such counter. */
		NO_COUNTER(1, 0xC0000BB9, 1);

		private final int falls;

		private final int error;

		private final int renamed;

		FallOffs(int falls, int error, int renamed) {
			this.falls = falls;
			this.error = error;
			this.renamed = renamed;
		}

	}

	/**
	 * What the counter of IP datagrams shows, in the order in which the stand-in has it.
	 */
	public enum Datagrams {

		/** All, as Wine counts them. */
		ALL,

		/** All but those on the fast path. */
		NOT_THOSE_ON_THE_FAST_PATH,

		/** None of loopback. */
		NONE

	}

}
