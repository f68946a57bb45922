# SPDX-License-Identifier: BSD-2-Clause
"""A whole candour for a test: a council's configuration, the milter and the courier, and a private Postfix, all below
one temporary folder. Used as a context manager; leaves nothing running and nothing behind."""

import atexit
import email
import email.policy
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

from mta import Postfix, free_port, wait_for

NORTHMERE = Path(__file__).resolve().parent.parent / "northmere"

COMPILED = Path(tempfile.mkdtemp(prefix="candour-lexicons-"))
atexit.register(shutil.rmtree, COMPILED, ignore_errors=True)

CONF = """\
council = {{ name = "Northmere Borough Council"; domains = [ "northmere.gov.uk", "members.northmere.gov.uk" ]; }};
directory = {{ people = "{northmere}/people.csv"; lists = "{northmere}/lists.csv"; domains = "{northmere}/domains.csv"; }};
profiles = [ {profiles} ];
state_dir = "{folder}/state";
register = "register.db";
socket = {{ spec = "{spec}"; group = "postfix"; mode = "0660"; }};
release = {{ host = "127.0.0.1"; port = {release_port}; retry_s = 1; }};
notices = {{ from = "Democratic Services <democratic.services@northmere.gov.uk>"; alert = "reviewers@northmere.gov.uk";
            help = "01632 960001"; delay_s = {delay}; }};
trusted = [ {trusted} ];
review = {{ listen = "127.0.0.1:{review_port}"; }};
{extra}
"""


def quoted(words):
    return ", ".join(f'"{word}"' for word in words)


class Site:
    """programs: the folder with the built programs; extra: further lines of candour.conf; mta: settings of Postfix;
    below: where the folder is made; inet: the milter listens on a port instead of a unix socket;
    start: False where start_all() is called later."""

    def __init__(self, programs, profiles=("york",), extra="", trusted=("127.0.0.1/32",), mta="", aliases="", delay=0,
                 courier=True, below="/var/tmp", inet=False, start=True):
        self.programs = Path(programs).resolve()
        self.folder = Path(tempfile.mkdtemp(prefix="candour-", dir=below))
        self.folder.chmod(0o755)
        (self.folder / "state").mkdir()
        (self.folder / "socket").mkdir(mode=0o755)
        self.conf = self.folder / "candour.conf"
        self.review_port = free_port()
        self.milter_port = free_port() if inet else None
        mta_spec = f"inet:127.0.0.1:{self.milter_port}" if inet else f"unix:{self.folder}/socket/milter.sock"
        spec = f"inet:{self.milter_port}@127.0.0.1" if inet else mta_spec
        self.mta = Postfix(self.folder / "mta", mta_spec, mta, aliases)
        self.settings = dict(spec=spec, northmere=NORTHMERE, profiles=quoted(profiles), folder=self.folder,
                             release_port=self.mta.release_port, delay=delay, trusted=quoted(trusted), extra=extra,
                             review_port=self.review_port)
        self.wants_courier, self.starts = courier, start
        self.milter = self.courier = self.review = None

    def __enter__(self):
        try:
            if self.starts:
                self.start_all()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_):
        running = [process for process in (self.review, self.courier, self.milter) if process is not None and process.poll() is None]
        for process in running:
            process.terminate()
        self.mta.stop()
        for process in running:
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start_all(self):
        self.configure()
        self.build_register()
        self.start_milter()
        self.mta.start()
        if self.wants_courier:
            self.start_courier()

    def configure(self, **changes):
        self.settings.update(changes)
        self.conf.write_text(CONF.format(**self.settings))

    # Programs

    def start(self, name, *arguments):
        with open(self.folder / f"{name}.log", "ab") as log:
            return subprocess.Popen([self.programs / name, "-c", self.conf, *arguments], stdin=subprocess.DEVNULL,
                                    stdout=log, stderr=log)

    def start_milter(self):
        """What an earlier site compiled of the same lexicons is there for this one: under sanitizers that takes long."""
        kept, own = COMPILED / self.settings["profiles"].replace("/", "_"), self.folder / "state" / "lexicons.compiled"
        if kept.exists() and not own.exists():
            shutil.copy(kept, own)
            own.chmod(0o600)
        self.milter = self.start("candour-milter", "--foreground")
        wait_for(lambda: self.milter.poll() is not None or self.is_milter_listening(), "the milter's socket")
        assert self.milter.poll() is None, self.program_log("candour-milter")
        if own.exists():
            shutil.copy(own, kept)

    def is_milter_listening(self):
        family, address = ((socket.AF_INET, ("127.0.0.1", self.milter_port)) if self.milter_port else
                           (socket.AF_UNIX, str(self.folder / "socket" / "milter.sock")))
        with socket.socket(family) as probe:
            try:
                probe.connect(address)
                return True
            except OSError:
                return False

    def start_courier(self):
        self.courier = self.start("candour-courier")

    def start_review(self):
        """The review page; its address."""
        self.review = self.start("candour-review")
        wait_for(lambda: self.review.poll() is not None or "ready at" in self.program_log("candour-review"), "the page")
        assert self.review.poll() is None, self.program_log("candour-review")
        return f"http://127.0.0.1:{self.review_port}"

    def add_user(self, name, person, role, password):
        """An account of the page."""
        subprocess.run([self.programs / "candour", "-c", self.conf, "user", "add", name, "--person", person, "--role",
                        role], input=password + "\n", text=True, check=True)

    def stop_program(self, process):
        process.terminate()
        return process.wait(60)

    def reload(self):
        self.milter.send_signal(signal.SIGUSR1)

    def program_log(self, name):
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def candour(self, *arguments, status=0):
        """Runs the command; what it printed. status: what it must exit with, None for any."""
        done = subprocess.run([self.programs / "candour", "-c", self.conf, *map(str, arguments)], capture_output=True,
                              text=True, check=False)
        assert status is None or done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def build_register(self):
        self.candour("register", "build", "--constituents", NORTHMERE / "constituents.csv", "--consents",
                     NORTHMERE / "consents.csv", "--out", self.folder / "state" / "register.db")

    # Mail

    def send(self, sender, recipients, message, **options):
        if isinstance(message, str):
            message = message.replace("\r\n", "\n").replace("\n", "\r\n").encode()
        return self.mta.send(sender, recipients, message, **options)

    def send_case(self, path):
        """Sends a labelled case as its sidecar says; the final reply."""
        case = json.loads(Path(path).with_suffix(".json").read_text())
        return self.send(case["from"], case["rcpt"], Path(path).read_text(), login=case.get("auth"))

    def received(self, address):
        """What an address got, parsed, oldest first."""
        self.mta.settle()
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.mta.mailbox(address)]

    def wait_for_mail(self, address, count=1):
        wait_for(lambda: len(self.mta.mailbox(address)) >= count, f"{count} message(s) to {address}")
        return self.received(address)

    # Cases

    def held(self):
        """The cases that wait, as `candour held list --json` prints them."""
        return [json.loads(line) for line in self.candour("held", "list", "--json").splitlines() if line]

    @staticmethod
    def waiting(case):
        """The addresses of a case that nobody has decided about, or that are on their way."""
        return [recipient["address"] for recipient in case["recipients"]
                if recipient["state"] in ("held", "releasing", "returning")]

    def case_ids(self):
        return [case["case"] for case in self.held()]
