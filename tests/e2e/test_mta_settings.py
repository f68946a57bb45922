# SPDX-License-Identifier: BSD-2-Clause
"""What MTAs do around candour: archive copies, aliases, refusals, failures of candour's own."""

import os
import signal
import threading
import unittest

from mta import wait_for
from council import Site
from test_silent_copy import ODUYA, OFFICER, SHAH, letter

ARCHIVE = "archive@northmere.gov.uk"

# Each form reaches Councillor Oduya at this MTA, and each must be stripped.
FORMS = {
    "plain": ODUYA,
    "upper case": ODUYA.upper(),
    "mixed case domain": "cllr.oduya@Northmere.GOV.uk",
    "quoted local part": '"cllr.oduya"@northmere.gov.uk',
    "source route": "<@relay.northmere.gov.uk:cllr.oduya@northmere.gov.uk>",
    "two-hop source route": "<@a.northmere.gov.uk,@b.northmere.gov.uk:cllr.oduya@northmere.gov.uk>",
    "plus-tag": "cllr.oduya+ward@northmere.gov.uk",
    "domain alias": "cllr.oduya@members.northmere.gov.uk",
    "trailing space in the path": "< cllr.oduya@northmere.gov.uk >",
    "comment": "<(a comment)cllr.oduya@northmere.gov.uk>",
    "percent": "<cllr.oduya%northmere.gov.uk@northmere.gov.uk>",
    "bang": "<northmere.gov.uk!cllr.oduya>",
    "unqualified": "<cllr.oduya>",
}


def programs():
    return os.environ["CANDOUR_PROGRAMS"]


class Stripping(unittest.TestCase):
    def test_every_form_of_address(self):
        settings = "strict_rfc821_envelopes = no\nrecipient_delimiter = +\nresolve_dequoted_address = yes"
        aliases = "/^cllr\\.oduya(\\+.*)?@(members\\.)?northmere\\.gov\\.uk$/ box.oduya@northmere.gov.uk\n"
        with Site(programs(), mta=settings, aliases=aliases) as site:
            for number, (name, form) in enumerate(FORMS.items()):
                with self.subTest(name):
                    reply = site.send(OFFICER, [SHAH, form], letter(f"form-{number}"))
                    if 500 <= reply[0] < 560:  # Postfix itself does not take this form: nothing can leak
                        continue
                    self.assertEqual(reply[0], 250, reply)
                    site.mta.settle()
                    boxes = {path.name: len(list(path.iterdir())) for path in (site.mta.folder / "mail").iterdir()
                             if path.is_dir()}
                    leaked = [box for box in boxes if "oduya" in box.lower()]
                    self.assertEqual(leaked, [])
                    self.assertEqual(len(site.case_ids()), 1)
                    site.candour("held", "discard", site.case_ids()[0], "--reason", "next form")

    def test_an_alias_that_expands_behind_candour(self):
        aliases = f"/^cllr\\.oduya@northmere\\.gov\\.uk$/ one@example.org, two@example.org\n"
        with Site(programs(), aliases=aliases) as site:
            self.assertEqual(site.send(OFFICER, [SHAH, ODUYA], letter("alias"))[0], 250)
            self.assertEqual(len(site.wait_for_mail(SHAH)), 1)
            self.assertEqual(site.received("one@example.org") + site.received("two@example.org"), [])
            site.candour("held", "release", site.case_ids()[0])
            site.wait_for_mail("one@example.org")
            site.wait_for_mail("two@example.org")


class Archive(unittest.TestCase):
    def test_always_bcc_keeps_its_copy_when_all_are_held(self):
        with Site(programs(), mta=f"always_bcc = {ARCHIVE}") as site:
            self.assertEqual(site.send(OFFICER, [ODUYA], letter("archived"))[0], 250)
            self.assertEqual(len(site.wait_for_mail(ARCHIVE)), 1)
            self.assertEqual(site.received(ODUYA), [])
            case = site.case_ids()[0]
            site.candour("held", "release", case)
            site.wait_for_mail(ODUYA)
            site.mta.settle()
            originals = [mail for mail in site.received(ARCHIVE) if mail["Message-ID"] == "<archived@northmere.gov.uk>"]
            self.assertEqual(len(originals), 1, "the release must not be archived again")


class Actions(unittest.TestCase):
    def act(self, action, **options):
        return Site(programs(), extra=f'actions = ( {{ rule = "york-10.1c"; action = "{action}"; }} );', **options)

    def test_observe_flag_and_notice_deliver(self):
        for action, warnings in (("observe", 0), ("flag", 0), ("notice", 1)):
            with self.subTest(action), self.act(action) as site:
                self.assertEqual(site.send(OFFICER, [SHAH, ODUYA], letter(action))[0], 250)
                self.assertEqual(len(site.wait_for_mail(ODUYA)), 1)
                if warnings:
                    site.wait_for_mail(OFFICER)
                self.assertEqual(len(site.received(OFFICER)), warnings)
                self.assertEqual(site.held(), [])

    def test_observe_mode_delivers_and_says_nothing(self):
        with Site(programs(), extra='mode = "observe";') as site:
            self.assertEqual(site.send(OFFICER, [SHAH, ODUYA], letter("observed"))[0], 250)
            self.assertEqual(len(site.wait_for_mail(ODUYA)), 1)
            self.assertEqual(site.received(OFFICER), [])

    def test_reject_refuses_where_all_are_refused(self):
        with self.act("reject") as site:
            code, text = site.send(OFFICER, [ODUYA], letter("refused"))
            self.assertEqual(code, 550)
            self.assertIn("5.7.1", text)
            self.assertIn("CC Councillor Oduya", text)
            self.assertEqual(site.received(ODUYA), [])

    def test_reject_of_some_strips_and_tells_the_sender(self):
        with self.act("reject") as site:
            self.assertEqual(site.send(OFFICER, [SHAH, ODUYA], letter("partly"))[0], 250)
            self.assertEqual(len(site.wait_for_mail(SHAH)), 1)
            self.assertEqual(site.received(ODUYA), [])
            report = wait_for(lambda: [mail for mail in site.received(OFFICER)
                                       if mail.get_content_type() == "multipart/report"], "the notification")[0]
            self.assertIn(ODUYA, list(report.iter_parts())[1].get_payload()[1]["Final-Recipient"])


