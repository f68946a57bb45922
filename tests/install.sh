#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Installs the Debian packages that building and testing need, those that are missing only. Touches no configuration:
# Postfix comes without a main.cf, so it is not started; the tests run one of their own from private folders. Sendmail,
# which cannot be installed beside Postfix, is unpacked below build/ for the tests.
set -eu
cd "$(dirname "$0")/.."

PACKAGES="gcc make pkg-config libc6-dev libmilter-dev libgmime-3.0-dev libxml2-dev libconfig-dev libcsv-dev
	libsodium-dev libsqlite3-dev libjansson-dev libvectorscan-dev libsystemd-dev libcmocka-dev
	libarchive-dev libgsf-1-dev libical-dev libmicrohttpd-dev libseccomp-dev poppler-utils catdoc
	postfix miltertest python3 git clang libclang-rt-14-dev clang-format man-db procps m4 libwrap0 chromium fonts-dejavu-core"

# A node that came from elsewhere will do.
command -v npm >/dev/null && command -v node >/dev/null || PACKAGES="$PACKAGES nodejs npm"

missing=
for package in $PACKAGES; do
	dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
sendmail=build/sendmail
# What the browser tests drive the page with, as its lock file says.
browser=build/browser
is_current() { cmp -s tests/browser/package-lock.json $browser/package-lock.json && [ -d $browser/node_modules ]; }
[ -n "$missing" ] || [ ! -d $sendmail ] || ! is_current || exit 0

case "$missing" in *postfix*)
	other=$(dpkg-query -W -f '${Package} ${db:Status-Status} ${Provides}\n' |
		awk '$2 == "installed" && /mail-transport-agent/ { print $1; exit }')
	if [ -n "$other" ]; then
		echo "The tests need Debian's postfix, which would replace $other on this machine." >&2
		echo "Run them where no other mail server is installed: in a container, or below debootstrap." >&2
		exit 75
	fi
esac

sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
export DEBIAN_FRONTEND=noninteractive
# The question is asked by Postfix's package; the answer keeps it from writing a main.cf.
case "$missing" in *postfix*)
	if command -v debconf-set-selections >/dev/null; then
		echo "postfix postfix/main_mailer_type select No configuration" | $sudo debconf-set-selections
	fi
esac
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# quietly COMMAND...: what it says is shown where it fails only.
quietly() {
	"$@" >"$log" 2>&1 || { cat "$log" >&2; echo "tests/install.sh: failed: $*" >&2; exit 75; }
}

if [ -n "$missing" ] || [ ! -d $sendmail ]; then quietly $sudo apt-get update; fi
if [ -n "$missing" ]; then
	echo "Installing:$missing"
	# shellcheck disable=SC2086 # a list of words
	quietly $sudo apt-get install -y --no-install-recommends $missing
fi
if [ ! -d $sendmail ]; then
	rm -rf $sendmail.new && mkdir -p $sendmail.new
	(cd $sendmail.new && quietly apt-get download sendmail-bin sendmail-cf sendmail-base &&
		for package in *.deb; do dpkg -x "$package" .; done && rm -- *.deb)
	mv $sendmail.new $sendmail
fi
if ! is_current; then
	rm -rf $browser && mkdir -p $browser
	cp tests/browser/package.json tests/browser/package-lock.json $browser
	(cd $browser && quietly npm ci --ignore-scripts --no-audit --no-fund)
fi
