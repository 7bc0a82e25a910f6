#!/bin/sh
#
# Prepares the run on a Windows JVM; used by Maven's profile "wine".
#
#   wine.sh check                 fails when a program is missing, and says what to install
#   wine.sh prepare <directory>   expects a Windows JRE in <directory>/jre and adds a Wine prefix, the
#                                 stand-in for ws2_32.dll, and a program "bin/java" that runs java.exe

set -eu

# Debian's wine64 puts nothing on the PATH
find_wine() {
	command -v wine64 && return
	for file in $(dpkg -L wine64 2>/dev/null | grep '/wine64$'); do
		if [ -f "$file" ] && [ -x "$file" ]; then
			echo "$file"
			return
		fi
	done
	return 1
}

check() {
	if ! find_wine >/dev/null || ! command -v x86_64-w64-mingw32-gcc >/dev/null; then
		cat >&2 <<-'MISSING'
			The run on a Windows JVM needs 64-bit Wine and the MinGW compiler. On Debian and Ubuntu:
			    apt-get install --no-install-recommends wine64 gcc-mingw-w64-x86-64
		MISSING
		exit 1
	fi
}

prepare() {
	directory=$1
	sources=$(dirname "$0")
	wine=$(find_wine)
	prefix=$directory/prefix

	if [ ! -f "$prefix.complete" ]; then
		rm -rf "$prefix"
		# Neither .NET nor HTML: without the overrides Wine offers to download them
		WINEPREFIX=$prefix WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" \
			timeout 120 "$wine" wineboot --init </dev/null >"$directory/wineboot.log" 2>&1 ||
			{ cat "$directory/wineboot.log" >&2; exit 1; }
		touch "$prefix.complete"
	fi

	# Beside java.exe, where Windows looks first
	"$sources/build.sh" "$prefix/drive_c/windows/system32/ws2_32.dll" "$directory/jre/bin/ws2_32.dll"

	# Maven's test plugins take a program for Java only if it is called "bin/java" and has a file "release"
	mkdir -p "$directory/bin"
	cp "$directory/jre/release" "$directory"
	cat >"$directory/bin/java" <<-JAVA
		#!/bin/sh
		# Runs java.exe under Wine; on the stand-in when LOOPBACK_FAST_PATH_ANSWER says what to answer.
		# Never for longer than WINDOWS_JVM_SECONDS, nor for longer than 20 seconds after Ctrl-C, which is
		# the only signal that runs the shutdown hooks.
		export WINEPREFIX="$prefix" WINEDEBUG="\${WINEDEBUG:--all}"
		export WINEDLLOVERRIDES="ws2_32=\${LOOPBACK_FAST_PATH_ANSWER:+n,}b"
		# Debian's Wine does not find itself when a Windows program starts another
		export WINELOADER="$wine"
		exec timeout --signal=INT --kill-after=20 "\${WINDOWS_JVM_SECONDS:-300}" "$wine" "$directory/jre/bin/java.exe" "\$@"
	JAVA
	chmod +x "$directory/bin/java"
}

"$@"
