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
 * A stand-in for ws2_32.dll under Wine. Wine does not know SIO_LOOPBACK_FAST_PATH and always
 * answers WSAEOPNOTSUPP. This library answers as Microsoft's reference page says: with the error
 * that the page names for a call that is wrong, and otherwise as its plan says.
 *
 * LOOPBACK_FAST_PATH_ANSWER is the first plan: 0 for success, or the number of the error of every
 * call. SET_PLAN sets another, or none, with which the answer is Wine's. LOOPBACK_FAST_PATH_LOG is
 * what the name of the file for the log begins with; it ends with a dot and the number of the process.
 * One line for each call, in their order:
 *
 *     <number> <thread> <call> <socket> <error> <details>
 *
 * In the world that GET_WORLD hands out, it counts which connects fall off the fast path.
 *
 * Everything else is Wine's: build.sh forwards every export that is not defined here to the library
 * at WINE_LIBRARY.
 */

/* Its functions are defined here, not imported. */
#define WINSOCK_API_LINKAGE
#define INCL_WINSOCK_API_TYPEDEFS 1
#include "world.h"
#include <ws2tcpip.h>
#include <mswsock.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* The control code of this library's own: takes a plan, on any handle. */
#define SET_PLAN _WSAIOW(IOC_VENDOR, 0x4c46)

/* The calls from the first to the last, counted from 1, or a share of them, fail with the error, after a delay. */
struct rule { LONG error, first, last, percent, delay_in_milliseconds; };

/*
 * A socket that is neither bound nor connected does not tell on which side it will be. So the side
 * is told by the thread: the one that sets the plan starts the listeners, every other one connects.
 */
enum side { SERVER, CLIENT, SIDES };

static struct rule plan[SIDES];
static LONG calls[SIDES];
static DWORD planner;

static int planned;
static HANDLE log_file = INVALID_HANDLE_VALUE;
static HMODULE wine_library;
static INIT_ONCE initialized = INIT_ONCE_STATIC_INIT;

