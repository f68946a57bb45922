# SPDX-License-Identifier: BSD-2-Clause
"""Whether every bound holds: run.py [--memory] PROGRAMS [NAME...]. Each message of inputs.py is judged by `candour check`,
which has to answer, to find what can be read, and to say what cannot. With --memory, for programs without sanitizers,
what it and its children take at their peak is compared with the message's size; without it the messages that are only
large are left out. Times are printed and never judged."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import inputs

HERE = Path(__file__).resolve().parent
NORTHMERE = HERE.parent / "northmere"
HANG_SECONDS = 1800  # nobody waits so long: an error of the machine, or a program that hangs
SLACK_MB = 8        # beside a small letter's memory: what allocators keep
SANDBOX_MB = 512    # SANDBOX_MEMORY_BYTES
CONF = """\
council = {{ name = "Northmere Borough Council"; domains = [ "northmere.gov.uk", "members.northmere.gov.uk" ]; }};
directory = {{ people = "{files}/people.csv"; lists = "{files}/lists.csv"; domains = "{files}/domains.csv"; }};
profiles = [ "york", "gloucester", "uninspectable" ];
state_dir = "{folder}";
register = "register.db";
"""


def tree_of(pid):
    """The process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += tree_of(int(child))
    return found


def memory_kb(pid):
    """What the process has of its own, and its share of what it has with others."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


class Peak(threading.Thread):
    """The most that a process and all below it have had at once, in MB."""

    def __init__(self, pid):
        super().__init__()
        self.pid, self.mb, self.is_over = pid, 0, False
        self.start()

    def run(self):
        while not self.is_over:
            try:
                self.mb = max(self.mb, sum(map(memory_kb, tree_of(self.pid))) / 1024)
            except OSError:
                pass  # one of them has just ended
            time.sleep(0.01)

    def end(self):
        self.is_over = True
        self.join()
        return self.mb


class Bounds:
    def __init__(self, programs, folder):
        self.candour, self.folder = programs / "candour", folder
        self.conf = folder / "candour.conf"
        self.conf.write_text(CONF.format(files=NORTHMERE, folder=folder))
        self.environment = {"CANDOUR_DATA": str(HERE.parent.parent / "conf"), **os.environ}
        self.command("register", "build", "--constituents", NORTHMERE / "constituents.csv", "--consents",
                     NORTHMERE / "consents.csv", "--out", folder / "register.db").communicate()

    def command(self, *arguments):
        return subprocess.Popen([self.candour, "-c", self.conf, *arguments], env=self.environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def make(self, names):
        """A process of its own makes the messages, so that this one stays small. Their paths."""
        subprocess.run([sys.executable, HERE / "inputs.py", self.folder, *names], check=True)
        return [self.folder / f"{name}.eml" for name in names]

    def judge(self, *paths):
        """The running command."""
        return self.command("check", "--json", "--from", inputs.SAM, "--rcpt", inputs.LEE, "--auth", "spriestley", *paths)

    @staticmethod
    def answer_of(process):
        """What the command says: verdicts by name of the message, and complaints."""
        try:
            out, complaint = process.communicate(timeout=HANG_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            out, complaint = "", "hangs"
        if process.returncode not in (0, 1, 2, 3):
            complaint += f" exit {process.returncode}"
        verdicts = {Path(verdict["file"]).stem: verdict for verdict in map(json.loads, out.splitlines())}
        return verdicts, complaint

    def measure(self, path):
        """The answer, seconds, MB at the peak."""
        begin = time.monotonic()
        process = self.judge(path)
        peak = Peak(process.pid)
        answer = self.answer_of(process)
        return answer, time.monotonic() - begin, peak.end()

    @staticmethod
    def faults_of(name, verdict):
        """What is wrong with the verdict on that message."""
        if verdict is None:
            return ["no answer"]
        expected = inputs.INPUTS[name].reasons
        reasons = {part["reason"] for part in verdict["uninspected"]}
        found = []
        if not reasons <= expected or bool(reasons) != bool(expected):
            found.append(f"unread for {sorted(reasons)}, not {sorted(expected)}")
        if not any(finding["check"] == "unmarked-confidential" for finding in verdict["findings"]):
            found.append("the rest was not judged")
        return found

    def try_memory(self, names):
        """One after the other. TRUE for each bound that holds."""
        small = self.folder / "small.eml"
        small.write_bytes(inputs.attached(b"%PDF-1.4\n", "small.pdf"))
        small_mb = self.measure(small)[2]
        print(f"bounds: a small letter takes {small_mb:.0f} MB")
        for name in names:
            path, = self.make([name])
            size_mb, times = path.stat().st_size / inputs.MB, inputs.INPUTS[name].times
            (verdicts, complaint), seconds, peak_mb = self.measure(path)
            path.unlink()
            faults = self.faults_of(name, verdicts.get(name)) + [complaint] * bool(complaint)
            most_mb = small_mb + SLACK_MB + times * size_mb if times else SANDBOX_MB
            if peak_mb > most_mb:
                faults.append(f"more than {most_mb:.0f} MB")
            print(f"{'FAILED' if faults else 'ok':6} {name:34} {size_mb:6.1f} MB {seconds:7.2f} s {peak_mb:6.0f} MB at the peak"
                  f" {'; '.join(faults)}", flush=True)
            yield not faults

    def try_together(self, names):
        """All by one command: starting it is what takes longest under sanitizers."""
        begin = time.monotonic()
        verdicts, complaint = self.answer_of(self.judge(*self.make(names)))
        print(f"bounds: {len(names)} messages, {time.monotonic() - begin:.0f} s {complaint[:4000]}")
        yield not complaint
        for name in names:
            faults = self.faults_of(name, verdicts.get(name))
            if faults:
                print(f"FAILED {name} {'; '.join(faults)}")
            yield not faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--memory", action="store_true", help="judge the memory, too")
    parser.add_argument("programs", type=Path)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="candour-bounds-", dir="/var/tmp") as folder:
        bounds = Bounds(options.programs.resolve(), Path(folder))
        names = options.names or [name for name, one in inputs.INPUTS.items() if options.memory or not one.times]
        results = list(bounds.try_memory(names) if options.memory else bounds.try_together(names))
    print(f"bounds: {sum(results)} hold, {len(results) - sum(results)} do not")
    sys.exit(not all(results) or not results)


if __name__ == "__main__":
    main()
