# SPDX-License-Identifier: BSD-2-Clause
"""The other two rules through a real Postfix, with Northmere's demonstration messages: papers without a marking,
residents' data with and without a basis, and a register that changes while the daemon runs."""

import os
import unittest

from council import NORTHMERE, Site
from mta import wait_for

DEMO = NORTHMERE / "demo"
PATEL = "cllr.patel@northmere.gov.uk"
LEE = "cllr.lee@northmere.gov.uk"
ADE = "a.bello@northmere.gov.uk"
SAM = "s.priestley@northmere.gov.uk"


def demo(number):
    return next(DEMO.glob(f"{number}-*.eml"))


class Rules(unittest.TestCase):
    def site(self, *profiles, **options):
        return self.enterContext(Site(os.environ["CANDOUR_PROGRAMS"], profiles=profiles, **options))

    def test_an_unmarked_exempt_paper_is_delivered_with_a_warning(self):
        site = self.site("gloucester")
        self.assertEqual(site.send_case(demo(4))[0], 250)
        self.assertEqual(len(site.wait_for_mail(LEE)), 1)
        text = site.wait_for_mail(SAM)[0].get_body(("plain",)).get_content()
        self.assertIn("CONFIDENTIAL: exempt, paragraph 3.", text)
        self.assertIn("12(7)", text)
        self.assertEqual(site.held(), [])

    def test_a_resident_without_a_basis_waits(self):
        site = self.site("aberdeen")
        self.assertEqual(site.send_case(demo(6))[0], 250)
        text = site.wait_for_mail(ADE)[0].get_body(("plain",)).get_content()
        self.assertEqual(site.received(PATEL), [])
        self.assertEqual([site.waiting(case) for case in site.held()], [[PATEL]])
        self.assertIn("Basis: asked", text)
        for word in ("unlawful", "violation", "attempted"):
            self.assertNotIn(word, text.lower())
        for value in ("Mensah", "Saltmarsh", "NM5", "1979"):  # kinds of data, never values
            self.assertIn(value, demo(6).read_text())
            self.assertNotIn(value, text)

    def test_a_resident_with_a_basis_passes(self):
        site = self.site("aberdeen")
        self.assertEqual(site.send_case(demo(5))[0], 250)
        self.assertEqual(len(site.wait_for_mail(PATEL)), 1)
        self.assertEqual(site.held(), [])
        self.assertEqual(site.received(ADE), [])

    def test_a_basis_line_delivers_at_once_and_is_recorded(self):
        site = self.site("aberdeen")
        self.assertEqual(site.send_case(demo(7))[0], 250)
        self.assertEqual(len(site.wait_for_mail(PATEL)), 1)
        self.assertEqual(site.held(), [])
        log = site.program_log("candour-milter")
        self.assertIn("aberdeen-6.1.3bii applied=observe", log)
        case = log.split("rule=aberdeen-6.1.3bii")[0].rsplit("case=", 1)[1].split()[0]
        self.assertIn("Basis", site.candour("held", "show", case))

    def test_a_new_register_is_picked_up_without_a_restart(self):
        site = self.site("aberdeen")
        people = site.folder / "constituents.csv"
        people.write_text("id,forename,surname\nC1,Nobody,Anybody\n")
        nothing = site.folder / "consents.csv"
        nothing.write_text("constituent,member,basis\n")
        site.candour("register", "build", "--constituents", people, "--consents", nothing, "--out",
                     site.folder / "state" / "register.db")
        wait_for(lambda: "register" in site.program_log("candour-milter"), "the new register to be noticed")
        self.assertEqual(site.send_case(demo(6))[0], 250)
        self.assertEqual(len(site.wait_for_mail(PATEL)), 1)

    def test_a_broken_register_changes_nothing(self):
        site = self.site("aberdeen")
        register = site.folder / "state" / "register.db"
        cut = register.read_bytes()[:-100]
        (register.parent / "new").write_bytes(cut)
        os.replace(register.parent / "new", register)
        wait_for(lambda: "register.db" in site.program_log("candour-milter"), "the refusal to be logged")
        self.assertEqual(site.send_case(demo(6))[0], 250)
        site.mta.settle()
        self.assertEqual(site.received(PATEL), [])


if __name__ == "__main__":
    unittest.main()
