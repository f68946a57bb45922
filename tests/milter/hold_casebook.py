# SPDX-License-Identifier: BSD-2-Clause
"""Locks the casebook for writing, sends SIGTERM to the daemon, and lets go a while later. hold_casebook.py FILE PID"""

import os
import signal
import sqlite3
import sys
import time

casebook = sqlite3.connect(sys.argv[1], isolation_level=None)
casebook.execute("BEGIN IMMEDIATE")
time.sleep(1.2)
os.kill(int(sys.argv[2]), signal.SIGTERM)
time.sleep(0.8)
casebook.execute("ROLLBACK")
