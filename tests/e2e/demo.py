# SPDX-License-Identifier: BSD-2-Clause
"""The main job before the reader's eyes: a private Postfix with candour, a handful of Northmere's messages, what became
of each, the warning, and a release that arrives. demo.py PROGRAMS [--keep]

With --keep it ends by telling the address of the review page and a throw-away account, and runs until it is interrupted."""

import email
import email.policy
import json
import os
import secrets
import signal
import sys

from council import NORTHMERE, Site
from mta import wait_for

REVIEWER = "t.ellery@northmere.gov.uk"  # head of democratic services, who is in none of the letters

ACTIONS = 'actions = ( { rule = "york-7.6"; action = "hold"; } );'


def heading(text):
    print(f"\n{text}\n{'-' * len(text)}")


def table(rows, headings):
    widths = [max(len(row[column]) for row in [headings, *rows]) for column in range(len(headings))]
    for row in [headings, ["-" * width for width in widths], *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def load(path):
    case = json.loads(path.with_suffix(".json").read_text())
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return case, message["Message-ID"]


def got(site, address, message_id):
    return any(mail["Message-ID"] == message_id for mail in site.received(address))


def send_all(site, paths):
    heading("Sending, by SMTP to the private Postfix")
    for path in paths:
        case, _ = load(path)
        code, text = site.send_case(path)
        print(f"{path.stem}: {case['why']}\n    Postfix: {code} {text}")
        site.mta.settle()


def show_recipients(site, paths):
    heading("What each recipient got")
    rows = []
    for path in paths:
        case, message_id = load(path)
        for recipient in case["rcpt"]:
            rows.append([path.stem, recipient, "has it" if got(site, recipient, message_id) else "waits"])
    table(rows, ["message", "recipient", "result"])


def show_warnings(site, paths):
    heading("The warnings that went to the officers")
    for sender in sorted({load(path)[0]["from"] for path in paths}):
        for mail in site.received(sender):
            if mail["Auto-Submitted"] != "auto-generated":
                continue
            print(f"To: {mail['To']}\nSubject: {mail['Subject']}\n")
            print("\n".join("    " + line for line in mail.get_body(("plain",)).get_content().rstrip().splitlines()), "\n")


def release_first(site):
    first = site.held()[0]
    case, recipient = first["case"], site.waiting(first)[0]
    before = len(site.received(recipient))
    heading(f"Releasing case {case} to {recipient}")
    print(f"$ candour held release {case}")
    print(site.candour("held", "release", case).rstrip())
    wait_for(lambda: len(site.mta.mailbox(recipient)) > before, "the released letter")
    mail = site.received(recipient)[-1]
    print(f"\nIt arrived, from {mail['Return-Path']} as the sender sent it:")
    print(f"    Message-ID: {mail['Message-ID']}\n    Subject: {mail['Subject']}")
    wait_for(lambda: case not in site.case_ids(), "the case to be closed")
    print(f"\n$ candour held show {case}    (without the letter itself)")
    print(site.candour("held", "show", case).split("\nMessage")[0].rstrip())


def keep(site):
    """The page, with an account that is gone with the demonstration."""
    password = secrets.token_urlsafe(12)
    site.add_user("reviewer", REVIEWER, "approver", password)
    address = site.start_review()
    heading("The review page")
    print(f"Open {address} in a browser on this machine, and sign in as\n\n    user name  reviewer\n    password   {password}\n")
    print("Everything is gone when you end this with Ctrl-C.", flush=True)
    try:
        signal.pause()
    except KeyboardInterrupt:
        pass


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--keep"]
    programs = arguments[0] if arguments else "build"
    if os.geteuid() != 0:
        sys.exit("the demonstration starts a Postfix of its own, which needs root: run it with sudo")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))  # unwinds, so that nothing stays running
    paths = sorted((NORTHMERE / "demo").glob("*.eml"))
    with Site(programs, profiles=("york", "gloucester"), extra=ACTIONS) as site:
        send_all(site, paths)
        show_recipients(site, paths)
        heading("What is held: candour held list")
        print(site.candour("held", "list").rstrip())
        wait_for(lambda: any(mail["Auto-Submitted"] for mail in site.received(load(paths[0])[0]["from"])), "a warning")
        site.mta.settle()
        show_warnings(site, paths)
        release_first(site)
        if "--keep" in sys.argv:
            keep(site)
    print("\nEverything was private to this run: Postfix and candour are stopped, their folder is gone.")


if __name__ == "__main__":
    main()
