# SPDX-License-Identifier: BSD-2-Clause
"""Bases that staff record while the daemon runs: in force with the next message, withdrawn with the next; and what
happens where nobody can say what they are."""

import json
import os
import sqlite3
import unittest

from mta import wait_for
from council import NORTHMERE, Site

OFFICER = "a.bello@northmere.gov.uk"
PATEL = "cllr.patel@northmere.gov.uk"
LEE = "cllr.lee@northmere.gov.uk"
HELD = "C0029"  # no basis in consents.csv
KNOWN = "C0001"  # a basis for Councillor Patel in consents.csv

RESIDENTS = {
    HELD: "Dev Bhattacharya, 26 Lantern Row, NM1 6PT, born 18 March 1994",
    KNOWN: "Dorothy Pickersgill, 14 Kelp Lane, NM2 4LD, born 9 March 1947",
}

LETTER = """\
From: Ade Bello <a.bello@northmere.gov.uk>
To: {to}
Subject: A repair
Message-ID: <{name}@northmere.gov.uk>
Date: Tue, 12 May 2026 11:04:00 +0100

Dear Councillor,

About the tenant you met: {resident}. The window was mended on Friday.

Ade Bello{foot}
"""

DULL = """\
From: Ade Bello <a.bello@northmere.gov.uk>
To: Jo Hart <j.hart@northmere.gov.uk>
Subject: Lunch
Message-ID: <lunch@northmere.gov.uk>
Date: Tue, 12 May 2026 11:04:00 +0100

Shall we?
"""


