# SPDX-License-Identifier: BSD-2-Clause
"""Locks the casebook for writing and lets go two seconds later; on the way, sends SIGTERM to the daemon where one is
named. hold_casebook.py FILE [PID]"""

import os
import signal
import sqlite3
import sys
import time

casebook = sqlite3.connect(sys.argv[1], isolation_level=None)
casebook.execute("BEGIN IMMEDIATE")
time.sleep(1.2)
if len(sys.argv) > 2:
    os.kill(int(sys.argv[2]), signal.SIGTERM)
time.sleep(0.8)
casebook.execute("ROLLBACK")
