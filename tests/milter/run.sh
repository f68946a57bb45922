#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Runs each script here with miltertest against a candour-milter of its own, in a private folder with the sample
# council.
# A script's lines that begin with "--conf " go into candour.conf. At its end each daemon must drain and exit 0.
# Usage: run.sh PROGRAMS [SCRIPT...]
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
programs=$(cd "$1" && pwd) || exit 1
shift
start_test=
[ $# -gt 0 ] || { start_test="$here/start.sh"; set -- "$here"/[a-z]*.lua; }
export CANDOUR_DATA="${CANDOUR_DATA:-$top/conf}"
folder=
pid=
failed=0

clean_up() {
	[ -z "$pid" ] || kill "$pid" 2>/dev/null
	[ -z "$folder" ] || rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

write_conf() {
	cat <<EOF
council = { name = "Northmere Borough Council"; domains = [ "northmere.gov.uk", "members.northmere.gov.uk" ]; };
directory = { people = "$top/tests/northmere/people.csv"; lists = "$top/tests/northmere/lists.csv";
              domains = "$top/tests/northmere/domains.csv"; };
profiles = [ "york" ];
state_dir = "$folder/state";
socket = { spec = "unix:$folder/milter.sock"; mode = "0600"; };
notices = { from = "Democratic Services <democratic.services@northmere.gov.uk>"; alert = "reviewers@northmere.gov.uk"; };
trusted = [ "127.0.0.1/32" ];
EOF
	sed -n 's/^--conf //p' "$1"
}

start() {
	folder=$(mktemp -d "${TMPDIR:-/tmp}/candour-milter.XXXXXX") || exit 1
	mkdir "$folder/state"
	write_conf "$1" >"$folder/candour.conf"
	# Through a pipe: a script may forbid the daemon to let any file grow, its log included.
	: >"$folder/log"
	mkfifo "$folder/log.pipe"
	cat "$folder/log.pipe" >"$folder/log" &
	"$programs/candour-milter" -c "$folder/candour.conf" --foreground 2>"$folder/log.pipe" &
	pid=$!
	tries=0
	until grep -q ': ready' "$folder/log"; do
		tries=$((tries + 1))
		if [ $tries -gt 600 ] || ! kill -0 $pid 2>/dev/null; then
			echo "candour-milter did not start:"
			cat "$folder/log"
			return 1
		fi
		sleep 0.05
	done
}

# The daemon ends by itself where a script has stopped it already.
stop() {
	kill -TERM $pid 2>/dev/null
	wait $pid
	status=$?
	pid=
	[ $status -eq 0 ] || { echo "candour-milter ended with status $status"; return 1; }
}

run() {
	start "$1" || return 1
	(cd "$here" && timeout 120 miltertest -w -D socket="unix:$folder/milter.sock" -D pid=$pid -D folder="$folder" \
		-D programs="$programs" -D script="$1" -s common.lua) || { stop; return 1; }
	stop
}

for script in "$@"; do
	name=$(basename "$script" .lua)
	[ "$name" != common ] || continue
	if run "$(cd "$(dirname "$script")" && pwd)/$name.lua"; then
		echo "ok: $name"
	else
		echo "FAILED: $name; the daemon's log:"
		cat "$folder/log"
		failed=1
	fi
	rm -rf "$folder"
	folder=
done
[ -z "$start_test" ] || sh "$start_test" "$programs" || failed=1
exit $failed
