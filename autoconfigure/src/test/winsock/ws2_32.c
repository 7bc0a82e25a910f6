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
 * answers WSAEOPNOTSUPP; this library answers it as LOOPBACK_FAST_PATH_ANSWER says: 0 for success,
 * otherwise the number of the error. Without that variable Wine's answer stands.
 *
 * Everything else is Wine's: build.sh forwards every other export to the library at WINE_WS2_32.
 */

/* Its functions are defined here, not imported. */
#define WINSOCK_API_LINKAGE
#define INCL_WINSOCK_API_TYPEDEFS 1
#include <winsock2.h>
#include <stdlib.h>

#define SIO_LOOPBACK_FAST_PATH _WSAIOW(IOC_VENDOR, 16)

static LPFN_WSAIOCTL wine_wsa_ioctl(void)
{
	/* By its full path: by its name alone it would be this library. Not in DllMain, which may load nothing. */
	HMODULE wine = LoadLibraryA(WINE_WS2_32);
	return (LPFN_WSAIOCTL)(void *)GetProcAddress(wine, "WSAIoctl");
}

/* A success is only for the call that is documented: a true BOOL in, nothing out, a place for the count. */
static int documented(void *in, DWORD in_size, void *out, DWORD out_size, DWORD *returned)
{
	return in && in_size == sizeof(BOOL) && *(BOOL *)in == TRUE && !out && !out_size && returned;
}

int WSAAPI WSAIoctl(SOCKET socket, DWORD code, void *in, DWORD in_size, void *out, DWORD out_size,
		DWORD *returned, WSAOVERLAPPED *overlapped, LPWSAOVERLAPPED_COMPLETION_ROUTINE completion)
{
	/* Wine is asked even when its answer is not wanted, so that its trace shows the call in its place. */
	int result = wine_wsa_ioctl()(socket, code, in, in_size, out, out_size, returned, overlapped, completion);
	const char *answer = getenv("LOOPBACK_FAST_PATH_ANSWER");
	if (code != SIO_LOOPBACK_FAST_PATH || !answer)
		return result;

	int error = atoi(answer);
	if (!error && !documented(in, in_size, out, out_size, returned))
		error = WSAEINVAL;
	/* What WSASetLastError does, without an import of the library that is being replaced. */
	SetLastError(error);
	return error ? SOCKET_ERROR : 0;
}
