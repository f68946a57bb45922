# SPDX-License-Identifier: BSD-2-Clause
"""A private Sendmail in front of a private Postfix: Debian's packages unpacked beside whatever is installed, with a
configuration of its own, in name and mount spaces of its own because Sendmail insists on a qualified host name. It
judges with candour and hands everything to the Postfix, whose mailboxes tell what arrived."""

import os
import signal
import smtplib
import socket
import subprocess
from pathlib import Path

from mta import Postfix, free_port, wait_for

# Unpacked there by tests/install.sh.
ROOT = Path(__file__).resolve().parent.parent.parent / "build" / "sendmail"

MC = """\
include(`{root}/usr/share/sendmail/cf/m4/cf.m4')
OSTYPE(`linux')
define(`confDOMAIN_NAME', `gateway.northmere.gov.uk')
define(`SMART_HOST', `esmtp:[127.0.0.1]')
define(`ESMTP_MAILER_ARGS', `TCP $h {relay_port}')
define(`QUEUE_DIR', `{folder}/queue')
define(`STATUS_FILE', `{folder}/statistics')
define(`confPID_FILE', `{folder}/sendmail.pid')
define(`confCW_FILE', `-o {folder}/none')
define(`ALIAS_FILE', `')
define(`HELP_FILE', `')
define(`confTO_IDENT', `0')
define(`confPRIVACY_FLAGS', `')
undefine(`confHOSTS_FILE')
FEATURE(`nocanonify')
FEATURE(`accept_unresolvable_domains')
FEATURE(`accept_unqualified_senders')
FEATURE(`promiscuous_relay')
INPUT_MAIL_FILTER(`candour', `S={socket}, F=T, T=S:30s;R:60s;E:2m')
DAEMON_OPTIONS(`Addr=127.0.0.1, Port={port}, Name=MTA')
MAILER(`smtp')
"""

START = """\
hostname gateway.northmere.gov.uk && printf '127.0.0.1 gateway.northmere.gov.uk localhost\\n' > {folder}/hosts &&
{mount} && exec {root}/usr/libexec/sendmail/sendmail -C {folder}/sendmail.cf -bD
"""


class Sendmail:
    """Speaks like mta.Postfix where tests send; the mailboxes are the Postfix's behind it."""

    session = Postfix.session
    transaction = staticmethod(Postfix.transaction)

    def __init__(self, folder, milter, postfix):
        self.folder, self.postfix = Path(folder), postfix
        self.root = ROOT
        self.smtp_port = free_port()
        (self.folder / "queue").mkdir(parents=True)
        mc = MC.format(root=self.root, folder=self.folder, relay_port=postfix.release_port, port=self.smtp_port,
                       socket=milter)
        (self.folder / "sendmail.mc").write_text(mc)
        configuration = subprocess.run(["m4", "-D_CF_DIR_=" + str(self.root / "usr/share/sendmail/cf") + "/"],
                                       input=mc, capture_output=True, text=True, check=True).stdout
        (self.folder / "sendmail.cf").write_text(configuration)
        self.process = None

    def start(self):
        # A plain chroot has no mount space to give; there Sendmail looks the name up in vain, which only takes longer.
        own_mounts = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode == 0
        mount = f"mount --bind {self.folder}/hosts /etc/hosts" if own_mounts else "true"
        script = START.format(folder=self.folder, root=self.root, mount=mount)
        self.process = subprocess.Popen(["unshare", "--uts", *(["--mount"] if own_mounts else []), "sh", "-c", script],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=open(self.folder / "errors", "wb"), start_new_session=True)
        wait_for(lambda: self.process.poll() is not None or self.is_listening(), "Sendmail to listen")
        assert self.process.poll() is None, (self.folder / "errors").read_text()

    def is_listening(self):
        try:
            socket.create_connection(("127.0.0.1", self.smtp_port), 1).close()
            return True
        except OSError:
            return False

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(60)

    def send(self, sender, recipients, message):
        with smtplib.SMTP("127.0.0.1", self.smtp_port, local_hostname="client.northmere.gov.uk", timeout=120) as client:
            client.ehlo()
            return self.transaction(client, sender, recipients, message)

    def settle(self):
        wait_for(lambda: not any((self.folder / "queue").glob("[dqt]f*")), "Sendmail's queue to empty")
        self.postfix.settle()
