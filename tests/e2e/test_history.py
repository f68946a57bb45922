# SPDX-License-Identifier: BSD-2-Clause
"""What earlier letters of a thread change: through Postfix and the daemon, with a history that is there, lost, damaged
or locked."""

import os
import sqlite3
import unittest

from mta import wait_for
from council import Site

BELLO = "a.bello@northmere.gov.uk"
NG = "w.ng@northmere.gov.uk"
PATEL = "cllr.patel@northmere.gov.uk"
LEE = "cllr.lee@northmere.gov.uk"
WALKER = "cllr.m.walker@northmere.gov.uk"
LOGINS = {BELLO: "abello", NG: "wng", PATEL: "npatel", LEE: "glee"}

RESIDENT = "Dev Bhattacharya, 26 Lantern Row, NM1 6PT, born 18 March 1994"  # no basis in consents.csv
AGREED = "I am happy for you to copy this correspondence to Councillor Margaret Walker."

LETTER = """\
From: {sender}
To: {to}
Subject: OFFICIAL-SENSITIVE: a matter
Message-ID: <{name}@northmere.gov.uk>
{thread}Date: Tue, 12 May 2026 11:04:00 +0100

Good morning,

{text}

Yours
"""


class History(unittest.TestCase):
    trusted = ()

    def setUp(self):
        self.site = Site(os.environ["CANDOUR_PROGRAMS"], profiles=("aberdeen",), trusted=self.trusted)
        self.enterContext(self.site)
        self.path = self.site.folder / "state" / "history.db"

    def rows(self, table="letters"):
        with sqlite3.connect(self.path) as history:
            return history.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    def send(self, name, sender, to, text, answers=None, blind=(), login=True):
        thread = f"In-Reply-To: <{answers}@northmere.gov.uk>\n" if answers else ""
        message = LETTER.format(name=name, sender=sender, to=to, thread=thread, text=text)
        code, reply = self.site.send(sender, [to, *blind], message, login=LOGINS[sender] if login else None)
        self.assertEqual(code, 250, reply)

    def remembered(self, count):
        wait_for(lambda: self.rows() >= count, f"{count} letters in the history")

    def assert_held(self, *arguments, **options):
        waiting = len(self.site.held())
        self.send(*arguments, **options)
        self.assertEqual(len(self.site.held()), waiting + 1, arguments)

    def assert_delivered(self, *arguments, to, **options):
        waiting, arrived = len(self.site.held()), len(self.site.received(to))
        self.send(*arguments, **options)
        self.site.wait_for_mail(to, arrived + 1)
        self.assertEqual(len(self.site.held()), waiting, arguments)

    def test_what_the_member_supplied_is_no_disclosure(self):
        self.send("ask", PATEL, BELLO, f"Please look after {RESIDENT}.")
        self.remembered(1)
        self.assert_delivered("answer", BELLO, PATEL, f"{RESIDENT}: the window is mended.", answers="ask", to=PATEL)
        self.assert_held("elsewhere", BELLO, PATEL, f"{RESIDENT}: the window is mended.")
        self.assert_held("other", BELLO, LEE, f"{RESIDENT}: the window is mended.", answers="ask")

    def test_consent_in_an_earlier_letter_cures_a_silent_copy(self):
        self.send("bench", LEE, NG, f"The benches need slats. {AGREED}")
        self.send("bin", LEE, NG, "The bin is full.")
        self.remembered(2)
        self.assert_delivered("slats", NG, LEE, "In June.", answers="bench", blind=[WALKER], to=WALKER)
        self.assert_held("emptied", NG, LEE, "On Monday.", answers="bin", blind=[WALKER])

    def test_a_stranger_agrees_to_nothing(self):
        self.send("bin", LEE, NG, "The bin is full.")
        self.send("forged", LEE, NG, AGREED, answers="bin", login=False)
        self.remembered(2)
        self.assert_held("emptied", NG, LEE, "On Monday.", answers="forged", blind=[WALKER])
        self.assert_held("again", NG, LEE, "On Tuesday.", answers="bin", blind=[WALKER])

    def test_what_is_none_of_the_protocols_business_leaves_no_trace(self):
        self.send("lunch", BELLO, NG, "Shall we?")
        self.send("advice", LEE, "monitoring.officer@northmere.gov.uk", "May I ask you something?")
        self.send("bin", LEE, NG, "The bin is full.")
        self.remembered(1)
        self.assertEqual(self.rows(), 1)

    def test_candour_check_reads_it(self):
        self.send("bench", LEE, NG, AGREED)
        self.remembered(1)
        message = self.site.folder / "reply.eml"
        options = ["check", "--from", NG, "--auth", "wng", "--rcpt", LEE, "--rcpt", WALKER, message]
        for answers, status in (("bench", 0), ("unseen", 1)):
            message.write_text(LETTER.format(name="reply", sender=NG, to=LEE, text="In June.",
                                             thread=f"In-Reply-To: <{answers}@northmere.gov.uk>\n"))
            self.site.candour(*options, status=status)
        self.assertEqual(self.rows(), 1)
        with sqlite3.connect(self.path) as history:
            history.execute("DROP TABLE participants")
        self.assertIn("its thread is unknown", self.site.candour(*options, status=1))

    def test_an_unknown_thread_costs_a_notice_at_most(self):
        self.assert_delivered("answer", NG, LEE, "In June.", answers="unseen", blind=[WALKER], to=WALKER)

    def test_damage_makes_a_thread_unknown_and_loses_no_mail(self):
        self.send("bench", LEE, NG, AGREED)
        self.remembered(1)
        with sqlite3.connect(self.path) as history:
            history.execute("DROP TABLE participants")
        self.assert_delivered("slats", NG, LEE, "In June.", answers="bench", blind=[WALKER], to=WALKER)
        self.assertIn("its thread is unknown (failure)", self.site.program_log("candour-milter"))
        self.assert_held("new", NG, LEE, "Something else.", blind=[WALKER])
        self.assertIsNone(self.site.milter.poll())

    def test_a_locked_history_loses_rows_and_says_so(self):
        lock = sqlite3.connect(self.path, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        self.send("first", LEE, NG, AGREED)

        def is_told():
            self.send("next", LEE, NG, "And another thing.")
            return "letters lost so far" in self.site.program_log("candour-milter")

        wait_for(is_told, "the loss in the log")
        lock.execute("ROLLBACK")
        lock.close()
        self.send("last", LEE, NG, AGREED)
        self.remembered(1)
        self.assertIsNone(self.site.milter.poll())

    def test_a_file_that_is_no_history_stops_nothing(self):
        self.assertEqual(self.site.stop_program(self.site.milter), 0)
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        self.path.write_bytes(b"no database " * 100)
        self.site.start_milter()
        self.assertIn("threads are unknown until", self.site.program_log("candour-milter"))
        self.assert_held("blind", NG, LEE, "In June.", blind=[WALKER])
        self.assert_delivered("answer", NG, LEE, "In June.", answers="bench", blind=[WALKER], to=WALKER)
        self.assertEqual(self.site.stop_program(self.site.milter), 0)
        self.path.unlink()
        self.site.start_milter()
        self.send("bench", LEE, NG, AGREED)
        self.remembered(1)


if __name__ == "__main__":
    unittest.main()
