# SPDX-License-Identifier: BSD-2-Clause
"""The review page in a real Chromium, with mail that came through a real Postfix: run.py PROGRAMS NODE_MODULES"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

from council import NORTHMERE, Site  # noqa: E402
from mta import wait_for  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
COUNCILLOR = "cllr.oduya@northmere.gov.uk"
PASSWORD = "correct horse battery"
USERS = {"farah": ("f.amiri@northmere.gov.uk", "reviewer"), "tom": ("t.ellery@northmere.gov.uk", "approver"),
         "gareth": ("g.tanaka@northmere.gov.uk", "auditor"), "root": ("p.grant@northmere.gov.uk", "administrator"),
         "ade": ("a.bello@northmere.gov.uk", "approver")}
ACTIONS = 'actions = ( { rule = "york-7.6"; action = "hold"; } );'
SCRIPT = "<script>document.title='owned'</script><img src=x onerror=document.title='owned'>"
HOSTILE = f"""\
From: "{SCRIPT.replace('"', "'")}" <j.hart@northmere.gov.uk>
To: "Shah \u202e{SCRIPT}" <cllr.shah@northmere.gov.uk>
Subject: {SCRIPT} \u202egnp.exe
Message-ID: <hostile"'><b>@northmere.gov.uk>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=nonsense

<p>{SCRIPT} Dear councillor \x80\xff</p><svg onload="document.title='owned'">
--b
Content-Type: application/octet-stream; name="{SCRIPT}.exe"
Content-Disposition: attachment; filename="{SCRIPT}.exe"

binary
--b--
"""


def send_mail(site):
    """The demonstration's letters, one that means harm, and a long one."""
    for path in sorted((NORTHMERE / "demo").glob("*.eml")):
        site.send_case(path)
    site.send("j.hart@northmere.gov.uk", ["cllr.shah@northmere.gov.uk", "cllr.oduya@northmere.gov.uk"], HOSTILE,
              login="jhart")
    big = ("From: j.hart@northmere.gov.uk\nTo: cllr.shah@northmere.gov.uk\nSubject: Long\n"
           "Message-ID: <long@northmere.gov.uk>\n\n" + "The depot in Heron Street, and its yard. \n" * 250_000)
    site.send("j.hart@northmere.gov.uk", ["cllr.shah@northmere.gov.uk", "cllr.oduya@northmere.gov.uk"], big,
              login="jhart")
    site.mta.settle()


def main():
    programs, modules = sys.argv[1], Path(sys.argv[2]).resolve()
    with Site(programs, profiles=("york", "gloucester"), extra=ACTIONS) as site:
        send_mail(site)
        for name, (person, role) in USERS.items():
            site.add_user(name, person, role, PASSWORD)
        settings = {"address": site.start_review(), "password": PASSWORD, "chromium": CHROMIUM,
                    "modules": str(modules)}
        before = len(site.received(COUNCILLOR))
        done = subprocess.run(["node", HERE / "review.mjs", json.dumps(settings)], check=False)
        if done.returncode == 0:
            wait_for(lambda: len(site.mta.mailbox(COUNCILLOR)) == before + 1, "the one letter that was released")
            print("browser: the released letter arrived, once; the audit holds: " +
                  site.candour("audit", "verify").splitlines()[0])
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
