#!/bin/sh
#
# Builds the stand-in: build.sh <Wine's ws2_32.dll> <the library to write>
#
# Every export of Wine's library but WSAIoctl becomes a forwarder to it, under its own ordinal. The
# list is read from Wine's library, so that the stand-in fits the Wine that is installed.

set -eu

wine_library=$1
library=$2
sources=$(dirname "$0")
definitions=${library%.dll}.def

# What Wine calls its library inside every prefix
wine_path='C:\windows\system32\ws2_32'

# objdump lists the names of the exports as "[ordinal - 1] name"
x86_64-w64-mingw32-objdump -p "$wine_library" | tr -d '[]' | awk -v wine="$wine_path" '
	BEGIN { print "LIBRARY \"ws2_32.dll\""; print "EXPORTS" }
	/Ordinal\/Name Pointer/ { names = 1; next }
	names && NF != 2 { exit }
	names { printf "\t\"%s\"%s @%d\n", $2, $2 == "WSAIoctl" ? "" : " = \"" wine "." $2 "\"", $1 + 1 }
' > "$definitions"
grep -q '"WSAIoctl"' "$definitions" || { echo "$wine_library has no WSAIoctl among its exports" >&2; exit 1; }

x86_64-w64-mingw32-gcc -std=c17 -O2 -Wall -Wextra -Werror -shared \
	"-DWINE_WS2_32=\"$(echo "$wine_path" | sed 's/\\/\\\\/g').dll\"" \
	-o "$library" "$sources/ws2_32.c" "$definitions"
