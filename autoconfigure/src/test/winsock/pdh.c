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
 * A stand-in for pdh.dll under Wine, which has no counter of the connects that fell off the fast
 * path. While the world is on, this library has one, and the stand-in for Winsock moves it.
 * Everything else is Wine's, and so is everything while the world is off.
 */

#include "world.h"
#include <pdh.h>
#include <pdhmsg.h>

#define SET L"TCPIP Performance Diagnostics"
#define NAME L"TCP connect requests fallen off loopback fast path"
/* The same letters. */
#define OTHER_NAME L"TCP Connect Requests, fallen-off loopback fast-path"

/* Any address of this library's own. */
static char counter_of_the_world;

static FARPROC wine(const char *function)
{
	/* Not in DllMain, which may load nothing, and by its full path: by its name alone it would be this library. */
	return GetProcAddress(LoadLibraryA(WINE_LIBRARY), function);
}

#define WINE(function) ((__typeof__(&function))(void *)wine(#function))

static struct world *world(void)
{
	static struct world none;
	struct world *world = NULL;
	DWORD returned;
	/* Wine's own Winsock does not know this code. */
	if (WSAIoctl(0, GET_WORLD, NULL, 0, &world, sizeof world, &returned, NULL, NULL))
		return &none;
	return world;
}

PDH_STATUS WINAPI PdhOpenQueryW(LPCWSTR source, DWORD_PTR user_data, PDH_HQUERY *query)
{
	PDH_STATUS status = WINE(PdhOpenQueryW)(source, user_data, query);
	if (!status)
		InterlockedIncrement(&world()->open_queries);
	return status;
}

PDH_STATUS WINAPI PdhCloseQuery(PDH_HQUERY query)
{
	PDH_STATUS status = WINE(PdhCloseQuery)(query);
	if (!status)
		InterlockedDecrement(&world()->open_queries);
	return status;
}

PDH_STATUS WINAPI PdhAddEnglishCounterW(PDH_HQUERY query, LPCWSTR path, DWORD_PTR user_data, PDH_HCOUNTER *counter)
{
	if (!world()->on)
		return WINE(PdhAddEnglishCounterW)(query, path, user_data, counter);
	if (world()->counter_error)
		return world()->counter_error;
	if (lstrcmpW(path, world()->counter_renamed ? L"\\" SET L"\\" OTHER_NAME : L"\\" SET L"\\" NAME))
		return PDH_CSTATUS_NO_COUNTER;
	*counter = &counter_of_the_world;
	return ERROR_SUCCESS;
}

PDH_STATUS WINAPI PdhEnumObjectItemsW(LPCWSTR source, LPCWSTR machine, LPCWSTR object, LPWSTR counters,
		LPDWORD counters_length, LPWSTR instances, LPDWORD instances_length, DWORD detail, DWORD flags)
{
	static const WCHAR names[] = L"TCP timeouts\0" OTHER_NAME L"\0";
	DWORD length = sizeof names / sizeof *names, given = *counters_length;
	if (!world()->on || lstrcmpW(object, SET))
		return WINE(PdhEnumObjectItemsW)(source, machine, object, counters, counters_length, instances,
				instances_length, detail, flags);
	*counters_length = length;
	*instances_length = 0;
	if (!counters || given < length)
		return PDH_MORE_DATA;
	memcpy(counters, names, sizeof names);
	return ERROR_SUCCESS;
}

PDH_STATUS WINAPI PdhCollectQueryData(PDH_HQUERY query)
{
	/* Wine's query has no counter then. */
	return world()->on ? ERROR_SUCCESS : WINE(PdhCollectQueryData)(query);
}

PDH_STATUS WINAPI PdhGetRawCounterValue(PDH_HCOUNTER counter, LPDWORD type, PPDH_RAW_COUNTER value)
{
	if (counter != &counter_of_the_world)
		return WINE(PdhGetRawCounterValue)(counter, type, value);
	memset(value, 0, sizeof *value);
	value->CStatus = PDH_CSTATUS_VALID_DATA;
	/* 32 bits, which wrap around. */
	value->FirstValue = (DWORD)world()->fall_offs;
	return ERROR_SUCCESS;
}
