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
 * A stand-in for iphlpapi.dll under Wine, whose count of IP datagrams is that of Linux. While the
 * world is on, the datagrams that the stand-in for Winsock counted on the fast path are missing in
 * it, or all of them. It also has the one function that Java 21 needs and the library of Wine 8
 * lacks. Everything else is Wine's.
 */

#include "world.h"
#include <iphlpapi.h>

static FARPROC wine(const char *function)
{
	/* Not in DllMain, which may load nothing, and by its full path: by its name alone it would be this library. */
	return GetProcAddress(LoadLibraryA(WINE_LIBRARY), function);
}

#define WINE(function) ((__typeof__(&function))(void *)wine(#function))

DWORD WINAPI GetIpStatisticsEx(PMIB_IPSTATS statistics, DWORD family)
{
	struct world *world = NULL;
	DWORD returned, error = WINE(GetIpStatisticsEx)(statistics, family);
	/* Wine's own Winsock does not know this code. */
	if (WSAIoctl(0, GET_WORLD, NULL, 0, &world, sizeof world, &returned, NULL, NULL) || !world->on || error)
		return error;
	if (world->datagrams == NOT_THOSE_ON_THE_FAST_PATH)
		statistics->dwInReceives -= world->skipped;
	if (world->datagrams == NO_DATAGRAM)
		statistics->dwInReceives = 0;
	return error;
}

/* No anycast address. Longer than an empty table, as the caller may look at the first row. */
struct table { ULONG entries; ULONG padding; BYTE row[64]; };

/* Without it, Java 21 ends when it lists its network interfaces. */
DWORD WINAPI GetAnycastIpAddressTable(USHORT family, void **table) /* Wine lacks it */
{
	(void)family;
	/* The caller frees it with FreeMibTable, which frees from this heap in Wine */
	*table = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(struct table));
	return *table ? NO_ERROR : ERROR_NOT_ENOUGH_MEMORY;
}
