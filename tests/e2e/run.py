# SPDX-License-Identifier: BSD-2-Clause
"""Runs all end-to-end tests against the programs in a folder: run.py PROGRAMS [TEST...]"""

import os
import signal
import sys
import unittest
from pathlib import Path


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: run.py PROGRAMS [TEST...]")
    os.environ["CANDOUR_PROGRAMS"] = str(Path(sys.argv[1]).resolve())
    if os.geteuid() != 0:
        sys.exit("the end-to-end tests start a Postfix of their own, which needs root")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))  # unwinds, so that nothing stays running
    loader = unittest.defaultTestLoader
    names = sys.argv[2:]
    suite = loader.loadTestsFromNames(names) if names else loader.discover(str(Path(__file__).parent))
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    failed = len(result.failures) + len(result.errors)
    print(f"e2e: {result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    sys.exit(failed > 0 or result.testsRun == 0)


if __name__ == "__main__":
    main()
