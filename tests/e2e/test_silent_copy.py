# SPDX-License-Identifier: BSD-2-Clause
"""From a silent copy sent through Postfix to a held and released, returned or discarded case."""

import os
import unittest

from mta import wait_for
from council import Site

OFFICER = "j.hart@northmere.gov.uk"
SHAH = "cllr.shah@northmere.gov.uk"
ODUYA = "cllr.oduya@northmere.gov.uk"

LETTER = """\
From: Jo Hart <j.hart@northmere.gov.uk>
To: Cllr Shah <cllr.shah@northmere.gov.uk>
Subject:  Bins in Mill Lane
Message-ID: <{name}@northmere.gov.uk>
Date: Thu, 14 May 2026 09:30:00 +0100
X-Folded: one
\ttwo

Dear Councillor Shah,

The missed collection in Mill Lane has been rebooked for Friday.

Jo{foot}
"""


def letter(name, foot=""):
    return LETTER.format(name=name, foot=foot)


def body_of(raw):
    return raw.replace(b"\r\n", b"\n").split(b"\n\n", 1)[1]


def header_of(raw, name):
    """The field's raw value, folds kept."""
    header = raw.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].decode()
    lines = iter(header.split("\n"))
    for line in lines:
        if line.lower().startswith(name.lower() + ":"):
            value = line[len(name) + 1:]
            for rest in lines:
                if not rest.startswith((" ", "\t")):
                    break
                value += "\n" + rest
            return value
    return None


