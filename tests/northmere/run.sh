#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Judges Northmere's labelled cases with the programs in a folder: run.sh PROGRAMS. Each profile has a configuration and
# folders of cases of its own; the register is built in a temporary copy.
set -eu
programs=$(cd "$1" && pwd)
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp ./*.csv ./*.conf "$folder"
mkdir "$folder/state"
"$programs/candour" -c "$folder/york.conf" register build --constituents "$folder/constituents.csv" \
	--consents "$folder/consents.csv" --out "$folder/state/register.db"
status=0
for profile in york aberdeen gloucester uninspectable; do
	echo "== Northmere by $profile"
	"$programs/candour" test -c "$folder/$profile.conf" "cases/$profile" || status=1
	for set in development heldout-1 heldout-2 heldout-3 heldout-4; do
		[ -d "$set/$profile" ] || continue
		echo "== Northmere by $profile: $set"
		"$programs/candour" test -c "$folder/$profile.conf" "$set/$profile" || status=1
	done
done
exit $status
