#!/bin/sh
#
# Builds what takes the place of a library of Wine: build.sh <Wine's library> <the library to write>
#
# Every export of Wine's library that the C source of the same name does not define becomes a forwarder to it,
# under its own ordinal. A function that is marked as one that Wine lacks is added. The list is read from Wine's library,
# so that the new one fits the Wine that is installed.

set -eu

wine_library=$1
library=$2
name=$(basename "$library" .dll)
source=$(dirname "$0")/$name.c
definitions=${library%.dll}.def
# The others ask the stand-in for Winsock
link=-lws2_32
[ "$name" != ws2_32 ] || link=

# What Wine calls its library inside every prefix
wine_path="C:\\windows\\system32\\$name"

# The functions of the source that take the place of Wine's, and those that Wine lacks
own=$(sed -n '/^static/d;/Wine lacks/d;s/^[A-Za-z].* \(WSA\|WIN\)API \([A-Za-z]*\)(.*/\2/p' "$source" | tr '\n' ' ')
added=$(sed -n 's/^[A-Za-z].* WINAPI \([A-Za-z]*\)(.*Wine lacks.*/\1/p' "$source" | tr '\n' ' ')

# objdump lists the names of the exports as "[ordinal - 1] name"
x86_64-w64-mingw32-objdump -p "$wine_library" | tr -d '[]' | awk -v library="$name" -v wine="$wine_path" -v own="$own" -v added="$added" '
	BEGIN { count = split(own, names_of_own); for (i = 1; i <= count; i++) is_own[names_of_own[i]] = 1 }
	BEGIN { count = split(added, names_of_added); for (i = 1; i <= count; i++) is_added[names_of_added[i]] = 1 }
	BEGIN { print "LIBRARY \"" library ".dll\""; print "EXPORTS"; for (i in is_added) printf "\t\"%s\"\n", i }
	/Ordinal\/Name Pointer/ { names = 1; next }
	names && NF != 2 { exit }
	names && !is_added[$2] { printf "\t\"%s\"%s @%d\n", $2, is_own[$2] ? "" : " = \"" wine "." $2 "\"", $1 + 1 }
' > "$definitions"
for function in $own; do
	grep -q "\"$function\" @" "$definitions" || { echo "$wine_library does not export $function" >&2; exit 1; }
done

x86_64-w64-mingw32-gcc -std=c17 -O2 -Wall -Wextra -Werror -shared \
	"-DWINE_LIBRARY=\"$(echo "$wine_path" | sed 's/\\/\\\\/g').dll\"" \
	-o "$library" "$source" "$definitions" $link
