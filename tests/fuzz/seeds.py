# SPDX-License-Identifier: BSD-2-Clause
"""Makes what the fuzz targets start from: seeds.py FOLDER PROGRAMS. FOLDER/TARGET gets Northmere's letters and tables, the
texts in the tests' sources, and the files that the tests of the extractor make (PROGRAMS has those tests);
FOLDER/TARGET.dict the words that the reader's own sources know. Larger ones are left out: small ones are quicker."""
import email
import email.policy
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

MAX_BYTES = 20000
ROOT = pathlib.Path(__file__).resolve().parents[2]
LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"')
# Target: the tests whose literals it reads, and the sources whose literals are its dictionary.
SOURCES = {
    'address': ('parser/test_address.c', 'parser/address.c'),
    'charset': ('parser/test_charset.c', 'parser/charset.c'),
    'conf': ('conf/test_*.c', 'conf/*.c'),
    'csv': ('conf/test_*.c', 'conf/*.c'),
    'division': ('parser/test_division.c parser/test_quote*.c parser/test_message.c', 'parser/d*.c parser/quote*.c parser/signature.c'),
    'extract_calendar': ('parser/test_calendar.c parser/test_extract_calendar.c', 'parser/calendar.c'),
    'extract_mail': ('parser/test_message.c parser/test_body.c', 'parser/header.c parser/body.c'),
    'extract_office': ('parser/test_extract_o*.c parser/test_extract_xlsx.c', 'parser/extract/extract_o*.c parser/extract/extract_xlsx.c'),
    'extract_programs': ('parser/test_extract_pdf.c parser/test_extract_ole.c', 'parser/extract/extract_pdf.c parser/extract/extract_tool.c'),
    'extract_rtf': ('parser/test_extract_rtf.c', 'parser/extract/extract_rtf_words.c'),
    'extract_text': ('parser/test_extract_text.c', 'parser/extract/extract_detect.c'),
    'extract_xml': ('parser/test_extract_o*.c', 'parser/extract/extract_xml*.c'),
    'html': ('parser/test_html.c parser/test_body.c', 'parser/html*.c'),
    'identifier': ('policy/test_identifier.c policy/test_pattern.c policy/fake_register.h', 'policy/match/pattern*.c'),
    'judge': ('policy/test_*.c', 'policy/match/c*.c policy/match/foot_line.c'),
    'marking': ('parser/test_marking.c parser/test_label.c', 'parser/marking*.c parser/label.c'),
    'message': ('parser/test_message.c parser/test_body.c', 'parser/header.c parser/body.c parser/marking*.c'),
    'page_html': ('parser/test_html.c', 'review/page/html.c'),
    'path': ('policy/test_directory.c policy/test_envelope.c policy/mail_fixture.h', 'policy/directory/*.c'),
    'register': ('store/test_register.c', 'store/register*.c'),
    'sandbox': ('parser/test_sandbox.c', 'parser/sandbox*.c'),
    'seal': ('store/test_seal.c', 'store/seal.c'),
    'sentence': ('policy/test_*.c', 'policy/match/c*.c policy/match/basis_line.c policy/match/date.c'),
    'smtp': ('review/test_smtp.c', 'review/smtp*.c'),
    'template': ('review/test_template.c review/test_notice*.c', 'review/template.c'),
}
STREAMS = ('extract_excel', 'extract_powerpoint', 'extract_word')
FILES = ('extract', 'extract_archive', 'extract_calendar', 'extract_rtf', 'extract_package', 'extract_ole', 'extract_tnef', 'extract_lzfu', 'extract_office',
         'extract_xml', 'extract_programs')


def literals(patterns):
    """The string literals of C sources, those that stand side by side as one."""
    for pattern in patterns.split():
        for path in sorted((ROOT / pattern).parent.glob((ROOT / pattern).name)):
            for group in re.findall(rf'(?:{LITERAL.pattern}\s*)+', path.read_text()):
                text = ''.join(part[1:-1] for part in LITERAL.findall(group))
                yield text.encode().decode('unicode_escape').encode('latin-1', 'replace')


def add(folder, target, content):
    if 0 < len(content) <= MAX_BYTES:
        (folder / target).mkdir(parents=True, exist_ok=True)
        (folder / target / hashlib.sha1(content).hexdigest()[:16]).write_bytes(content)


def add_letters(folder):
    for path in sorted((ROOT / 'tests').rglob('*.eml')):
        content = path.read_bytes()
        for target in ('message', 'extract_mail', 'extract', 'judge'):
            add(folder, target, content)
        letter = email.message_from_bytes(content, policy=email.policy.compat32)
        for name in ('From', 'To', 'Cc'):
            add(folder, 'address', str(letter.get(name, '')).encode())
        for part in letter.walk():
            text = part.get_payload(decode=True) or b''
            targets = ('html',) if part.get_content_subtype() == 'html' else ('division', 'sentence', 'identifier', 'marking')
            for target in targets:
                add(folder, target, text)


def add_made(folder, programs):
    """The tests keep what they read there, see extract_fixture.h."""
    with tempfile.TemporaryDirectory() as kept:
        for test in ROOT.glob('tests/parser/test_extract_*.c'):
            program = pathlib.Path(programs).resolve() / 'tests/parser' / test.stem
            subprocess.run([program], cwd=ROOT, env={**os.environ, 'FIXTURE_FOLDER': kept}, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for path in sorted(pathlib.Path(kept).iterdir()):
            content = path.read_bytes()
            for target in FILES:
                add(folder, target, content)
            for target in STREAMS if content.startswith(b'\xd0\xcf\x11\xe0') else ():
                add(folder, target, content[512:])  # the first stream follows the header, as libgsf writes it


def main(folder, programs):
    for target, (tests, sources) in SOURCES.items():
        for text in literals(' '.join(f'tests/{test}' for test in tests.split())):
            add(folder, target, text)
        words = {word for word in literals(sources) if 2 <= len(word) <= 30 and b'%' not in word and b'.h' not in word}
        escaped = (''.join(f'\\x{byte:02x}' for byte in word) for word in sorted(words))
        (folder / f'{target}.dict').write_text(''.join(f'"{word}"\n' for word in escaped))
    for path in sorted([*ROOT.glob('tests/northmere/*.csv'), *ROOT.glob('conf/*.conf'), *ROOT.glob('conf/*/*.conf')]):
        add(folder, 'csv' if path.suffix == '.csv' else 'conf', path.read_bytes()[:MAX_BYTES])
    for path in sorted(ROOT.glob('conf/notices/*.txt')):
        add(folder, 'template', path.read_bytes())
    add_letters(folder)
    add_made(folder, programs)


main(pathlib.Path(sys.argv[1]), sys.argv[2])
