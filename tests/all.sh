#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Installs what is missing, then builds everything and runs every test. Needs a Debian 12 and root: the tests start a
# Postfix of their own, in private folders and on loopback.
set -eu
cd "$(dirname "$0")/.."
sh tests/install.sh
make -j"$(nproc)" all
make -j"$(nproc)" check-build
exec make check
