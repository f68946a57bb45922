#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Runs fuzz targets over their seeds, their past findings (tests/fuzz/findings/TARGET) and what is made of these:
# run.sh FOLDER PROGRAMS runs|seconds AMOUNT TARGET... By runs nothing is kept and every run is the same; by seconds what
# reaches new code is kept in FOLDER/corpus for the next time. A finding is left in FOLDER/found.
set -eu
folder=$1 programs=$2 unit=$3 amount=$4
shift 4
cd "$(dirname "$0")/../.."
rm -rf "$folder/seeds" && mkdir -p "$folder/seeds" "$folder/found"
python3 tests/fuzz/seeds.py "$folder/seeds" "$programs"
export CANDOUR_DATA="$PWD/conf"
status=0
for target; do
	name=${target##*/fuzz_}
	seeds=$folder/seeds/$name kept=$(mktemp -d)
	set -- -timeout=10 -rss_limit_mb=1024 -max_len=20000 -verbosity=0 -artifact_prefix="$folder/found/$name-"
	[ ! -s "$seeds.dict" ] || set -- "$@" -dict="$seeds.dict"
	if [ "$unit" = runs ]; then
		set -- "$@" -seed=1 -runs="$amount" "$kept"
	else
		mkdir -p "$folder/corpus/$name"
		set -- "$@" -max_total_time="$amount" "$folder/corpus/$name"
	fi
	[ ! -d "$seeds" ] || set -- "$@" "$seeds"
	[ ! -d "tests/fuzz/findings/$name" ] || set -- "$@" "tests/fuzz/findings/$name"
	echo "== fuzz_$name"
	"$target" "$@" >"$folder/found/$name.log" 2>&1 || { tail -40 "$folder/found/$name.log"; status=1; }
	rm -rf "$kept"
done
exit $status
