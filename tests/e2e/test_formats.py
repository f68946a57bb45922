# SPDX-License-Identifier: BSD-2-Clause
"""What a paper says is found in every format that people send, through a real Postfix: each letter here has the sentence
somewhere else, and its sender is told so by name of the file."""

import base64
import gzip
import io
import os
import tarfile
import unittest
import zipfile
from email.message import EmailMessage
from pathlib import Path

import outlook
from council import Site

FILES = Path(__file__).resolve().parent / "files"
LEE = "cllr.lee@northmere.gov.uk"
SAM = "s.priestley@northmere.gov.uk"
SENTENCE = "This paper is exempt by virtue of paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972."
OFFICE = ("doc", "xls", "ppt", "docx", "xlsx", "pptx", "odt", "ods", "odp", "pdf", "rtf", "7z")


def sample(extension):
    """The .ppt is packed, because it is mostly empty."""
    packed = FILES / f"paper.{extension}.gz"
    return gzip.decompress(packed.read_bytes()) if packed.exists() else (FILES / f"paper.{extension}").read_bytes()


def zipped(files):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in files.items():
            writer.writestr(name, content)
    return archive.getvalue()


def tarred(name, content, mode="w"):
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode=mode) as writer:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        writer.addfile(entry, io.BytesIO(content))
    return archive.getvalue()


def full_width(text):
    """Letters as Japanese and Chinese texts have them."""
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else "\u3000" for letter in text)


def hard_blanks(text):
    return text.replace(" ", "\u00a0")


