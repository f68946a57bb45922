#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Installs what is missing, builds, and shows candour at work on a private Postfix. Changes nothing of the machine's own
# configuration and leaves nothing running. With --keep it ends with the review page running, until Ctrl-C.
set -eu
cd "$(dirname "$0")/.."
sh tests/install.sh
echo "Building candour ..."
make -s -j"$(nproc)" all
exec python3 tests/e2e/demo.py build "$@"
