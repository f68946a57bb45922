# SPDX-License-Identifier: BSD-2-Clause
"""The same with a real Sendmail: a silent copy is stripped whatever the form of its address, and released."""

import unittest

from council import Site
from sendmail import Sendmail
from test_mta_settings import FORMS, programs
from test_silent_copy import ODUYA, OFFICER, SHAH, body_of, letter


class WithSendmail(unittest.TestCase):
    def setUp(self):
        # Sendmail refuses a socket below a folder that anybody may write to, as /var/tmp is.
        self.site = self.enterContext(Site(programs(), below="/var/lib"))
        self.sendmail = Sendmail(self.site.folder / "sendmail", f"unix:{self.site.folder}/socket/milter.sock",
                                 self.site.mta)
        self.addCleanup(self.sendmail.stop)
        self.sendmail.start()

    def send(self, name, recipients):
        reply = self.sendmail.send(OFFICER, recipients, letter(name).replace("\n", "\r\n").encode())
        if reply[0] == 250:
            self.sendmail.settle()
        return reply

    def boxes(self):
        return [path.name for path in (self.site.mta.folder / "mail").iterdir() if path.is_dir()]

    def test_a_silent_copy_is_held_and_released(self):
        self.assertEqual(self.send("sendmail", [SHAH, ODUYA])[0], 250)
        self.assertEqual(len(self.site.received(SHAH)), 1)
        self.assertEqual(self.site.received(ODUYA), [])
        self.site.candour("held", "release", self.site.case_ids()[0])
        self.site.wait_for_mail(ODUYA)
        self.assertEqual(body_of(self.site.mta.mailbox(ODUYA)[0]), body_of(letter("sendmail").encode()))

    def test_all_held_is_accepted_and_goes_nowhere(self):
        self.assertEqual(self.send("alone", [ODUYA])[0], 250)
        self.assertEqual(self.site.received(ODUYA), [])
        self.assertEqual(self.site.waiting(self.site.held()[0]), [ODUYA])

    def test_every_form_of_address(self):
        for number, (name, form) in enumerate(FORMS.items()):
            with self.subTest(name):
                reply = self.send(f"form-{number}", [SHAH, form])
                if 500 <= reply[0] < 560:  # Sendmail itself does not take this form: nothing can leak
                    continue
                self.assertEqual(reply[0], 250, reply)
                self.assertEqual([box for box in self.boxes() if "oduya" in box.lower()], [])
                self.assertEqual(len(self.site.case_ids()), 1)
                self.site.candour("held", "discard", self.site.case_ids()[0], "--reason", "next form")

    def test_a_daemon_that_is_down_defers(self):
        self.site.stop_program(self.site.milter)
        self.assertEqual(self.send("down", [SHAH, ODUYA])[0] // 100, 4)


if __name__ == "__main__":
    unittest.main()
