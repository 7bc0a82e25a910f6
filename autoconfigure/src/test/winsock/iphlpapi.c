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
 * The one function that Java 21 needs and the iphlpapi.dll of Wine 8 lacks: without it, the JVM ends
 * when it lists its network interfaces. Everything else is Wine's, see build.sh.
 */

#include <windows.h>

/* No anycast address. Longer than an empty table, as the caller may look at the first row. */
struct table { ULONG entries; ULONG padding; BYTE row[64]; };

DWORD WINAPI GetAnycastIpAddressTable(USHORT family, void **table)
{
	(void)family;
	/* The caller frees it with FreeMibTable, which frees from this heap in Wine */
	*table = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof(struct table));
	return *table ? NO_ERROR : ERROR_NOT_ENOUGH_MEMORY;
}
