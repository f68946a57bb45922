# SPDX-License-Identifier: BSD-2-Clause
"""Messages that try a bound each, made when they are needed. Run by itself, it writes some: inputs.py FOLDER
NAME..."""

import base64
import io
import random
import struct
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

MB = 1024 * 1024
SAM, LEE = "s.priestley@northmere.gov.uk", "cllr.lee@northmere.gov.uk"
# What every letter says, so that it is seen that the rest was judged (Gloucester 12(7)).
EXEMPT = "This paper is exempt by virtue of paragraph 3 of Schedule 12A of the Local Government Act 1972.\r\n"
INPUTS = {}


@dataclass
class Input:
    """make: the message's bytes. reasons: what of it may be unread, and why; empty: nothing is, else something must be.
    times: how often its size it may take in memory, beside what a small letter takes; None: it is small or packed, and
    the sandbox's limit holds."""
    make: Callable
    reasons: set
    times: float | None


def bound(*reasons, times=None):
    def enter(make):
        INPUTS[make.__name__.replace("_", "-")] = Input(make, set(reasons), times)
        return make
    return enter


def letter(body, head="", kind="text/plain; charset=utf-8", to=LEE):
    """body: text or bytes, below a head of our own."""
    start = (f"From: Sam Priestley <{SAM}>\r\nTo: {to}\r\nSubject: The depot\r\nMessage-ID: <bound@northmere.gov.uk>\r\n"
             f"Date: Thu, 14 May 2026 09:30:00 +0100\r\n{head}MIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n")
    return start.encode() + (body.encode() if isinstance(body, str) else body)


def attached(content, name, kind="application/octet-stream"):
    """The letter with one attachment."""
    head = (f"--=b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDear Councillor Lee,\r\n\r\n{EXEMPT}\r\n"
            f"--=b\r\nContent-Type: {kind}; name=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n"
            f"Content-Disposition: attachment; filename=\"{name}\"\r\n\r\n").encode()
    coded = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return letter(head + coded + b"--=b--\r\n", kind='multipart/mixed; boundary="=b"')


def packed(files):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in files.items():
            writer.writestr(name, content)
    return archive.getvalue()


