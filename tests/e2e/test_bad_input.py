# SPDX-License-Identifier: BSD-2-Clause
"""Files that administrators get wrong, while the daemon runs: each is refused with file and line, the daemon keeps what
it had and goes on judging by it; and where it has nothing left to judge by, mail waits at its sender's."""

import os
import unittest

from council import NORTHMERE, Site
from mta import wait_for

OFFICER = "a.bello@northmere.gov.uk"
PATEL = "cllr.patel@northmere.gov.uk"

LETTER = """\
From: Ade Bello <a.bello@northmere.gov.uk>
To: cllr.patel@northmere.gov.uk
Subject: A repair
Message-ID: <{name}@northmere.gov.uk>
Date: Tue, 12 May 2026 11:04:00 +0100

Dear Councillor,

About the tenant you met: Dev Bhattacharya, 26 Lantern Row, NM1 6PT, born 18 March 1994. The window was mended on Friday.

Ade Bello
"""

GOOD_CONSTITUENTS = "id,forename,surname,date_of_birth\nC1,Ada,Ashby,1964-07-05\n"
GOOD_CONSENTS = "constituent,member,basis,from\nC1,cllr.patel@northmere.gov.uk,consent,2026-01-01\n"


class BadInput(unittest.TestCase):
    def setUp(self):
        self.site = self.enterContext(Site(os.environ["CANDOUR_PROGRAMS"], profiles=("aberdeen",),
                                           extra='lexicons = [ "own.conf" ];', courier=False, start=False))
        self.lexicon = self.site.folder / "own.conf"
        self.lexicon.write_text('category = "legal-advice";\nentries = ( { phrase = "silk said"; weight = 1; } );\n')
        self.site.start_all()
        self.register = self.site.folder / "state" / "register.db"

    def reply(self, name):
        return self.site.send(OFFICER, [PATEL], LETTER.format(name=name))[0]

    def assert_held(self, name):
        """The resident's letter is judged, and by the register: without one it would be delivered."""
        waiting = len(self.site.held())
        self.assertEqual(self.reply(name), 250)
        self.site.mta.settle()
        self.assertEqual(len(self.site.held()), waiting + 1, name)
        self.assertEqual(self.site.received(PATEL), [], name)

    def wait_for_log(self, words, count=1):
        wait_for(lambda: self.site.program_log("candour-milter").count(words) >= count, f"{words!r} in the log")

    def put_register(self, content):
        """As it is replaced in life: whole, by its name."""
        new = self.register.with_name("new")
        new.write_bytes(content)
        os.replace(new, self.register)

    def refuse_register(self, name, content, words):
        refused = self.site.program_log("candour-milter").count("not reloaded")
        self.put_register(content)
        self.site.reload()
        self.wait_for_log("not reloaded", refused + 1)
        self.assertIn(words, self.site.program_log("candour-milter"))
        self.assert_held(name)

    def test_registers(self):
        good = self.register.read_bytes()
        self.assert_held("before")
        self.refuse_register("cut", good[:-100], "cut off")
        self.refuse_register("foreign", b"SQLite format 3\0" + good, "no register")
        self.refuse_register("damaged", good[:-1] + bytes([good[-1] ^ 1]), "damaged")
        other = self.site.folder / "other.db"
        self.site.candour("register", "build", "--constituents", NORTHMERE / "constituents.csv", "--consents",
                          NORTHMERE / "consents.csv", "--out", other)
        self.refuse_register("other-key", other.read_bytes(), "another key")
        self.put_register(good)
        self.site.reload()
        wait_for(lambda: any(": reloaded (" in line or line.startswith("reloaded (")
                             for line in self.site.program_log("candour-milter").splitlines()), "the good register")
        self.assert_held("after")

    def test_a_register_cut_off_in_place(self):
        good = self.register.read_bytes()
        self.assert_held("before")
        os.truncate(self.register, 0)  # as `cp` or `>` do: the mapping has nothing behind it any more
        self.assertEqual(self.reply("meanwhile") // 100, 4)
        self.assertIn("written to while in use", self.site.program_log("candour-milter"))
        self.assertIsNone(self.site.milter.poll())
        self.site.configure(extra='lexicons = [ "own.conf" ]; failure = "accept";')
        self.put_register(good)
        self.site.reload()
        self.wait_for_log("reloaded (")
        self.assert_held("after")
        os.truncate(self.register, 0)
        self.assertEqual(self.reply("accepted"), 250)
        self.wait_for_log("accepted unjudged (failure)")
        self.assertEqual(len(self.site.wait_for_mail(PATEL)), 1)

    def test_lexicons(self):
        faults = (
            ('category = "legal-advice";\nentries = (\n\t{ pattern = "silk (said"; weight = 1; }\n);\n', "own.conf:3: "),
            ('category = "legal-advice";\nentries = (\n\t{ pattern = "a(?=b)"; weight = 1; }\n);\n', "own.conf:3: "),
            ('category = "legal-advice";\nentries = (\n\t{ phrase = "silk"; weight = "much"; }\n);\n', "own.conf:3: "),
            ('category = "legal-advice";\n\nentries = (\n', "own.conf:"),
        )
        self.assert_held("before")
        for number, (text, words) in enumerate(faults, 1):
            with self.subTest(text):
                self.lexicon.write_text(text)
                self.site.reload()
                self.wait_for_log("not reloaded", number)
                self.assertIn(words, self.site.program_log("candour-milter"))
                self.assertIn(words, self.site.candour("config", "check", status=78))
                self.assert_held(f"during-{number}")
        self.site.stop_program(self.site.milter)
        refused = self.site.start("candour-milter", "--foreground")
        self.assertEqual(refused.wait(60), 78)

    def test_lists_of_residents(self):
        constituents, consents = self.site.folder / "people.csv", self.site.folder / "bases.csv"
        faults = (
            (b"id,surname\nC1,Ashby\nC2,Bj\xf6rk\n", None, "people.csv:3: "),
            (b"id,surname\nC1,Ashby\nC2,Birk\nC1,Carr\n", None, "people.csv:4: "),
            (b"id,date_of_birth\nC1,1964-02-30\n", None, "people.csv:2: "),
            (b"id,date_of_birth\nC1,5 July 64\n", None, "people.csv:2: "),
            (b"id,colour\nC1,red\n", None, "people.csv:1: "),
            (b"id,surname\nC1,\"Ashby\n", None, "people.csv:"),
            (None, b"constituent,member,basis,from\nC1,cllr.patel@northmere.gov.uk,consent,2026-13-01\n", "bases.csv:2: "),
            (None, b"constituent,member,basis,evidence\nC1,cllr.patel@northmere.gov.uk,consent,\xff\n", "bases.csv:2: "),
            (None, b"constituent,member,basis\nC9,cllr.patel@northmere.gov.uk,consent\n", "bases.csv:2: "),
            (None, b"constituent,member,basis,from,until\nC1,cllr.patel@northmere.gov.uk,consent,2026-02-01,2026-01-01\n",
             "bases.csv:2: "),
        )
        before = self.register.read_bytes()
        self.assert_held("before")
        for people, bases, words in faults:
            with self.subTest(people or bases):
                constituents.write_bytes(people if people is not None else GOOD_CONSTITUENTS.encode())
                consents.write_bytes(bases if bases is not None else GOOD_CONSENTS.encode())
                self.assertIn(words, self.site.candour("register", "build", "--constituents", constituents, "--consents",
                                                       consents, "--out", self.register, status=78))
                self.assertEqual(self.register.read_bytes(), before)
        self.assert_held("after")
        self.assertNotIn("reloaded", self.site.program_log("candour-milter"))


if __name__ == "__main__":
    unittest.main()
