#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# How candour-milter starts and does not start: exit statuses, going into the background, changing the user.
# Usage: start.sh PROGRAMS
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
milter=$(cd "$1" && pwd)/candour-milter
export CANDOUR_DATA="${CANDOUR_DATA:-$top/conf}"
folder=$(mktemp -d "${TMPDIR:-/tmp}/candour-start.XXXXXX") || exit 1
unset NOTIFY_SOCKET
failed=0
daemon=

clean_up() {
	[ -z "$daemon" ] || kill "$daemon" 2>/dev/null
	rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

# expect NAME STATUS WORDS COMMAND...: the command's exit status, and words that it prints.
expect() {
	name=$1 status=$2 words=$3
	shift 3
	"$@" >"$folder/out" 2>&1
	got=$?
	if [ $got -eq "$status" ] && { [ -z "$words" ] || grep -q -e "$words" "$folder/out"; }; then
		echo "ok: start: $name"
	else
		echo "FAILED: start: $name: status $got, not $status, or without \"$words\":"
		cat "$folder/out"
		failed=1
	fi
}

write_conf() {
	cat >"$folder/candour.conf" <<EOF
council = { name = "Northmere Borough Council"; domains = [ "northmere.gov.uk" ]; };
directory = { people = "$top/tests/northmere/people.csv"; };
profiles = [ "york" ];
state_dir = "$folder/state";
socket = { spec = "unix:$folder/milter.sock"; mode = "0660"; };
$1
EOF
}

# The daemon that runs with this folder's configuration.
find_daemon() {
	for process in /proc/[0-9]*; do
		tr '\0' ' ' <"$process/cmdline" 2>/dev/null | grep -q "candour-milter -c $folder/candour.conf" && {
			basename "$process"
			return
		}
	done
}

expect "help" 0 "foreground" "$milter" --help
expect "version" 0 "^candour-milter [0-9]" "$milter" --version
expect "unknown option" 64 "nonsense" "$milter" --nonsense
expect "unknown argument" 64 "what is" "$milter" nonsense
expect "no configuration" 78 "$folder/none.conf" "$milter" -c "$folder/none.conf"
expect "socket of no form" 64 "unix:/PATH" "$milter" -c "$folder/none.conf" --socket nonsense
expect "socket in Postfix's order" 64 "inet:PORT@HOST" "$milter" -c "$folder/none.conf" --socket inet:localhost:8891
write_conf 'nonsense = 1;'
expect "faulty configuration" 78 "candour.conf:6: " "$milter" -c "$folder/candour.conf"
expect "faulty configuration, foreground" 78 "candour.conf:6: " "$milter" -c "$folder/candour.conf" --foreground
write_conf 'user = "no-such-user";'
expect "unknown user" 78 "no such user" "$milter" -c "$folder/candour.conf"
write_conf ''
expect "socket in a missing folder" 75 "cannot listen" "$milter" -c "$folder/candour.conf" \
	--socket "unix:$folder/missing/milter.sock"
: >"$folder/state"
expect "state_dir that is a file" 75 "state" "$milter" -c "$folder/candour.conf"
rm "$folder/state"

# In the background, as another user where we are root; a socket file of an earlier run is no hindrance. The programs are
# copied to where that user may start them: a checkout below /root is closed to it.
mkdir "$folder/state" "$folder/bin"
cp "$milter" "$(dirname "$milter")/candour-extract" "$folder/bin"
milter=$folder/bin/candour-milter
owner=$(id -u)
if [ "$owner" -eq 0 ]; then
	write_conf 'user = "nobody";'
	chown nobody "$folder/state"
	chmod 755 "$folder"
	owner=$(id -u nobody)
fi
expect "background" 0 "" "$milter" -c "$folder/candour.conf"
daemon=$(find_daemon)
expect "still running" 0 "" kill -0 "${daemon:-none}"
expect "its user" 0 "^Uid:	$owner	$owner	$owner" cat "/proc/$daemon/status"
expect "the socket's mode" 0 "^660$" stat -c %a "$folder/milter.sock"
expect "the secret key's mode" 0 "^600$" stat -c %a "$folder/state/seal.key"
# wait_for COMMAND...: at most half a minute.
wait_for() {
	tries=0
	until "$@" 2>/dev/null || [ $tries -ge 600 ]; do
		tries=$((tries + 1))
		sleep 0.05
	done
}
# Gone, or dead and waiting for whoever adopts orphans here to take note.
is_gone() { [ ! -d "/proc/$daemon" ] || grep -q '^State:.*Z' "/proc/$daemon/status"; }

helpers=$(cat "/proc/$daemon/task/$daemon/children")
expect "its extractor runs" 0 "[0-9]" echo "$helpers"
kill -TERM "$daemon"
wait_for is_gone
expect "ended by SIGTERM" 0 "" is_gone
daemon=${helpers%% *}
wait_for is_gone
expect "its extractor has ended with it" 0 "" is_gone
daemon=

# Attachments are a part of the work only: without the program that reads them mail goes on, and the log says so.
mkdir "$folder/alone"
cp "$milter" "$folder/alone/candour-milter"
rm -rf "$folder/state" "$folder/milter.sock"
write_conf ''
"$folder/alone/candour-milter" -c "$folder/candour.conf" --foreground 2>"$folder/log" &
daemon=$!
is_ready() { grep -q "ready" "$folder/log"; }
wait_for is_ready
expect "without its extractor" 0 "" kill -0 "$daemon"
expect "without its extractor, in the log" 0 "cannot start .*candour-extract" cat "$folder/log"
kill -TERM "$daemon"
wait "$daemon"
expect "without its extractor, ended" 0 "" test $? -eq 0
daemon=
exit $failed