def up_to(line, size):
    """The line again and again, about size bytes of it."""
    return line * (size // len(line))


# Size

@bound("unknown-format", times=2.5)
def binary_of_25_mb():
    return attached(random.Random(1).randbytes(25 * MB * 3 // 4), "plan.dat")


@bound("limit", times=2.5)
def text_of_25_mb():
    return letter(EXEMPT + up_to("The depot in Heron Street was marketed in the spring, and four parties made offers.\r\n",
                                 25 * MB))


@bound("limit", times=2.5)
def text_attached_of_25_mb():
    return attached(up_to(b"The depot in Heron Street was marketed in the spring.\r\n", 18 * MB), "notes.txt", "text/plain")


@bound("limit", times=2.5)
def line_of_25_mb():
    return letter(EXEMPT + up_to("heron ", 25 * MB))


@bound("limit", times=2.5)
def word_of_25_mb():
    return letter(EXEMPT + up_to("x", 25 * MB))


@bound("limit", times=2.5)
def line_ends_of_25_mb():
    return letter(EXEMPT + up_to("\r\n", 25 * MB))


@bound("limit", times=3)
def html_of_25_mb():
    return letter("<p>" + EXEMPT + up_to("<p>The depot in <b>Heron</b> Street &amp; its yard\r\n", 25 * MB),
                  kind="text/html; charset=utf-8")


@bound("image-only", times=2.5)
def pictures_of_25_mb():
    """What councils' mail of that size mostly is."""
    noise = random.Random(2).randbytes(4 * MB)
    parts = "".join(f"--=b\r\nContent-Type: image/jpeg; name=p{number}.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                    + base64.encodebytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0" + noise).decode().replace("\n", "\r\n")
                    for number in range(4))
    return letter(f"--=b\r\n\r\n{EXEMPT}\r\n{parts}--=b--\r\n", kind='multipart/mixed; boundary="=b"')


# Structure

@bound("limit")
def parts_10000():
    parts = "".join(f"--=b\r\nContent-Type: text/plain; name={number}.txt\r\n\r\npart {number}\r\n" for number in range(10000))
    return letter(f"--=b\r\n\r\n{EXEMPT}\r\n{parts}--=b--\r\n", kind='multipart/mixed; boundary="=b"')


@bound("limit")
def documents_10000():
    page = "<html><body>part</body></html>"
    parts = "".join(f"--=b\r\nContent-Type: text/xml; name={number}.xml\r\n\r\n{page}\r\n" for number in range(10000))
    return letter(f"--=b\r\n\r\n{EXEMPT}\r\n{parts}--=b--\r\n", kind='multipart/mixed; boundary="=b"')


@bound("limit")
def alternatives_10000():
    parts = "".join(f"--=b\r\nContent-Type: text/plain\r\n\r\n{EXEMPT}{number}\r\n" for number in range(10000))
    return letter(f"{parts}--=b--\r\n", kind='multipart/alternative; boundary="=b"')


def multiparts(levels):
    head = "".join(f"--b{level}\r\nContent-Type: multipart/mixed; boundary=b{level + 1}\r\n\r\n--b{level + 1}\r\n\r\nlevel\r\n"
                   for level in range(levels))
    return letter(f"--b0\r\n\r\n{EXEMPT}\r\n{head}", kind="multipart/mixed; boundary=b0")


@bound("limit")
def levels_1000():
    return multiparts(1000)


@bound("limit")
def levels_100000():
    return multiparts(100000)


@bound("limit")
def messages_in_messages_1000():
    inner = "".join(f"Subject: {level}\r\nContent-Type: message/rfc822\r\n\r\n" for level in range(1000))
    return letter(f"--=b\r\n\r\n{EXEMPT}\r\n--=b\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n\r\nend\r\n--=b--\r\n",
                  kind='multipart/mixed; boundary="=b"')


# Archives

def blanks(size):
    """size blanks (a multiple of a MB) as raw deflate data, and their CRC."""
    coder = zlib.compressobj(9, zlib.DEFLATED, -15)
    coder.compress(b" " * MB)
    coder.flush(zlib.Z_FULL_FLUSH)
    block = coder.compress(b" " * MB) + coder.flush(zlib.Z_FULL_FLUSH)
    crc = 0
    for _ in range(size // MB):
        crc = zlib.crc32(b" " * MB, crc)
    return block * (size // MB) + b"\x03\0", crc


def zip_of(entries):
    """entries: (name, raw deflate data, CRC, size)."""
    files, directory = b"", b""
    for name, data, crc, size in entries:
        fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(data), size, len(name), 0)
        directory += b"PK\1\2" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, len(files)) + name
        files += b"PK\3\4" + fields + name + data
    return files + directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(directory),
                                                      len(files), 0)


@bound("limit", "unknown-format")
def zip_bomb_of_10_gb():
    data, crc = blanks(1024 * MB)
    return attached(zip_of([(b"%d.txt" % number, data, crc, 1024 * MB) for number in range(10)]), "bomb.zip")


@bound("limit", "unknown-format", "crash")
def gz_bomb_of_10_gb():
    data, crc = blanks(1024 * MB)
    member = b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + data + struct.pack("<II", crc, 1024 * MB)
    return attached(member * 10, "bomb.txt.gz")


@bound("limit", "unknown-format")
def zip_bomb_nested():
    """Sixteen archives in each of sixteen, five times over: 10 PB, some KB."""
    data, crc = blanks(64 * MB)
    inner = zip_of([(b"0.txt", data, crc, 64 * MB)])
    for _ in range(5):
        inner = packed({f"{number}.zip": inner for number in range(16)})
    return attached(inner, "bomb.zip")


@bound("limit")
def zip_of_many_entries():
    return attached(packed({f"{number}.txt": b"x" for number in range(60000)}), "many.zip")


@bound("limit", "unknown-format")
def tar_bomb_in_zip():
    block = b"big.txt".ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2 + b"77777777777\0" + b"00000000000\0"
    block = bytearray(block.ljust(512, b"\0"))
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return attached(packed({"big.tar": bytes(block) + bytes(200 * MB)}), "big.zip")


# Office formats

WORD = {"[Content_Types].xml": """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/\
content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType=\
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""}
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(body, before=""):
    return packed({**WORD, "word/document.xml": f'<?xml version="1.0"?>{before}<w:document {SPACE}><w:body>{body}</w:body>'
                                                "</w:document>"})


def laughs(root):
    names = "abcdefghijkl"
    entities = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip(names, names[1:]))
    return f'<!DOCTYPE {root} [<!ENTITY a "ha ha ha">{entities}]>'


@bound("limit")
def docx_billion_laughs():
    return attached(document("<w:p><w:r><w:t>&l;</w:t></w:r></w:p>", laughs("document")), "laughs.docx")


@bound("limit")
def docx_quadratic_entities():
    entity = f'<!DOCTYPE document [<!ENTITY a "{"a" * 100000}">]>'
    return attached(document("<w:p><w:r><w:t>" + "&a;" * 100000 + "</w:t></w:r></w:p>", entity), "quadratic.docx")


@bound("limit")
def odt_billion_laughs():
    content = ('<?xml version="1.0"?>' + laughs("office:document-content") + '<office:document-content xmlns:office='
               '"urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
               "<office:body><office:text><text:p>&l;</text:p></office:text></office:body></office:document-content>")
    return attached(packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}), "laughs.odt")


@bound("limit")
def xlsx_billion_laughs():
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    types = (f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml"'
             f' ContentType="{kind}sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{kind}sharedStrings'
             f'+xml"/></Types>')
    strings = f'<?xml version="1.0"?>{laughs("sst")}<sst xmlns="{sheet}"><si><t>&l;</t></si></sst>'
    return attached(packed({"[Content_Types].xml": types, "xl/workbook.xml": f'<workbook xmlns="{sheet}"/>',
                            "xl/sharedStrings.xml": strings}), "laughs.xlsx")


@bound("limit")
def docx_bomb():
    return attached(document("<w:p><w:r><w:t>" + " " * (400 * MB) + "</w:t></w:r></w:p>"), "bomb.docx")


@bound("limit")
def docx_of_deep_elements():
    return attached(document("<w:sdt>" * 200000), "deep.docx")


@bound()
def docx_of_100000_paragraphs():
    return attached(document("<w:p><w:r><w:t>Heron</w:t></w:r><w:r><w:t> Street</w:t></w:r></w:p>" * 100000), "long.docx")


@bound()
def ods_of_wide_repeats():
    """An OpenDocument cell that stands for a thousand million others."""
    cell = '<table:table-cell table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell>'
    content = ('<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
               'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:'
               'table:1.0"><office:body><office:spreadsheet><table:table>'
               + f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>' * 100
               + "</table:table></office:spreadsheet></office:body></office:document-content>")
    return attached(packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}), "wide.ods")


@bound("limit")
def rtf_of_deep_groups():
    return attached(b"{\\rtf1 " + b"{" * 5000000, "deep.rtf")


# PDF

def pdf(objects, root=1):
    out, offsets = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
                  + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, len(out)))


def stream(content, more=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> "
        b"/XObject << /X0 6 0 R >> >> >>")
TEXT = stream(b"BT /F 12 Tf 72 720 Td (Heron Street depot) Tj ET /X0 Do")


@bound("truncated")
def pdf_of_pages_in_themselves():
    return attached(pdf([CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 2000000000 >>", PAGE, TEXT, FONT,
                         stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]")]), "endless.pdf")


@bound("truncated", "limit")
def pdf_of_a_million_pages():
    """One page, a million times over."""
    kids = b"3 0 R " * 1000000
    return attached(pdf([CATALOG, b"<< /Type /Pages /Kids [%s] /Count 1000000 >>" % kids, PAGE, TEXT, FONT,
                         stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]")]), "long.pdf")


@bound("timeout", "limit")
def pdf_of_forms_that_double():
    """Each form draws the next one twice: two to the sixtieth lines of text."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> /XObject << /N %d 0 R >> >>"
    forms = [stream(b"/N Do /N Do BT /F 12 Tf 72 720 Td (Heron Street) Tj ET", form % (number + 7)) for number in range(60)]
    last = stream(b"BT /F 12 Tf 72 700 Td (the end) Tj ET", form % 5)
    return attached(pdf([CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, TEXT, FONT, *forms, last]),
                    "doubling.pdf")


@bound("truncated")
def pdf_of_streams_in_themselves():
    """The table says that the object stream with the pages lies in itself."""
    entries = b"".join([b"\0\0\0\xff", b"\2\0\2\0", b"\2\0\2\1", b"\2\0\2\2"])
    table = stream(entries, b"/Type /XRef /Size 4 /W [1 2 1] /Root 1 0 R")
    head = b"%PDF-1.5\n"
    return attached(head + b"9 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head), "streams.pdf")


@bound("timeout", "limit")
def pdf_bomb():
    """Ten times a stream that unpacks to a GB, as one page."""
    coder = zlib.compressobj(9)
    line = b"BT /F 12 Tf 72 720 Td (Heron Street depot) Tj ET\n"
    block = coder.compress(b"")
    for _ in range(64):
        block += coder.compress(up_to(line, 16 * MB))
    block += coder.flush()
    content = stream(block, b"/Filter /FlateDecode")
    return attached(pdf([CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                         PAGE.replace(b"4 0 R", b"[" + b"4 0 R " * 10 + b"]"), content, FONT,
                         stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]")]), "bomb.pdf")


# Header

@bound("truncated")
def addresses_100000():
    everybody = ",\r\n ".join(f"person{number}@office.example" for number in range(100000))
    return letter(EXEMPT, to=f"{LEE},\r\n {everybody}")


@bound("limit")
def fields_of_addresses_100000():
    return letter(EXEMPT, head="".join(f"Cc: person{number}@office.example\r\n" for number in range(100000)))


@bound("truncated")
def groups_in_groups_100000():
    return letter(EXEMPT, head="Cc: " + "a:" * 100000 + ";\r\n")


@bound("truncated", times=5)
def header_of_10_mb():
    return letter(EXEMPT, head="X-Long: " + up_to("heron street\r\n ", 10 * MB) + "\r\n")


@bound("truncated")
def subject_of_10_mb():
    return letter(EXEMPT, head="Subject: " + up_to("=?utf-8?Q?heron=20street?=\r\n ", 10 * MB) + "\r\n")


@bound("truncated")
def references_of_10_mb():
    return letter(EXEMPT, head="References: " + up_to("<heron@street.example>\r\n ", 10 * MB) + "\r\n")


@bound("limit", times=2.5)
def fields_of_10_mb():
    return letter(EXEMPT, head=up_to("X-Heron: street\r\n", 10 * MB))


@bound()
def labels_of_50_kb():
    label = "MSIP_Label_0a1b2c3d-0000-4000-8000-{:012d}_Enabled=true; MSIP_Label_0a1b2c3d-0000-4000-8000-{:012d}_Name=Open;"
    text = " ".join(label.format(number, number) for number in range(400))
    return letter(EXEMPT, head=f"msip_labels: {text}\r\n")


@bound()
def parameters_10000():
    names = "".join(f";\r\n name*{number}=heron" for number in range(10000))
    return letter(f"--=b\r\n\r\n{EXEMPT}\r\n--=b\r\nContent-Type: text/plain{names}\r\n\r\nx\r\n--=b--\r\n",
                  kind='multipart/mixed; boundary="=b"')


# Text that is dear to read

def html(body):
    return letter(f"<html><body><p>{EXEMPT}</p>{body}", kind="text/html; charset=utf-8")


@bound("limit")
def html_of_deep_elements():
    return html("<div>" * 1000000 + "heron")


@bound("limit")
def html_of_deep_tables():
    return html("<table><tr><td>" * 100000 + "heron")


@bound("limit")
def html_of_a_huge_table():
    return html("<table>" + ("<tr>" + "<td>heron</td>" * 100 + "</tr>") * 5000 + "</table>")


@bound("limit")
def html_of_many_styles():
    rules = "".join(f".c{number} p {{ display: none; color: #fff }}\n" for number in range(20000))
    return html(f"<style>{rules}</style>" + "".join(f'<p class="c{number}">heron' for number in range(20000)))


@bound("limit")
def html_of_many_attributes():
    return html("<p " + " ".join(f"a{number}=b" for number in range(200000)) + ">heron</p>")


@bound()
def html_of_broken_tags():
    return html(up_to("<<a <b &#x; &amp </p></div><!--> ", 4 * MB))


@bound()
def urls_100000():
    return letter(EXEMPT + "".join(f"https://northmere.example/depot/{number}?q=exempt\r\n" for number in range(100000)))


@bound("limit")
def near_matches_100000():
    """Words that begin what the word lists look for, and never end it."""
    return letter(EXEMPT + "by virtue of paragraph of the, exempt information paragraph not for, privileged legal advice "
                  "under paragraph 3 of Sched\r\n" * 100000)


@bound("limit")
def matches_100000():
    return letter((EXEMPT + "not for publication; legal professional privilege; tender price; disciplinary hearing\r\n") * 50000)


@bound()
def numbers_1000000():
    return letter(EXEMPT + "07700 900123 NM1 2AB QQ123456C 999 123 4567 12/05/1980\r\n" * 100000)


@bound()
def names_1000000():
    return letter(EXEMPT + "Grace Lee Priya Shah Tunde Oduya Margaret Walker\r\n" * 100000)


@bound()
def foot_lines_100000():
    return letter(EXEMPT + "CC Councillor Oduya and Councillor Shah\r\n" * 100000)


@bound("limit")
def quote_heads_100000():
    head = "From: Grace Lee\r\nSent: 12 May 2026 10:00\r\nTo: Jo Hart; Priya Shah\r\nSubject: Depot\r\n\r\nheron\r\n\r\n"
    return letter(EXEMPT + head * 100000)


@bound("limit")
def attributions_100000():
    return letter(EXEMPT + "On 12 May 2026 at 10:00, Grace Lee <cllr.lee@northmere.gov.uk>\r\n" * 100000 + "wrote:\r\n")


@bound("limit")
def quote_marks_of_10_mb():
    return letter(EXEMPT + up_to(">" * 70 + "\r\n", 10 * MB))


@bound("limit")
def quotes_in_quotes():
    return letter(EXEMPT + "".join(">" * (number % 2000) + " heron\r\n" for number in range(8000)))


@bound("limit")
def signature_lines_1000000():
    return letter(EXEMPT + "-- \r\nJo\r\n" * 500000)


@bound()
def disclaimers_10000():
    return letter(EXEMPT + "This e-mail and any attachments are confidential and intended solely for the addressee.\r\n\r\n"
                  * 10000)


@bound()
def soft_hyphens_of_4_mb():
    return letter(EXEMPT + up_to("ex\u00ad\u200bempt \uff45\uff58 ", 2 * MB))


@bound("limit")
def attendees_100000():
    people = "".join(f"ATTENDEE;CN=Person {number}:mailto:person{number}@office.example\r\n" for number in range(100000))
    calendar = f"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n{people}SUMMARY:Depot\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    return letter(f"--=b\r\n\r\n{EXEMPT}\r\n--=b\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n{calendar}--=b--\r\n",
                  kind='multipart/mixed; boundary="=b"')


# Floods of the smallest things

@bound("limit", times=2.5)
def parts_of_5_bytes():
    return letter("--b\r\n\r\n" + EXEMPT + "--b\n\n" * 5000000 + "--b--\r\n", kind="multipart/mixed; boundary=b")


@bound("limit", times=2.5)
def fields_of_3_bytes():
    return letter(EXEMPT, head="a:\n" * 8000000)


@bound("limit", times=2.5)
def fields_of_a_part():
    return letter(f"--b\r\n\r\n{EXEMPT}--b\r\n" + "a:\n" * 8000000 + "\nx\n--b--\r\n", kind="multipart/mixed; boundary=b")


@bound("limit", times=2.5)
def fields_of_an_attached_message():
    return letter(f"--b\r\n\r\n{EXEMPT}--b\r\nContent-Type: message/rfc822\r\n\r\n" + "a:\n" * 8000000 + "\nx\n--b--\r\n",
                  kind="multipart/mixed; boundary=b")


@bound("limit", times=2.5)
def levels_of_25_mb():
    return multiparts(270000)


@bound("limit", times=2.5)
def dashes_of_25_mb():
    return letter(EXEMPT + up_to("-" * 70 + "\r\n", 25 * MB))


if __name__ == "__main__":
    for wanted in sys.argv[2:]:
        (Path(sys.argv[1]) / f"{wanted}.eml").write_bytes(INPUTS[wanted].make())
