#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The rooms: data goes one way, and a foreign library is known in one room only. Prints each breach; then the sizes past
# the house style's, which are places to look at and fail nothing.
set -u
status=0

# breach ROOM PATTERN WHAT: files of ROOM that include PATTERN.
breach() {
	found=$(grep -rnE "^#include [<\"]($2)" "$1" --include='*.c' --include='*.h') || return 0
	echo "$found" | sed "s|\$|  ($1 must not know $3)|"
	status=1
}

breach parser '(policy|store|conf|milter|review|cli)/' 'upper rooms'
breach policy '(store|conf|milter|review|cli)/' 'upper rooms'
breach store '(conf|milter|review|cli)/' 'upper rooms'
breach conf '(milter|review|cli)/' 'programs'
breach milter '(review|cli)/' 'other programs'
breach review '(milter|cli)/' 'other programs'
breach cli '(milter)/' 'the daemon'

for room in parser policy store conf milter review cli; do
	[ "$room" = parser ] || breach "$room" '(gmime/|libxml/|libical/|gsf/|archive)' "the parser's libraries"
	[ "$room" = policy ] || breach "$room" 'hs(/hs)?\.h' Vectorscan
	[ "$room" = store ] || breach "$room" '(sqlite3|sodium)\.h' "the store's libraries"
	[ "$room" = conf ] || breach "$room" '(libconfig|csv)\.h' "conf's libraries"
	[ "$room" = milter ] || breach "$room" 'libmilter/' libmilter
	[ "$room" = review ] || breach "$room" 'microhttpd\.h' libmicrohttpd
	[ "$room" = cli ] || breach "$room" 'jansson\.h' jansson
done

for file in */*.h */*/*.h; do
	lines=$(wc -l <"$file")
	[ "$lines" -le 100 ] || echo "size: header $file has $lines lines"
done
for file in parser/*.c parser/*/*.c policy/*.c policy/*/*.c store/*.c conf/*.c milter/*.c review/*.c review/*/*.c cli/*.c; do
	[ -f "$file" ] || continue
	lines=$(wc -l <"$file")
	[ "$lines" -le 500 ] || { echo "size: $file has $lines lines; split it"; status=1; }
	awk -v file="$file" '
		/^\{/ { start = FNR; name = previous }
		/^\}/ { if (start && FNR - start > 100) { printf "size: %s: %s has %d lines\n", file, name, FNR - start; bad = 1 } start = 0 }
		/^[a-z]/ { previous = $0 }
		END { exit bad }' "$file" || status=1
done
exit $status
