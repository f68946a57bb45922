# SPDX-License-Identifier: BSD-2-Clause
"""Broken mail through a real Postfix: cut anywhere, bytes flipped, what it says of itself wrong. None of it stops the
daemon, all of it arrives, and what comes after it is judged as ever. The same bytes every time: seeds are fixed."""

import base64
import os
import random
import re
import unittest

import test_formats as formats
from council import Site
from test_silent_copy import ODUYA, OFFICER, SHAH, letter as silent_copy

LEE, SAM = formats.LEE, formats.SAM
CUTS, FLIPS = 6, 3  # of each letter


def cut(whole, generator):
    return whole[:generator.randrange(len(whole) // 8, len(whole))]


def flipped(whole, generator):
    broken = bytearray(whole)
    for _ in range(generator.randrange(1, 60)):
        broken[generator.randrange(len(broken))] = generator.randrange(256)
    return bytes(broken)


def flipped_inside(whole, generator):
    """Flips in what the base64 holds, so that the file is broken and the letter is not."""
    found = re.search(rb"base64\r\n(?:.+\r\n)*\r\n([A-Za-z0-9+/=\r\n]+)", whole)
    if not found:
        return flipped(whole, generator)
    content = base64.encodebytes(flipped(base64.b64decode(found[1]), generator))
    return whole[:found.start(1)] + content + whole[found.end(1):]


def wrong(pattern, by):
    return lambda whole, _: re.sub(pattern, by, whole)


MUTATIONS = [
    *[cut] * CUTS, *[flipped] * FLIPS, *[flipped_inside] * FLIPS,
    wrong(rb"charset=[\w-]+", b"charset=utf-16"),
    wrong(rb"charset=[\w-]+", b"charset=x-unknown"),
    wrong(rb"base64", b"quoted-printable"),
    wrong(rb"base64", b"x-uuencode"),
    wrong(rb"[A-Z]{2}", b"\0\xff"),
    wrong(rb"--=b--", b""),
    wrong(rb"boundary=\"=b\"", b"boundary="),
    wrong(rb"multipart/mixed", b"message/rfc822"),
    wrong(rb"multipart/mixed", b"multipart/encrypted"),
    wrong(rb"\r?\n", b"\n\0"),
    wrong(rb"=\r?\n|\r?\n", b" "),
    wrong(rb":", b""),
]

LETTERS = ("paper.doc", "paper.docx", "paper.xls", "paper.xlsx", "paper.pptx", "paper.odt", "paper.pdf", "paper.rtf", "paper.7z",
           "letter.msg", "winmail.dat", "two.zip", "sheet.tar.gz", "forwarded.eml", "meeting.ics", "hidden.html",
           "iso-2022-jp.txt", "body-html", "body-utf-16", "body-message")


def lines(message):
    """As SMTP sends it: no line longer than Postfix takes, CRLF."""
    return re.sub(rb"\r?\n|\r", b"\r\n", message)


class Broken(unittest.TestCase):
    def setUp(self):
        self.site = self.enterContext(Site(os.environ["CANDOUR_PROGRAMS"], profiles=("york", "gloucester", "uninspectable"),
                                           courier=False))

    def test_the_daemon_outlives_what_is_broken(self):
        sent = 0
        with self.site.mta.session() as client:
            for name in LETTERS:
                for number, mutate in enumerate(MUTATIONS):
                    broken = mutate(formats.letter(name), random.Random(f"{name} {number}"))
                    code, text = self.site.mta.transaction(client, SAM, [LEE], lines(broken))
                    self.assertEqual(code, 250, (name, number, text))
                    sent += 1
        self.assertIsNone(self.site.milter.poll(), self.site.program_log("candour-milter"))
        self.assertEqual(self.site.send(OFFICER, [SHAH, ODUYA], silent_copy("afterwards"))[0], 250)
        self.assertEqual(self.site.waiting(self.site.held()[0]), [ODUYA])
        self.assertEqual(len(self.site.wait_for_mail(LEE, sent)), sent)


if __name__ == "__main__":
    unittest.main()