class SilentCopy(unittest.TestCase):
    def setUp(self):
        self.site = Site(os.environ["CANDOUR_PROGRAMS"])
        self.enterContext(self.site)

    def send(self, name, recipients=(SHAH, ODUYA), foot="", **options):
        return self.site.send(OFFICER, list(recipients), letter(name, foot), **options)

    def hold_one(self, name):
        """Sends a silent copy; the id of the case."""
        known = set(self.site.case_ids())
        self.assertEqual(self.send(name)[0], 250)
        self.site.mta.settle()
        new = [case for case in self.site.case_ids() if case not in known]
        self.assertEqual(len(new), 1)
        return new[0]

    def test_only_the_silent_member_waits(self):
        self.hold_one("held")
        self.assertEqual(len(self.site.received(SHAH)), 1)
        self.assertEqual(self.site.received(ODUYA), [])
        self.assertEqual(self.site.waiting(self.site.held()[0]), [ODUYA])

    def test_the_visible_member_gets_it_unchanged(self):
        self.hold_one("unchanged")
        raw = self.site.mta.mailbox(SHAH)[0]
        sent = letter("unchanged").encode()
        self.assertEqual(body_of(raw), body_of(sent))
        for name in ("Subject", "X-Folded", "Message-ID", "Date", "From", "To"):
            self.assertEqual(header_of(raw, name), header_of(sent, name), name)
        self.assertIsNone(header_of(raw, "X-Candour-Case"))

    def test_a_foot_line_cures(self):
        self.assertEqual(self.send("cured", foot="\n\nCC Councillor Oduya")[0], 250)
        self.assertEqual(len(self.site.received(ODUYA)), 1)
        self.assertEqual(self.site.held(), [])

    def test_release_arrives_as_sent(self):
        case = self.hold_one("released")
        self.site.candour("held", "release", case)
        self.site.wait_for_mail(ODUYA)
        raw = self.site.mta.mailbox(ODUYA)[0]
        self.assertEqual(header_of(raw, "Return-Path"), f" <{OFFICER}>")
        self.assertEqual(body_of(raw), body_of(letter("released").encode()))
        for name in ("Subject", "X-Folded", "Message-ID", "Date"):
            self.assertEqual(header_of(raw, name), header_of(letter("released").encode(), name), name)
        # The hop that the milter never saw is on record: two Received fields, the lower one of the first arrival.
        self.assertGreaterEqual(raw.lower().count(b"\nreceived:") + raw.lower().startswith(b"received:"), 2)
        self.assertEqual(len(self.site.received(SHAH)), 1)
        wait_for(lambda: not self.site.held(), "the case to leave the list")
        self.assertIn("released", self.site.candour("held", "show", case))

    def test_a_release_that_the_mta_defers_is_tried_again(self):
        case = self.hold_one("deferred")
        self.site.mta.refuse_at_release({"cllr.oduya@": "451 4.2.0 busy"})
        self.site.candour("held", "release", case)
        wait_for(lambda: "451" in self.site.candour("held", "show", case), "the reply to be shown")
        self.assertEqual(self.site.received(ODUYA), [])
        self.site.mta.refuse_at_release({})
        self.assertEqual(len(self.site.wait_for_mail(ODUYA)), 1)

    def test_a_release_that_the_mta_refuses_is_held_again(self):
        case = self.hold_one("refused")
        self.site.mta.refuse_at_release({"cllr.oduya@": "550 5.1.1 no such person"})
        self.site.candour("held", "release", case)
        wait_for(lambda: "550" in self.site.candour("held", "show", case), "the reply to be shown")
        self.assertIn(case, self.site.case_ids())
        self.site.mta.refuse_at_release({})
        self.site.candour("held", "release", case)
        self.assertEqual(len(self.site.wait_for_mail(ODUYA)), 1)

    def test_release_to_some(self):
        lee = "cllr.lee@northmere.gov.uk"
        self.assertEqual(self.send("some", recipients=(SHAH, ODUYA, lee))[0], 250)
        case = self.site.case_ids()[0]
        self.site.candour("held", "release", case, "--to", lee)
        self.site.wait_for_mail(lee)
        self.assertEqual(self.site.received(ODUYA), [])
        self.assertEqual(self.site.waiting(self.site.held()[0]), [ODUYA])

    def test_return_is_a_delivery_status_notification(self):
        case = self.hold_one("returned")
        self.site.candour("held", "return", case, "--reason", "Please copy Councillor Oduya openly.")
        reports = wait_for(lambda: [mail for mail in self.site.received(OFFICER)
                                    if mail.get_content_type() == "multipart/report"], "the notification")
        report = reports[0]
        self.assertEqual(report["Return-Path"], "<>")
        self.assertEqual(report.get_param("report-type"), "delivery-status")
        human, status, original = report.iter_parts()
        self.assertIn("Please copy Councillor Oduya openly.", human.get_content())
        self.assertEqual(status.get_content_type(), "message/delivery-status")
        fields = status.get_payload()
        self.assertIn(ODUYA, fields[1]["Final-Recipient"])
        self.assertEqual(fields[1]["Action"], "failed")
        self.assertTrue(fields[1]["Status"].startswith("5."))
        self.assertEqual(original.get_content_type(), "message/rfc822")
        self.assertEqual(original.get_payload()[0]["Message-ID"], "<returned@northmere.gov.uk>")
        self.assertEqual(self.site.received(ODUYA), [])
        self.assertEqual(self.site.held(), [])

    def test_discard_goes_nowhere(self):
        case = self.hold_one("discarded")
        before = len(self.site.received(OFFICER))
        self.site.candour("held", "discard", case, "--reason", "Sent by mistake, the sender agrees.")
        self.assertEqual(self.site.held(), [])
        self.assertEqual(self.site.received(ODUYA), [])
        self.assertLessEqual(len(self.site.received(OFFICER)), max(before, 1))
        self.assertIn("discard", self.site.candour("held", "show", case))

    def test_a_retry_in_any_grouping_adds_nothing(self):
        case = self.hold_one("retried")
        for recipients in ((SHAH, ODUYA), (ODUYA,), (ODUYA, SHAH), (SHAH,)):
            self.assertEqual(self.send("retried", recipients=recipients)[0], 250)
        self.site.mta.settle()
        self.assertEqual(self.site.case_ids(), [case])
        self.assertEqual(self.site.received(ODUYA), [])
        self.site.candour("held", "release", case)
        self.site.wait_for_mail(ODUYA)
        self.assertEqual(self.send("retried", recipients=(ODUYA,))[0], 250)
        self.assertEqual(len(self.site.received(ODUYA)), 1)

    def test_one_warning_goes_to_the_officer(self):
        self.hold_one("warned")
        mail = self.site.wait_for_mail(OFFICER)
        self.assertEqual(len(mail), 1)
        notice = mail[0]
        self.assertEqual(notice["Return-Path"], "<>")
        self.assertEqual(notice["Auto-Submitted"], "auto-generated")
        self.assertEqual(notice["In-Reply-To"], "<warned@northmere.gov.uk>")
        text = notice.get_body(("plain",)).get_content()
        self.assertIn("CC Councillor Oduya", text)
        self.assertIn("10.1", text)
        self.assertIn(self.site.case_ids()[0], text)
        self.assertNotIn("Mill Lane", notice.as_string())

    def test_no_warning_to_a_sender_nobody_vouches_for(self):
        self.site.configure(trusted="")
        self.site.stop_program(self.site.milter)
        self.site.start_milter()
        self.hold_one("unvouched")
        self.site.mta.settle()
        self.assertEqual(self.site.received(OFFICER), [])

    def test_a_login_vouches(self):
        self.site.configure(trusted="")
        self.site.stop_program(self.site.milter)
        self.site.start_milter()
        self.assertEqual(self.send("login", login="jhart")[0], 250)
        self.assertEqual(len(self.site.wait_for_mail(OFFICER)), 1)

    def test_the_sendmail_command(self):
        self.site.mta.sendmail("-f", OFFICER, "-i", SHAH, ODUYA, message=letter("command"))
        self.site.wait_for_mail(SHAH)
        self.assertEqual(self.site.received(ODUYA), [])
        self.assertEqual(self.site.waiting(self.site.held()[0]), [ODUYA])

    def test_sendmail_reads_bcc_from_the_header(self):
        message = letter("header").replace("Subject:", f"Bcc: {ODUYA}\nSubject:", 1)
        self.site.mta.sendmail("-f", OFFICER, "-i", "-t", message=message)
        self.site.wait_for_mail(SHAH)
        self.assertEqual(self.site.received(ODUYA), [])
        self.assertEqual(self.site.waiting(self.site.held()[0]), [ODUYA])

    def test_a_large_body_goes_through_a_file(self):
        text = letter("large") + "All is well in Mill Lane today.\n" * 200000
        self.assertEqual(self.site.send(OFFICER, [SHAH, ODUYA], text)[0], 250)
        case = self.site.case_ids()[0]
        self.site.candour("held", "release", case)
        self.site.wait_for_mail(ODUYA)
        self.assertEqual(body_of(self.site.mta.mailbox(ODUYA)[0]), body_of(text.encode()))
        self.assertEqual([path.name for path in (self.site.folder / "state").iterdir() if "spool" in path.name], [])

    def test_probes_do_no_harm(self):
        for _ in range(20):
            self.assertTrue(self.site.is_milter_listening())
        self.hold_one("probed")

    def test_several_messages_on_a_connection(self):
        with self.site.mta.session() as client:
            for name in ("first", "second"):
                message = letter(name).replace("\n", "\r\n").encode()
                self.assertEqual(self.site.mta.transaction(client, OFFICER, [SHAH, ODUYA], message)[0], 250)
                client.rset()
        self.site.mta.settle()
        self.assertEqual(len(self.site.case_ids()), 2)


if __name__ == "__main__":
    unittest.main()
