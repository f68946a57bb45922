# SPDX-License-Identifier: BSD-2-Clause
"""Papers that come as attachments, through a real Postfix: what they say counts, and what cannot be read does no harm."""

import io
import os
import unittest
import zipfile
from email.message import EmailMessage

from council import Site

LEE = "cllr.lee@northmere.gov.uk"
SAM = "s.priestley@northmere.gov.uk"

# As a word processor writes it: the words are cut into runs wherever the cursor once stood.
DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>
<w:r><w:t xml:space="preserve">NOT FOR PUBLICATION by virtue of parag</w:t></w:r><w:r><w:t>raph 3 of Sch</w:t></w:r>
<w:r><w:t>edule 12A of the Local Government Act 1972</w:t></w:r></w:p></w:body></w:document>"""
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml"
ContentType="application/xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""


def packed(files):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in files.items():
            writer.writestr(name, content)
    return archive.getvalue()


def letter(name, content):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = SAM, LEE, "The paper for Thursday"
    message["Message-ID"] = f"<{name}@northmere.gov.uk>"
    message.set_content("Dear Councillor Lee,\n\nthe paper is attached.\n\nSam\n")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes().replace(b"\n", b"\r\n")


class Attachments(unittest.TestCase):
    def setUp(self):
        self.site = self.enterContext(Site(os.environ["CANDOUR_PROGRAMS"], profiles=("gloucester",)))

    def send(self, name, content):
        self.assertEqual(self.site.send(SAM, [LEE], letter(name, content))[0], 250)
        self.assertEqual(len(self.site.wait_for_mail(LEE)), 1)

    def test_an_exempt_document_by_any_name(self):
        self.send("notes.bin", packed({"[Content_Types].xml": TYPES, "word/document.xml": DOCUMENT}))
        text = self.site.wait_for_mail(SAM)[0].get_body(("plain",)).get_content()
        self.assertIn("paragraph 3", text)

    def test_a_document_in_an_archive(self):
        document = packed({"[Content_Types].xml": TYPES, "word/document.xml": DOCUMENT})
        self.send("papers.zip", packed({"may/report.docx": document}))
        self.assertIn("paragraph 3", self.site.wait_for_mail(SAM)[0].get_body(("plain",)).get_content())

    def test_a_bomb_is_delivered_and_the_daemon_lives(self):
        self.send("bomb.zip", packed({f"{number}.txt": b"0" * 50_000_000 for number in range(8)}))
        self.assertIsNone(self.site.milter.poll())
        self.assertEqual(self.site.received(SAM), [])


if __name__ == "__main__":
    unittest.main()
