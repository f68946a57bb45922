# SPDX-License-Identifier: BSD-2-Clause
"""The bounds through a real Postfix and the daemon: daemon.py PROGRAMS, without sanitizers. Each of these messages is
answered, again and again; the daemon's memory stays what it was after the first time, and it judges as ever."""

import os
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

import inputs  # noqa: E402
from council import Site  # noqa: E402
from test_silent_copy import ODUYA, OFFICER, SHAH, letter  # noqa: E402

ROUNDS = 3
STEADY_KB = 64 * 1024  # that it may take more after the last round than after the first: what allocators keep; the letters
# of a round have 200 MB
NAMES = ("binary-of-25-mb", "text-of-25-mb", "html-of-25-mb", "parts-of-5-bytes", "zip-bomb-of-10-gb", "docx-bomb",
         "html-of-deep-elements", "quote-heads-100000", "addresses-100000", "header-of-10-mb")


class Daemon(unittest.TestCase):
    def setUp(self):
        self.site = self.enterContext(Site(os.environ["CANDOUR_PROGRAMS"], profiles=("york", "gloucester", "uninspectable"),
                                           extra="limits = { judging = 1; };", courier=False))

    def memory_kb(self, what):
        for line in Path(f"/proc/{self.site.milter.pid}/status").read_text().splitlines():
            if line.startswith(what):
                return int(line.split()[1])
        raise AssertionError(what)

    def send_all(self):
        for name in NAMES:
            message = inputs.INPUTS[name].make()
            self.assertEqual(self.site.send(inputs.SAM, [inputs.LEE], message)[0], 250, name)
            self.assertIsNone(self.site.milter.poll(), name)

    def test_memory_is_steady_and_judging_goes_on(self):
        after = []
        for _ in range(ROUNDS):
            self.send_all()
            after.append(self.memory_kb("VmRSS"))
        print(f"daemon: {', '.join(str(kb // 1024) for kb in after)} MB after each round of {len(NAMES)} messages, "
              f"{self.memory_kb('VmHWM') // 1024} MB at the peak")
        self.assertLess(after[-1], after[0] + STEADY_KB)
        self.assertEqual(self.site.send(OFFICER, [SHAH, ODUYA], letter("afterwards"))[0], 250)
        self.assertEqual(self.site.waiting(self.site.held()[0]), [ODUYA])


if __name__ == "__main__":
    os.environ["CANDOUR_PROGRAMS"] = sys.argv.pop(1)
    unittest.main()
