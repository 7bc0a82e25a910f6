#!/bin/sh
#
# Builds the stand-in: build.sh <Wine's ws2_32.dll> <the library to write>
#
# Every export of Wine's library that ws2_32.c does not define becomes a forwarder to it, under its own
# ordinal. The list is read from Wine's library, so that the stand-in fits the Wine that is installed.

set -eu

wine_library=$1
library=$2
sources=$(dirname "$0")
definitions=${library%.dll}.def

# What Wine calls its library inside every prefix
wine_path='C:\windows\system32\ws2_32'

own=$(sed -n 's/^[A-Za-z].* WSAAPI \([A-Za-z]*\)(.*/\1/p' "$sources/ws2_32.c" | tr '\n' ' ')

# objdump lists the names of the exports as "[ordinal - 1] name"
x86_64-w64-mingw32-objdump -p "$wine_library" | tr -d '[]' | awk -v wine="$wine_path" -v own="$own" '
	BEGIN { count = split(own, names_of_own); for (i = 1; i <= count; i++) is_own[names_of_own[i]] = 1 }
	BEGIN { print "LIBRARY \"ws2_32.dll\""; print "EXPORTS" }
	/Ordinal\/Name Pointer/ { names = 1; next }
	names && NF != 2 { exit }
	names { printf "\t\"%s\"%s @%d\n", $2, is_own[$2] ? "" : " = \"" wine "." $2 "\"", $1 + 1 }
' > "$definitions"
for function in $own; do
	grep -q "\"$function\" @" "$definitions" || { echo "$wine_library does not export $function" >&2; exit 1; }
done

x86_64-w64-mingw32-gcc -std=c17 -O2 -Wall -Wextra -Werror -shared \
	"-DWINE_WS2_32=\"$(echo "$wine_path" | sed 's/\\/\\\\/g').dll\"" \
	-o "$library" "$sources/ws2_32.c" "$definitions"
