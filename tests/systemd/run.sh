#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The units under a real systemd beside Debian's own Postfix, in a container: run.sh FOLDER. The folder gets a Debian 12
# (debootstrap) where it is empty; candour is installed into it from this checkout. Needs root, systemd-nspawn and
# debootstrap; not part of `make check`, which must run where no container can.
set -eu
root=$1
cd "$(dirname "$0")/../.."
[ -d "$root/usr" ] || debootstrap --variant=minbase bookworm "$root"
# Tracked files alone, so that nothing built on this machine gets in.
rm -rf "$root/root/candour" && mkdir -p "$root/root/candour"
git ls-files -z | tar -c --null -T - | tar -x -C "$root/root/candour"
cp /etc/resolv.conf "$root/etc/resolv.conf"

inside() {
	systemd-nspawn -q --register=no --keep-unit --as-pid2 -D "$root" \
		--setenv=DEBIAN_FRONTEND=noninteractive "$@"
}
inside sh -c 'cd /root/candour && sh tests/install.sh && apt-get install -y -qq --no-install-recommends \
	systemd-sysv dbus man-db >/dev/null && make -s -j2 all && make -s install && sh tests/systemd/prepare.sh'

rm -f "$root/root/report"
timeout 300 systemd-nspawn -q --register=no --keep-unit -b -D "$root" </dev/null >"$root/root/console" 2>&1 || :
[ -f "$root/root/report" ] || { tail -n 40 "$root/root/console"; echo "no report: it did not boot" >&2; exit 1; }
cat "$root/root/report"
tail -n 1 "$root/root/report" | grep -qx 'all as it should be'
