#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Processor time of candour-milter for a message of 10 KB, beside a filter that does nothing, in the same run with the
# same driver; and of GMime alone. Figures, not a test. Usage: bench.sh PROGRAMS [MESSAGES]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
programs=$(cd "$1" && pwd)
messages=${2:-5000}
export CANDOUR_DATA="${CANDOUR_DATA:-$top/conf}"
folder=$(mktemp -d "${TMPDIR:-/tmp}/candour-bench.XXXXXX")
pids=
trap 'for pid in $pids; do kill "$pid" 2>/dev/null || :; done; wait; rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM
mkdir "$folder/state"
cat >"$folder/candour.conf" <<EOF
council = { name = "Northmere Borough Council"; domains = [ "northmere.gov.uk", "members.northmere.gov.uk" ]; };
directory = { people = "$top/tests/northmere/people.csv"; lists = "$top/tests/northmere/lists.csv";
              domains = "$top/tests/northmere/domains.csv"; };
profiles = [ "york", "gloucester" ];
state_dir = "$folder/state";
socket = { spec = "unix:$folder/candour.sock"; mode = "0600"; };
EOF

# Processor time so far of a process and its threads, in microseconds.
used_us() {
	awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); printf "%d\n", ($12 + $13) * 1000000 / tick }' "/proc/$1/stat"
}

drive() { # SOCKET COUNT SILENT
	miltertest -w -D socket="unix:$1" -D messages="$2" -D silent="$3" -s "$here/bench.lua"
}

wait_for_socket() {
	tries=0
	until [ -S "$1" ]; do
		tries=$((tries + 1))
		[ $tries -lt 600 ] || { echo "no socket $1" >&2; cat "$folder/log" >&2; exit 1; }
		sleep 0.05
	done
}

# Prints microseconds a message.
measure() { # SOCKET PID COUNT SILENT
	drive "$1" 100 "warm-$4" >/dev/null
	before=$(used_us "$2")
	drive "$1" "$3" "$4" >/dev/null
	after=$(used_us "$2")
	awk -v spent=$((after - before)) -v count="$3" 'BEGIN { printf "%.0f\n", spent / count }'
}

"$programs/bench/nothing" "$folder/nothing.sock" &
nothing=$!
pids=$nothing
"$programs/candour-milter" -c "$folder/candour.conf" --foreground 2>"$folder/log" &
candour=$!
pids="$nothing $candour"
wait_for_socket "$folder/nothing.sock"
wait_for_socket "$folder/candour.sock"

nothing_us=$(measure "$folder/nothing.sock" $nothing "$messages" no)
clean_us=$(measure "$folder/candour.sock" $candour "$messages" no)
held_us=$(measure "$folder/candour.sock" $candour $((messages / 4)) yes)
miltertest -w -D letter="$folder/letter.eml" -s "$here/bench.lua"
parse_us=$("$programs/bench/parse" "$folder/letter.eml" "$messages")

awk -v n="$nothing_us" -v c="$clean_us" -v h="$held_us" -v p="$parse_us" -v count="$messages" '
function times(us) { return (n > 0 ? us / n : 0) }
BEGIN {
	print "Processor time a message of 10 KB, in microseconds, over " count " messages (" int(count / 4) " held)"
	printf "  %-52s %8.0f\n", "a filter that does nothing", n
	printf "  %-52s %8.0f   %.1f times\n", "candour-milter, a letter to a member, nothing found", c, times(c)
	printf "  %-52s %8.0f   %.1f times\n", "candour-milter, a silent copy held (sealed, committed)", h, times(h)
	printf "  %-52s %8.1f\n", "GMime alone, parsing", p
}'
