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

/*
 * What the stand-ins know together: how a Windows might treat connects that requested the fast
 * path, and what its counters would show of it. No real Windows has confirmed any of it.
 */

#ifndef WORLD_H
#define WORLD_H

#include <winsock2.h>

/* The control code with which the stand-in for Winsock hands out the address of its world, on any handle. */
#define GET_WORLD _WSAIOR(IOC_VENDOR, 0x4c47)

/* Which connects fall off the fast path, of those whose client requested it. */
enum falls { NONE, UNLESS_BOTH_REQUESTED, ALL, SOME };

/* What the count of IP datagrams shows. */
enum datagrams { ALL_OF_WINE, NOT_THOSE_ON_THE_FAST_PATH, NO_DATAGRAM };

struct world {
	LONG on;			/* otherwise every counter is Wine's own, or missing as there */
	LONG falls;
	LONG datagrams;
	LONG counter_error;		/* what PDH answers instead of the counter, or 0 */
	LONG counter_renamed;		/* whether its name is written in another way */
	LONG fall_offs;			/* the counter */
	LONG skipped;			/* how many datagrams were on the fast path */
	LONG open_queries;
};

#endif