def mail(sentence, name=None, content=None):
    """A letter as another one is attached: with the sentence in its text, or with a file."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "d.osei@northmere.gov.uk", SAM, "The depot"
    message["Message-ID"], message["Date"] = "<inner@northmere.gov.uk>", "Tue, 12 May 2026 09:00:00 +0100"
    message.set_content(f"Sam,\n\n{sentence}\n\nDaniel\n")
    if name:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def coded(text, charset):
    return f"text/plain; charset={charset}", text.encode(charset)


HTML = "<html><head><title>Depot</title></head><body><p>The figures are below.</p>{}</body></html>"
CALENDAR = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@northmere.gov.uk\r\n"
            "DTSTART:20260609T090000Z\r\nSUMMARY:Depot\r\nDESCRIPTION:{}\r\n {}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            ).format(SENTENCE[:40], SENTENCE[40:])
CARD = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Depot\r\nNOTE:{SENTENCE[:50]}\r\n {SENTENCE[50:]}\r\nEND:VCARD\r\n"

# By the name of the file: its type as claimed, and its content.
ATTACHED = {
    **{f"paper.{extension}": ("application/octet-stream", sample(extension)) for extension in OFFICE},
    "renamed.txt": ("text/plain", sample("docx")),
    "page.html": ("text/html", HTML.format(f"<p>{SENTENCE}</p>").encode()),
    "hidden.html": ("text/html", HTML.format(f'<p style="display:none">{SENTENCE}</p>').encode()),
    "white.html": ("text/html", HTML.format(f'<p style="color:#fff;background:#fff">{SENTENCE}</p>').encode()),
    "broken.html": ("text/html", HTML.format("<table><tr><td>" + SENTENCE.replace("exempt", "ex<b>em</b>pt")).encode()),
    "list.csv": ("text/csv", f'party;note\r\nA;"{SENTENCE}"\r\n'.encode()),
    "meeting.ics": ("text/calendar", CALENDAR.encode()),
    "contact.vcf": ("text/vcard", CARD.encode()),
    "letter.eml": ("application/octet-stream", mail(SENTENCE).as_bytes()),
    "letter.msg": ("application/vnd.ms-outlook", outlook.msg("The depot", SENTENCE)),
    "winmail.dat": ("application/ms-tnef", outlook.winmail("Sam, see the file.", "note.txt", SENTENCE.encode())),
    "text-winmail.dat": ("application/ms-tnef", outlook.winmail(SENTENCE, "note.txt", b"nothing")),
    "utf-8.txt": coded(hard_blanks(SENTENCE), "utf-8"),
    "utf-16.txt": coded(hard_blanks(SENTENCE), "utf-16"),
    "utf-16le.txt": coded(SENTENCE, "utf-16le"),
    "utf-16-unsaid.txt": ("text/plain", SENTENCE.encode("utf-16")),
    "utf-32.txt": coded(SENTENCE, "utf-32"),
    "windows-1252.txt": coded(hard_blanks(SENTENCE), "windows-1252"),
    "iso-8859-15.txt": coded(hard_blanks(SENTENCE), "iso-8859-15"),
    "koi8-r.txt": coded(hard_blanks(SENTENCE), "koi8-r"),
    "iso-2022-jp.txt": coded(full_width(SENTENCE), "iso-2022-jp"),
    "shift-jis.txt": coded(full_width(SENTENCE), "shift_jis"),
    "euc-kr.txt": coded(full_width(SENTENCE), "euc-kr"),
    "gb18030.txt": coded(full_width(SENTENCE), "gb18030"),
    "one.zip": ("application/zip", zipped({"paper.doc": sample("doc")})),
    "two.zip": ("application/zip", zipped({"inner.zip": zipped({"may/paper.xlsx": sample("xlsx")})})),
    "text.tar": ("application/x-tar", tarred("paper.txt", SENTENCE.encode())),
    "sheet.tar.gz": ("application/gzip", tarred("paper.ods", sample("ods"), "w:gz")),
    "slides.tar.bz2": ("application/x-bzip2", tarred("paper.odp", sample("odp"), "w:bz2")),
    "paper.txt.gz": ("application/gzip", gzip.compress(SENTENCE.encode())),
    "report.pdf.gz": ("application/gzip", gzip.compress(sample("pdf"))),
    "seven.zip": ("application/zip", zipped({"paper.7z": sample("7z")})),
    "forwarded.eml": ("application/octet-stream", mail("See the file.", "paper.rtf", sample("rtf")).as_bytes()),
    "forwarded.zip": ("application/zip", zipped({"a.eml": mail("See the file.", "b.zip", zipped({"c.odt": sample("odt")}))
                                                 .as_bytes()})),
    "winmail.zip": ("application/zip", zipped({"winmail.dat": outlook.winmail("See it.", "paper.doc", sample("doc"))})),
}


def attachment(name):
    kind, content = ATTACHED[name]
    return (f"--=b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDear Councillor Lee,\r\n\r\nthe paper is attached.\r\n"
            f"--=b\r\nContent-Type: {kind}; name=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n"
            f"Content-Disposition: attachment; filename=\"{name}\"\r\n\r\n").encode() + \
        base64.encodebytes(content).replace(b"\n", b"\r\n") + b"--=b--\r\n"


def as_body(kind, content):
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + base64.encodebytes(content)


# The letter's own text, and a mail attached as one.
BODIES = {
    "body-html": as_body("text/html; charset=utf-8", HTML.format(f"<p>{SENTENCE}").encode()),
    "body-html-hidden": as_body("text/html", HTML.format(f'<p style="font-size:0">{SENTENCE}').encode()),
    "body-windows-1252": as_body(*coded(hard_blanks(SENTENCE), "windows-1252")),
    "body-koi8-r": as_body(*coded(hard_blanks(SENTENCE), "koi8-r")),
    "body-utf-16": as_body(*coded(SENTENCE, "utf-16")),
    "body-iso-2022-jp": as_body(*coded(full_width(SENTENCE), "iso-2022-jp")),
    "body-zero-width": as_body(*coded(SENTENCE.replace("exempt", "ex\u200bem\u00adpt"), "utf-8")),
    "body-message": b"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nSee below.\r\n--m\r\n"
                    b"Content-Type: message/rfc822\r\n\r\n" + mail(SENTENCE).as_bytes() + b"\r\n--m--\r\n",
}


def letter(name):
    head = (f"From: {SAM}\r\nTo: {LEE}\r\nSubject: The paper for Thursday\r\nMessage-ID: <{name}@northmere.gov.uk>\r\n"
            "Date: Tue, 12 May 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n").encode()
    if name in BODIES:
        return head + BODIES[name]
    return head + b'Content-Type: multipart/mixed; boundary="=b"\r\n\r\n' + attachment(name)


class Formats(unittest.TestCase):
    def setUp(self):
        self.site = self.enterContext(Site(os.environ["CANDOUR_PROGRAMS"], profiles=("gloucester",)))

    def test_the_sentence_is_found_wherever_it_stands(self):
        names = [*ATTACHED, *BODIES]
        for name in names:
            self.assertEqual(self.site.send(SAM, [LEE], letter(name))[0], 250, name)
        self.assertEqual(len(self.site.wait_for_mail(LEE, len(names))), len(names))
        told = {notice["In-Reply-To"].strip("<>").split("@")[0]: notice.get_body(("plain",)).get_content()
                for notice in self.site.wait_for_mail(SAM, len(names))}
        for name in names:
            with self.subTest(name):
                self.assertIn("paragraph 3", told.get(name, "nothing"))
                self.assertEqual(name in told[name], name in ATTACHED)


if __name__ == "__main__":
    unittest.main()
