# SPDX-License-Identifier: BSD-2-Clause
"""A private Postfix on loopback ports, from a folder of its own: one listener with the milter, one without it for
what candour releases, and a mailbox for every address. It touches nothing of a Postfix that the machine has."""

import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import time
from pathlib import Path

MASTER = """\
{smtp} inet n - n - - smtpd
{release} inet n - n - - smtpd
    -o smtpd_milters= -o cleanup_service_name=release-cleanup -o max_use=1
    -o smtpd_recipient_restrictions=check_recipient_access,regexp:{folder}/release_access,permit_mynetworks,reject
release-cleanup unix n - n - 0 cleanup
    -o always_bcc= -o recipient_bcc_maps= -o sender_bcc_maps= -o non_smtpd_milters=
pickup unix n - n 1 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
mailbox unix - n n - - pipe flags=Rq user=nobody null_sender= argv=/bin/sh {folder}/deliver ${{recipient}}
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""

MAIN = """\
compatibility_level = 3.6
myhostname = mta.northmere.gov.uk
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log/mail.log
maillog_file_prefixes = {folder}
disable_dns_lookups = yes
smtp_host_lookup = native
virtual_mailbox_domains = regexp:{folder}/domains
virtual_alias_maps = regexp:{folder}/aliases
virtual_transport = mailbox
mailbox_destination_recipient_limit = 1
smtpd_authorized_xclient_hosts = 127.0.0.1
smtpd_milters = {milter}
non_smtpd_milters = {milter}
milter_default_action = tempfail
milter_connect_timeout = 10s
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_error_sleep_time = 0
in_flow_delay = 0
message_size_limit = 52428800
alias_maps =
alias_database =
notify_classes =
{extra}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, what, seconds=60):
    """Polls until condition() is true; its value. A time-out is an error of the machine, not a measurement."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s in vain for {what}")
        time.sleep(0.05)


# Every address has a folder with a file for each message, its envelope sender in the Return-Path line on top.
DELIVER = """\
umask 022
mkdir -p "{mail}/$1" && cat > "{mail}/.new.$$" && mv "{mail}/.new.$$" "{mail}/$1/$(date +%s.%N).$$"
"""


class Postfix:
    """settings: further lines of main.cf; aliases: lines of a regexp table for virtual_alias_maps."""

    def __init__(self, folder, milter, settings="", aliases=""):
        self.folder = Path(folder)
        self.smtp_port, self.release_port = free_port(), free_port()
        user = pwd.getpwnam("nobody")
        for name in ("queue", "data", "log", "mail"):
            (self.folder / name).mkdir(parents=True)
        shutil.chown(self.folder / "data", "postfix")
        os.chown(self.folder / "mail", user.pw_uid, user.pw_gid)
        values = dict(folder=self.folder, smtp=f"127.0.0.1:{self.smtp_port}",
                      release=f"127.0.0.1:{self.release_port}", milter=milter, extra=settings)
        self.write("main.cf", MAIN.format(**values))
        self.write("master.cf", MASTER.format(**values))
        # Every domain is at home here and every address has a mailbox, so that a test sees what each recipient got.
        self.write("domains", "/./ yes\n")
        self.write("deliver", DELIVER.format(mail=self.folder / "mail"))
        self.write("aliases", aliases)
        self.write("release_access", "")

    def write(self, name, text):
        (self.folder / name).write_text(text)

    def command(self, *arguments, **options):
        return subprocess.run(arguments, check=True, capture_output=True, text=True,
                              env={**os.environ, "MAIL_CONFIG": str(self.folder)}, **options)

    def start(self):
        self.command("postfix", "start")
        wait_for(self.is_listening, "Postfix to listen")

    def is_listening(self):
        try:
            for port in (self.smtp_port, self.release_port):
                socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        except OSError:
            return False

    def stop(self):
        subprocess.run(["postfix", "stop"], env={**os.environ, "MAIL_CONFIG": str(self.folder)},
                       capture_output=True, check=False)

    def refuse_at_release(self, reply_by_pattern):
        """{"cllr.x@": "451 4.2.0 busy"}: what the release listener says to those recipients."""
        self.write("release_access", "".join(f"/{pattern}/ {reply}\n" for pattern, reply in reply_by_pattern.items()))

    def log(self):
        return (self.folder / "log" / "mail.log").read_text(errors="replace")

    # Sending

    def session(self, login=None):
        client = smtplib.SMTP("127.0.0.1", self.smtp_port, local_hostname="client.northmere.gov.uk", timeout=60)
        client.ehlo()
        if login:
            client.docmd("XCLIENT", f"LOGIN={login}")
            client.ehlo()
        return client

    def send(self, sender, recipients, message, login=None, mail_arguments="", recipient_arguments=None):
        """One transaction; the final reply as (code, text). Recipients go out letter by letter as given, in angle
        brackets unless they have them."""
        with self.session(login) as client:
            return self.transaction(client, sender, recipients, message, mail_arguments, recipient_arguments)

    @staticmethod
    def transaction(client, sender, recipients, message, mail_arguments="", recipient_arguments=None):
        code, text = client.docmd("MAIL", f"FROM:<{sender}> {mail_arguments}".rstrip())
        if code != 250:
            return code, text.decode()
        for recipient in recipients:
            path = recipient if "<" in recipient else f"<{recipient}>"
            arguments = (recipient_arguments or {}).get(recipient, "")
            code, text = client.docmd("RCPT", f"TO:{path} {arguments}".rstrip())
            if code not in (250, 251):
                return code, text.decode()
        code, text = client.data(message)
        return code, text.decode()

    def sendmail(self, *arguments, message):
        return self.command("sendmail", *arguments, input=message)

    # Receiving

    def mailbox(self, address):
        """The messages an address got, oldest first, as bytes."""
        box = self.folder / "mail" / address
        files = sorted(box.iterdir()) if box.is_dir() else []
        return [file.read_bytes() for file in files]

    def is_idle(self):
        """Nothing is left to be delivered."""
        waiting = ("incoming", "active", "maildrop", "deferred")
        return not any(file.is_file() for name in waiting for file in (self.folder / "queue" / name).rglob("*"))

    def settle(self):
        wait_for(self.is_idle, "the queue to empty")
