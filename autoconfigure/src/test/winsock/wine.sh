#!/bin/sh
#
# Prepares the run on a Windows JVM; used by Maven's profile "wine".
#
#   wine.sh check                 fails when a program is missing, and says what to install
#   wine.sh prepare <17 or 21> <absolute directory> [options of mvn]
#                                 puts there a Windows JRE of that version, which Maven downloads, two Wine prefixes
#                                 for two JVMs at a time, the stand-ins for Windows' libraries, and a program
#                                 "bin/java" that runs java.exe. Keeps what is already there

set -eu

# Chooses Temurin 17.0.15 or 21.0.9, from the command line of SonarScanner. Downloaded and run, never passed on
choose_jre() {
	case $1 in
		17)
			jre_artifact=org.sonarsource.scanner.cli:sonar-scanner-cli:7.3.0.5189:zip:windows-x64
			jre_sha256=76d66269943d503381d9f5e273e5d7a90d6e5001c90615e63008ed1fc0b76921
			jre_options=
			;;
		21)
			jre_artifact=org.sonarsource.scanner.cli:sonar-scanner-cli:8.1.0.6389:zip:windows-x64
			jre_sha256=73f0e71928673d5b2f39bb86213342a30e51a14c8eec345164016bb29c8df8ee
			# Not among the output of the program
			jre_options=-XX:-PrintWarnings
			;;
		*)
			echo "There is no Windows JRE of Java $1 here, only of 17 and 21" >&2
			exit 1
			;;
	esac
}

copy_goal=org.apache.maven.plugins:maven-dependency-plugin:3.10.0:copy

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

# Downloads, verifies and unpacks the JRE: prepare_jre <directory> [options of mvn]
prepare_jre() (
	# Maven has to start in a directory without a project
	mkdir -p "$1"
	cd "$1"
	shift
	[ "$(cat jre.sha256 2>/dev/null)" != "$jre_sha256" ] || return 0

	rm -rf jre jre.sha256 download
	mkdir download
	cd download
	mvn -B -ntp -q "$@" "$copy_goal" "-Dartifact=$jre_artifact" -DoutputDirectory="$PWD"
	echo "$jre_sha256  $(ls)" | sha256sum --check --quiet

	jar=${JAVA_HOME:+$JAVA_HOME/bin/}jar
	jre=$("$jar" tf ./*.zip | sed -n 's,/jre/release$,/jre,p')
	"$jar" xf ./*.zip "$jre"
	cd ..
	mv "download/$jre" jre
	rm -r download
	# Last: what is there is complete
	echo "$jre_sha256" >jre.sha256
)

prepare() {
	check
	choose_jre "$1"
	shift
	directory=$1
	sources=$(dirname "$0")
	wine=$(find_wine)

	prepare_jre "$@"

	for prefix in "$directory/prefix-1" "$directory/prefix-2"; do
		[ ! -f "$prefix.complete" ] || continue
		rm -rf "$prefix"
		# Neither .NET nor HTML: without the overrides Wine offers to download them
		WINEPREFIX=$prefix WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" \
			timeout 120 "$wine" wineboot --init </dev/null >"$directory/wineboot.log" 2>&1 ||
			{ cat "$directory/wineboot.log" >&2; exit 1; }
		touch "$prefix.complete"
	done

	# Beside java.exe, where Windows looks first
	for library in ws2_32 pdh iphlpapi; do
		"$sources/build.sh" "$prefix/drive_c/windows/system32/$library.dll" "$directory/jre/bin/$library.dll"
	done

	# Maven's test plugins take a program for Java only if it is called "bin/java" and has a file "release"
	mkdir -p "$directory/bin"
	cp "$directory/jre/release" "$directory"
	cat >"$directory/bin/java" <<-JAVA
		#!/bin/sh
		# Runs java.exe under Wine; on the stand-ins when LOOPBACK_FAST_PATH_ANSWER says what to answer.
		# That for iphlpapi.dll is always there, as Java 21 needs it, and leaves the rest to Wine then.
		# Never for longer than WINDOWS_JVM_SECONDS, nor for longer than 20 seconds after Ctrl-C, which is
		# the only signal that runs the shutdown hooks.
		# Of two JVMs at a time, each has a prefix, and with it a server of Wine's, and a processor of its own, if
		# -Dtest.jvm= says which one it is: a call that wakes the server on another processor takes several times as long.
		number=1
		for argument in "\$@"; do
			case \$argument in -Dtest.jvm=[12]) number=\${argument#*=} ;; esac
		done
		pinned="taskset -c \$((number - 1))"
		\$pinned true 2>/dev/null || pinned=
		export WINEPREFIX="$directory/prefix-\$number" WINEDEBUG="\${WINEDEBUG:--all}"
		export WINEDLLOVERRIDES="ws2_32,pdh=\${LOOPBACK_FAST_PATH_ANSWER:+n,}b;iphlpapi=n,b"
		# Processes of the two may have the same id, which ends the name of the log
		[ -z "\${LOOPBACK_FAST_PATH_LOG:-}" ] || export LOOPBACK_FAST_PATH_LOG="\$LOOPBACK_FAST_PATH_LOG.\$number"
		# Debian's Wine does not find itself when a Windows program starts another
		export WINELOADER="$wine"
		# Wine's own libraries have the same names as the stand-ins, and JNA has to find the latter
		exec \$pinned timeout --signal=INT --kill-after=20 "\${WINDOWS_JVM_SECONDS:-300}" "$wine" "$directory/jre/bin/java.exe" $jre_options \\
			\${LOOPBACK_FAST_PATH_ANSWER:+"-Djna.library.path=Z:$directory/jre/bin"} "\$@"
	JAVA
	chmod +x "$directory/bin/java"
}

"$@"