class Bases(unittest.TestCase):
    def setUp(self):
        self.site = Site(os.environ["CANDOUR_PROGRAMS"], profiles=("aberdeen",))
        self.enterContext(self.site)
        self.register = self.site.folder / "state" / "register.db"

    def send(self, name, to=PATEL, resident=HELD, foot=""):
        return self.site.send(OFFICER, [to], LETTER.format(name=name, to=to, resident=RESIDENTS[resident], foot=foot))

    def assert_held(self, name, **options):
        waiting, arrived = len(self.site.held()), len(self.site.received(options.get("to", PATEL)))
        self.assertEqual(self.send(name, **options)[0], 250)
        self.site.mta.settle()
        self.assertEqual(len(self.site.held()), waiting + 1, name)
        self.assertEqual(len(self.site.received(options.get("to", PATEL))), arrived, name)

    def assert_delivered(self, name, **options):
        waiting, arrived = len(self.site.held()), len(self.site.received(options.get("to", PATEL)))
        self.assertEqual(self.send(name, **options)[0], 250)
        self.site.wait_for_mail(options.get("to", PATEL), arrived + 1)
        self.assertEqual(len(self.site.held()), waiting, name)

    def consent(self, subcommand, *options, constituent=HELD, member=PATEL, status=0):
        return self.site.candour("consent", subcommand, "--constituent", constituent, "--member", member, *options,
                                 status=status)

    def test_recorded_bases_count_at_once(self):
        self.assert_held("first")
        self.assertIn("in force now", self.consent("add", "--basis", "consent", "--evidence", "Form of 3 May"))
        self.assert_delivered("second")
        self.assert_held("other-member", to=LEE)
        self.assertIn("No basis is in force", self.consent("withdraw"))
        self.assert_held("third")
        self.consent("add", "--basis", "consent")
        self.assert_held("fourth")  # a withdrawal always wins ...
        self.consent("add", "--basis", "consent", "--anew")
        self.assert_delivered("fifth")  # ... until it was given anew
        self.assertIsNone(self.site.milter.poll())
        self.assertNotIn("reloaded", self.site.program_log("candour-milter"))

    def test_a_withdrawal_beats_the_register_and_outlives_a_build(self):
        self.assert_delivered("known", resident=KNOWN)
        self.consent("withdraw", constituent=KNOWN)
        self.assert_held("withdrawn", resident=KNOWN)
        self.site.build_register()
        wait_for(lambda: "new register" in self.site.program_log("candour-milter"), "the new register")
        self.assert_held("rebuilt", resident=KNOWN)

    def test_a_member_is_meant_by_any_address(self):
        self.consent("add", "--basis", "acting", member="nikhil.patel@members.northmere.gov.uk")
        self.assert_delivered("alias")

    def test_check_reads_them_too(self):
        path = NORTHMERE / "cases" / "aberdeen" / "constituent-data" / "no-basis.eml"
        self.site.candour("check", path, status=2)
        self.consent("add", "--basis", "consent")
        self.site.candour("check", path, status=0)
        self.consent("withdraw", "--date", "2026-05-12")
        self.site.candour("check", path, status=2)
        self.damage()
        self.site.candour("check", path, status=75)

    def damage(self):
        with sqlite3.connect(self.site.folder / "state" / "candour.db") as store:
            store.execute("DROP TABLE bases")

    def test_a_store_that_cannot_answer_defers(self):
        self.consent("withdraw", constituent=KNOWN)
        self.damage()
        self.assertEqual(self.send("unknown", resident=KNOWN)[0] // 100, 4)
        self.assertIn("bases", self.site.program_log("candour-milter"))
        # Mail that is none of the protocol's business does not depend on it.
        self.assertEqual(self.site.send(OFFICER, ["j.hart@northmere.gov.uk"], DULL)[0], 250)

    def test_a_register_of_another_key_is_refused(self):
        self.consent("withdraw", constituent=KNOWN)
        self.register.with_name("register.db.key").unlink()
        self.site.build_register()
        wait_for(lambda: "not reloaded" in self.site.program_log("candour-milter"), "the refusal")
        self.assertIn("old key", self.site.program_log("candour-milter"))
        self.assert_held("still", resident=KNOWN)
        self.assertIn("old key", self.consent("add", "--basis", "consent", status=78))

    def test_a_lost_key_is_survived(self):
        self.consent("withdraw", constituent=KNOWN)
        self.consent("add", "--basis", "consent", "--matter", "CAS-26-00840")
        self.assertNotIn("register", self.site.candour("config", "check", status=None))
        self.register.with_name("register.db.key").unlink()
        self.assertIn("register.db.key", self.site.candour("config", "check", status=78))
        self.site.build_register()
        told = self.site.candour("config", "check", status=78)
        for words in ("register.db.key", "candour.db", "rekey"):
            self.assertIn(words, told)
        self.site.candour("register", "rekey", "--old-key", "x", status=64)
        self.assertIn("2 bases", self.site.candour("register", "rekey"))
        self.assertIn("0 bases", self.site.candour("register", "rekey"))
        self.assertNotIn("register", self.site.candour("config", "check", status=None))
        self.site.reload()
        wait_for(lambda: "reloaded (asked by signal)" in self.site.program_log("candour-milter"), "the reload")
        self.assert_held("withdrawn", resident=KNOWN)
        self.assert_delivered("consented")
        self.assertEqual(len(self.site.candour("consent", "list", "--json").splitlines()), 2)

    def test_bases_that_nobody_can_tell_are_shown(self):
        (self.site.folder / "state" / "seal.pub").rename(self.site.folder / "seal.pub")
        self.assertIn("unsealed", self.consent("withdraw", constituent=KNOWN))
        (self.site.folder / "seal.pub").rename(self.site.folder / "state" / "seal.pub")
        key = self.register.with_name("register.db.key")
        key.rename(self.site.folder / "old.key")
        self.site.build_register()
        told = self.site.candour("register", "rekey", status=65)
        for words in (PATEL, "WITHDRAWN", "--old-key", "nothing was changed"):
            self.assertIn(words, told)
        self.site.candour("register", "rekey", "--old-key", self.site.folder / "old.key", "--constituents",
                          NORTHMERE / "constituents.csv")
        self.site.reload()
        wait_for(lambda: "reloaded (asked by signal)" in self.site.program_log("candour-milter"), "the reload")
        self.assert_held("withdrawn", resident=KNOWN)

    def test_basis_lines_are_listed(self):
        self.assert_delivered("stated", foot="\n\nBasis: asked, she rang you on 9 May \x1b[31m")
        self.assertEqual(self.site.candour("basis", "list", "--since", "2099-01-01"), "")
        shown = self.site.candour("basis", "list", "--since", "2026-05-01")
        for words in (OFFICER, PATEL, "aberdeen-6.1.3bii", "asked", "she rang you on 9 May"):
            self.assertIn(words, shown)
        self.assertNotIn("\x1b", shown)
        stated = json.loads(self.site.candour("basis", "list", "--json"))
        self.assertEqual((stated["reason"], stated["members"], stated["sender"]), ("asked", [PATEL], OFFICER))


if __name__ == "__main__":
    unittest.main()