class Failures(unittest.TestCase):
    def test_a_casebook_that_cannot_be_written_defers(self):
        with Site(programs(), courier=False) as site:
            site.stop_program(site.milter)
            for path in (site.folder / "state").glob("candour.db*"):
                path.unlink()
            (site.folder / "state" / "candour.db").mkdir()
            site.milter = site.start("candour-milter", "--foreground")
            wait_for(lambda: site.milter.poll() is not None or site.is_milter_listening(), "the milter")
            code, _ = site.send(OFFICER, [SHAH, ODUYA], letter("unstored"))
            self.assertEqual(code // 100, 4)
            self.assertEqual(site.received(SHAH) + site.received(ODUYA), [])

    def test_a_milter_that_is_down_defers(self):
        with Site(programs(), courier=False) as site:
            site.stop_program(site.milter)
            code, _ = site.send(OFFICER, [SHAH, ODUYA], letter("down"))
            self.assertEqual(code // 100, 4)


class Daemon(unittest.TestCase):
    def test_reload_takes_the_new_policy_and_refuses_a_broken_one(self):
        with Site(programs()) as site:
            site.configure(extra='actions = ( { rule = "york-10.1c"; action = "notice"; } );')
            site.reload()
            wait_for(lambda: "reload" in site.program_log("candour-milter").lower(), "the reload to be logged")
            self.assertEqual(site.send(OFFICER, [SHAH, ODUYA], letter("reloaded"))[0], 250)
            self.assertEqual(len(site.wait_for_mail(ODUYA)), 1)
            site.configure(extra="nonsense = 1;")
            site.reload()
            wait_for(lambda: "nonsense" in site.program_log("candour-milter"), "the reason to be logged")
            self.assertRegex(site.program_log("candour-milter"), r"candour\.conf:\d+")
            self.assertEqual(site.send(OFFICER, [SHAH, ODUYA], letter("old-policy"))[0], 250)
            self.assertEqual(len(site.wait_for_mail(ODUYA, 2)), 2)

    def test_an_inet_socket(self):
        with Site(programs(), inet=True) as site:
            self.assertEqual(site.send(OFFICER, [SHAH, ODUYA], letter("inet"))[0], 250)
            self.assertEqual(len(site.wait_for_mail(SHAH)), 1)
            self.assertEqual([site.waiting(case) for case in site.held()], [[ODUYA]])

    def test_many_sessions_and_one_place_for_judging(self):
        with Site(programs(), courier=False, extra="limits = { judging = 1; };") as site:
            replies = []

            def session(number):
                with site.mta.session() as client:
                    for turn in range(5):
                        message = letter(f"many-{number}-{turn}").replace("\n", "\r\n").encode()
                        replies.append(site.mta.transaction(client, OFFICER, [SHAH, ODUYA], message)[0])

            threads = [threading.Thread(target=session, args=(number,)) for number in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(replies, [250] * 40)
            self.assertEqual(len(site.case_ids()), 40)
            self.assertEqual(len(site.received(SHAH)), 40)
            self.assertEqual(site.received(ODUYA), [])

    def test_term_ends_with_success(self):
        with Site(programs()) as site:
            site.milter.send_signal(signal.SIGTERM)
            self.assertEqual(site.milter.wait(60), 0)
            site.courier.send_signal(signal.SIGTERM)
            self.assertEqual(site.courier.wait(60), 0)

    def test_the_log_holds_no_content(self):
        with Site(programs()) as site:
            site.send(OFFICER, [SHAH, ODUYA], letter("private"))
            case = site.case_ids()[0]
            site.candour("held", "release", case)
            site.wait_for_mail(ODUYA)
            for name in ("candour-milter", "candour-courier"):
                log = site.program_log(name)
                self.assertNotIn("Mill Lane", log)
                self.assertNotIn("Bins", log)
            self.assertIn(case, site.program_log("candour-milter"))

    def test_a_bad_configuration_ends_with_78(self):
        with Site(programs(), courier=False) as site:
            site.configure(extra='actions = ( { rule = "york-99"; action = "notice"; } );')
            for name in ("candour-milter", "candour-courier"):
                process = site.start(name)
                self.assertEqual(process.wait(60), 78, site.program_log(name))
            self.assertRegex(site.candour("config", "check", status=78), r"candour\.conf:\d+: .*york-99")


if __name__ == "__main__":
    unittest.main()
