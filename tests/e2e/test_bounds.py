# SPDX-License-Identifier: BSD-2-Clause
"""Headers that Postfix cuts (near 60,000 bytes, in what it delivers, too), and transactions with many recipients."""

import os
import unittest

from council import Site
from test_silent_copy import ODUYA, OFFICER, SHAH

LETTER = ("From: Jo Hart <{officer}>\r\nTo: {to}\r\nSubject: Bins\r\nMessage-ID: <{name}@northmere.gov.uk>\r\n"
          "Date: Thu, 14 May 2026 09:30:00 +0100\r\n\r\nDear Councillor Shah,\r\n\r\nFriday it is.\r\n\r\nJo\r\n")


def letter(name, to):
    return LETTER.format(officer=OFFICER, name=name, to=",\r\n\t".join(to)).encode()


class Bounds(unittest.TestCase):
    def setUp(self):
        self.site = self.enterContext(Site(os.environ["CANDOUR_PROGRAMS"], profiles=("york", "uninspectable"), courier=False))

    def test_a_member_past_the_cut_may_be_visible(self):
        """Councillor Oduya is in To, where Postfix cuts it: nothing is held, and it is said why."""
        # Long names, because Postfix also counts the words of a header (header_address_token_limit).
        others = [f'"{"Planning and its neighbours " * 3}" <person{number:03}@office.example>' for number in range(600)]
        message = letter("cut", [SHAH, *others, ODUYA])
        self.assertGreater(len(message), 65000)
        self.assertEqual(self.site.send(OFFICER, [SHAH, ODUYA], message)[0], 250)
        self.assertEqual(len(self.site.wait_for_mail(ODUYA)), 1)
        self.assertEqual(self.site.held(), [])
        log = self.site.program_log("candour-milter")
        self.assertIn("rule=uninspectable-1 applied=flag", log)
        self.assertIn("rule=york-10.1c applied=notice", log)

    def test_a_long_header_that_is_whole(self):
        others = [f"person{number:04}@office.example" for number in range(1800)]
        self.assertEqual(self.site.send(OFFICER, [SHAH, ODUYA], letter("whole", [SHAH, *others]))[0], 250)
        self.assertEqual(self.site.waiting(self.site.held()[0]), [ODUYA])
        self.assertNotIn("uninspectable", self.site.program_log("candour-milter"))

    def test_one_silent_copy_among_many_recipients(self):
        others = [f"person{number:04}@office.example" for number in range(300)]
        self.assertEqual(self.site.send(OFFICER, [SHAH, *others, ODUYA], letter("many", [SHAH, *others]))[0], 250)
        self.assertEqual(self.site.waiting(self.site.held()[0]), [ODUYA])
        self.site.mta.settle()
        self.assertTrue(all(len(self.site.mta.mailbox(address)) == 1 for address in (SHAH, *others)))
        self.assertEqual(self.site.received(ODUYA), [])


if __name__ == "__main__":
    unittest.main()