/* On the first call, not in DllMain, which may load nothing. */
static BOOL CALLBACK initialize(INIT_ONCE *once, void *parameter, void **context)
{
	(void)once, (void)parameter, (void)context;
	/* By its full path: by its name alone it would be this library. */
	wine_library = LoadLibraryA(WINE_LIBRARY);
	const char *answer = getenv("LOOPBACK_FAST_PATH_ANSWER");
	if (answer) {
		struct rule every = { atoi(answer), 1, MAXLONG, 100, 0 };
		plan[SERVER] = plan[CLIENT] = every;
		planned = TRUE;
	}
	const char *prefix = getenv("LOOPBACK_FAST_PATH_LOG");
	char file[MAX_PATH];
	if (prefix && snprintf(file, sizeof file, "%s.%lu", prefix, GetCurrentProcessId()) < (int)sizeof file)
		log_file = CreateFileA(file, GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
	return TRUE;
}

static FARPROC wine(const char *function)
{
	InitOnceExecuteOnce(&initialized, initialize, NULL, NULL);
	return GetProcAddress(wine_library, function);
}

#define WINE(function) ((__typeof__(&function))(void *)wine(#function))

/* The log */

static void record(const char *call, SOCKET socket, int error, const char *format, ...)
{
	static SRWLOCK lock = SRWLOCK_INIT;
	static unsigned long number;
	int last_error = GetLastError();
	if (log_file != INVALID_HANDLE_VALUE) {
		char line[256];
		DWORD written;
		va_list details;
		va_start(details, format);
		AcquireSRWLockExclusive(&lock);
		int length = sprintf(line, "%lu %lx %s %llx %d ", ++number, GetCurrentThreadId(), call, socket, error);
		length += vsprintf(line + length, format, details);
		line[length++] = '\n';
		WriteFile(log_file, line, length, &written, NULL);
		ReleaseSRWLockExclusive(&lock);
		va_end(details);
	}
	SetLastError(last_error);
}

static void record_address(const char *call, SOCKET socket, int error, const struct sockaddr *address)
{
	char host[INET6_ADDRSTRLEN] = "?";
	int ipv6 = address->sa_family == AF_INET6;
	const void *bytes = ipv6 ? (void *)&((struct sockaddr_in6 *)address)->sin6_addr
			: (void *)&((struct sockaddr_in *)address)->sin_addr;
	WINE(inet_ntop)(address->sa_family, (void *)bytes, host, sizeof host);
	/* The port is at the same place for both families. */
	record(call, socket, error, "%s %d", host, WINE(ntohs)(((struct sockaddr_in *)address)->sin_port));
}

static int error_of(int result)
{
	return result == SOCKET_ERROR ? (int)GetLastError() : 0;
}

/* The world */

static struct world world;

/* By handle, which is a multiple of four: whether the socket requested the fast path, and whether it uses it. */
static char requested[1 << 16], uses[1 << 16];

#define OF(array, socket) array[(socket) >> 2 & 0xffff]

/* By port: whether a listener of this process requested it or did not, and whether a client on it uses it. */
static enum { ELSEWHERE, PLAIN, REQUESTED } listeners[1 << 16];
static char clients[1 << 16];

/* The address is that of this end or of the other. */
static unsigned short port_of(SOCKET socket, int (WSAAPI *address_of)(SOCKET, struct sockaddr *, int *))
{
	struct sockaddr_storage address = { 0 };
	int length = sizeof address;
	address_of(socket, (struct sockaddr *)&address, &length);
	return WINE(ntohs)(((struct sockaddr_in *)&address)->sin_port);
}

static void world_created(SOCKET socket)
{
	OF(requested, socket) = OF(uses, socket) = FALSE;
}

static void world_listens(SOCKET socket)
{
	listeners[port_of(socket, WINE(getsockname))] = OF(requested, socket) ? REQUESTED : PLAIN;
}

static int falls(int listener)
{
	static LONG connects;
	if (world.falls == NONE || world.falls == ALL)
		return world.falls == ALL;
	return listener == PLAIN || (world.falls == SOME && InterlockedIncrement(&connects) % 3 == 0);
}

/* After the call, when the socket has a port, and before the other end accepts. */
static void world_connects(SOCKET socket, unsigned short peer)
{
	int falls_off = OF(requested, socket) && falls(listeners[peer]);
	if (falls_off)
		InterlockedIncrement(&world.fall_offs);
	int fast = OF(requested, socket) && listeners[peer] == REQUESTED && !falls_off;
	clients[port_of(socket, WINE(getsockname))] = OF(uses, socket) = fast;
}

static void world_accepted(SOCKET accepted)
{
	OF(uses, accepted) = clients[port_of(accepted, WINE(getpeername))];
}

SOCKET WSAAPI socket(int family, int type, int protocol)
{
	SOCKET created = WINE(socket)(family, type, protocol);
	world_created(created);
	record("socket", created, 0, "%d %d", family, type);
	return created;
}

SOCKET WSAAPI WSASocketW(int family, int type, int protocol, WSAPROTOCOL_INFOW *info, GROUP group, DWORD flags)
{
	SOCKET created = WINE(WSASocketW)(family, type, protocol, info, group, flags);
	world_created(created);
	record("socket", created, 0, "%d %d", family, type);
	return created;
}

/* With the port that the system has chosen by then. */
static void record_local_address(const char *call, SOCKET socket, int error)
{
	struct sockaddr_storage address = { 0 };
	int length = sizeof address;
	WINE(getsockname)(socket, (struct sockaddr *)&address, &length);
	record_address(call, socket, error, (struct sockaddr *)&address);
	SetLastError(error);
}

int WSAAPI bind(SOCKET socket, const struct sockaddr *address, int length)
{
	int result = WINE(bind)(socket, address, length);
	record_local_address("bind", socket, error_of(result));
	return result;
}

int WSAAPI listen(SOCKET socket, int backlog)
{
	int result = WINE(listen)(socket, backlog), error = error_of(result);
	if (world.on)
		world_listens(socket);
	record_local_address("listen", socket, error);
	return result;
}

SOCKET WSAAPI accept(SOCKET socket, struct sockaddr *address, int *length)
{
	SOCKET accepted = WINE(accept)(socket, address, length);
	if (world.on && accepted != INVALID_SOCKET)
		world_accepted(accepted);
	record("accept", socket, accepted == INVALID_SOCKET ? (int)GetLastError() : 0, "%llx", accepted);
	return accepted;
}

/* A connection may be there before the call returns, and a handle may be another socket's: these two come first. */

int WSAAPI connect(SOCKET socket, const struct sockaddr *address, int length)
{
	record_address("connect", socket, 0, address);
	int result = WINE(connect)(socket, address, length), error = GetLastError();
	if (world.on)
		world_connects(socket, WINE(ntohs)(((const struct sockaddr_in *)address)->sin_port));
	SetLastError(error);
	return result;
}

int WSAAPI send(SOCKET socket, const char *buffer, int length, int flags)
{
	/* A byte, a datagram: the acknowledgement travels with the answer. */
	if (OF(uses, socket) && world.on)
		InterlockedIncrement(&world.skipped);
	return WINE(send)(socket, buffer, length, flags);
}

int WSAAPI closesocket(SOCKET socket)
{
	record("close", socket, 0, "");
	return WINE(closesocket)(socket);
}

/* Asynchronous channels accept through a function that Winsock hands out. */

static LPFN_ACCEPTEX wine_accept_ex;

static BOOL WINAPI recorded_accept_ex(SOCKET socket, SOCKET accepting, void *buffer, DWORD data, DWORD local,
		DWORD remote, DWORD *received, OVERLAPPED *overlapped)
{
	record("accept", socket, 0, "%llx", accepting);
	return wine_accept_ex(socket, accepting, buffer, data, local, remote, received, overlapped);
}

static void record_accept_ex(const void *in, void *out)
{
	static const GUID accept_ex = WSAID_ACCEPTEX;
	if (IsEqualGUID((const GUID *)in, &accept_ex)) {
		wine_accept_ex = *(LPFN_ACCEPTEX *)out;
		*(LPFN_ACCEPTEX *)out = recorded_accept_ex;
	}
}

/* The answer */

#define WRITABLE (PAGE_READWRITE | PAGE_WRITECOPY | PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY)
#define READABLE (WRITABLE | PAGE_READONLY | PAGE_EXECUTE_READ)

static int accessible(const void *pointer, SIZE_T size, DWORD protection)
{
	MEMORY_BASIC_INFORMATION memory;
	return VirtualQuery(pointer, &memory, sizeof memory) && memory.State == MEM_COMMIT && (memory.Protect & protection)
			&& (const char *)pointer + size <= (const char *)memory.BaseAddress + memory.RegionSize;
}

/* What the reference page says of a call that is wrong, or 0. That a connected socket is refused is not on it: it is too late then. */
static int wrong(SOCKET socket, const void *in, DWORD in_size, DWORD out_size, DWORD *returned, WSAOVERLAPPED *overlapped)
{
	WSAPROTOCOL_INFOW info;
	struct sockaddr_storage peer;
	int info_length = sizeof info, peer_length = sizeof peer;
	if (WINE(getsockopt)(socket, SOL_SOCKET, SO_PROTOCOL_INFOW, (char *)&info, &info_length))
		return WSAENOTSOCK;
	if (!accessible(in, in_size, READABLE) || (!overlapped && !accessible(returned, sizeof *returned, WRITABLE)))
		return WSAEFAULT;
	if (in_size != sizeof(BOOL) || out_size)
		return WSAEINVAL;
	if (info.iSocketType != SOCK_STREAM || !WINE(getpeername)(socket, (struct sockaddr *)&peer, &peer_length))
		return WSAEINVAL;
	return info.iProtocol == IPPROTO_TCP ? 0 : WSAEOPNOTSUPP;
}

/* Spreads the numbers of the calls, so that a share of them looks random and is the same in each run. */
static LONG percentile(LONG call)
{
	unsigned long hash = call * 0x9e3779b1u;
	hash = (hash ^ hash >> 15) * 0x85ebca6bu;
	return (hash ^ hash >> 13) % 100;
}

static int planned_answer(void)
{
	enum side side = GetCurrentThreadId() == planner ? SERVER : CLIENT;
	const struct rule *rule = &plan[side];
	LONG call = InterlockedIncrement(&calls[side]);
	if (call < rule->first || call > rule->last || percentile(call) >= rule->percent)
		return 0;
	Sleep(rule->delay_in_milliseconds);
	return rule->error;
}

static void set_plan(const void *in)
{
	memcpy(plan, in, sizeof plan);
	memset(calls, 0, sizeof calls);
	planner = GetCurrentThreadId();
	planned = TRUE;
}

static int get_world(void *out)
{
	*(struct world **)out = &world;
	return 0;
}

int WSAAPI WSAIoctl(SOCKET socket, DWORD code, void *in, DWORD in_size, void *out, DWORD out_size,
		DWORD *returned, WSAOVERLAPPED *overlapped, LPWSAOVERLAPPED_COMPLETION_ROUTINE completion)
{
	if (code == SET_PLAN && in_size == sizeof plan) {
		set_plan(in);
		return 0;
	}
	if (code == SET_PLAN && !in_size)
		return planned = FALSE;
	if (code == GET_WORLD && out_size == sizeof(struct world *))
		return get_world(out);

	int error = code == SIO_LOOPBACK_FAST_PATH && planned
			? wrong(socket, in, in_size, out_size, returned, overlapped) : 0;
	/* Wine is asked even when its answer is not wanted, so that its trace shows the call in its place. */
	int result = error ? SOCKET_ERROR
			: WINE(WSAIoctl)(socket, code, in, in_size, out, out_size, returned, overlapped, completion);
	if (code == SIO_GET_EXTENSION_FUNCTION_POINTER && !result)
		record_accept_ex(in, out);
	if (code != SIO_LOOPBACK_FAST_PATH || !planned)
		return result;

	if (!error)
		error = planned_answer();
	OF(requested, socket) |= !error;
	record("fast-path", socket, error, "%d", accessible(in, sizeof(BOOL), READABLE) ? *(BOOL *)in : -1);
	/* What WSASetLastError does, without an import of the library that is being replaced. */
	SetLastError(error);
	return error ? SOCKET_ERROR : 0;
}
