# SPDX-License-Identifier: BSD-2-Clause
"""What a city's register and word lists cost against a thousandth of them, in one run: scale.py PROGRAMS. Figures, not
a test. With BENCH_QUICK=1 in the environment everything is a tenth as large and measured fewer times."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
NORTHMERE = HERE.parent / "northmere"
IS_QUICK = bool(os.environ.get("BENCH_QUICK"))
LARGE = (100000, 20000, 1000, 50) if IS_QUICK else (1000000, 200000, 10000, 500)
SMALL = tuple(max(number // 1000, 1) for number in LARGE)
TIMES = 20 if IS_QUICK else 100
MOST = 1.3  # times that a message may cost

CONF = """\
council = {{ name = "Northmere Borough Council"; domains = [ "northmere.gov.uk", "members.northmere.gov.uk" ]; }};
directory = {{ people = "{northmere}/people.csv"; lists = "{northmere}/lists.csv"; domains = "{northmere}/domains.csv"; }};
profiles = [ "york", "gloucester" ];
lexicons = [ "lexicon.conf" ];
state_dir = "{folder}/state";
register = "register.db";
trusted = [ "127.0.0.1/32" ];
"""


def say(what, figure):
    print(f"  {what:<60} {figure:>20}")


def seconds_of(function):
    """Elapsed and processor time of what it starts, and what it returns."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    value = function()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, spent, value


class Council:
    def __init__(self, programs, folder, size):
        self.programs, self.folder, self.size = programs, folder, size
        (folder / "state").mkdir(parents=True)
        (folder / "candour.conf").write_text(CONF.format(northmere=NORTHMERE, folder=folder))
        subprocess.run([sys.executable, HERE / "generate.py", folder, *map(str, size)], check=True)

    def build(self):
        subprocess.run([self.programs / "candour", "-c", self.folder / "candour.conf", "register", "build",
                        "--constituents", self.folder / "constituents.csv", "--consents", self.folder / "consents.csv",
                        "--out", self.folder / "state" / "register.db"], check=True, stdout=subprocess.DEVNULL)

    def command(self, letters, times):
        return [self.programs / "bench" / "judge", self.folder / "candour.conf", str(times), *letters]

    def judge(self, letters, times=TIMES):
        """Figures by name, as the program prints them."""
        done = subprocess.run(self.command(letters, times), check=True, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL)
        return {name: list(map(float, figures)) for name, *figures in map(str.split, done.stdout.splitlines())}


def memory_of(pid, name):
    """Kilobytes of the mapping of that file: resident, and this process's share of it."""
    figures, is_wanted = {"Rss": 0, "Pss": 0}, False
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        first = line.split()[0]
        if not first.endswith(":"):
            is_wanted = line.endswith(name)
        elif is_wanted and first[:-1] in figures:
            figures[first[:-1]] += int(line.split()[1])
    return figures


def rollup_of(pid):
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


def print_memory(council, letters):
    """Of two processes that have judged the letters and wait."""
    two = [subprocess.Popen(council.command(letters, 10), stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in "12"]
    try:
        for process in two:
            for _ in range(3 + len(letters)):
                process.stdout.readline()
        for number, process in enumerate(two, 1):
            whole, register = rollup_of(process.pid), memory_of(process.pid, "/register.db")
            say(f"process {number} of two: resident, its share of that (Pss), MB",
                f"{whole['Rss'] / 1024:.0f}  {whole['Pss'] / 1024:.0f}")
            say("  of the register: resident, its share, MB", f"{register['Rss'] / 1024:.0f}  {register['Pss'] / 1024:.0f}")
    finally:
        for process in two:
            process.communicate()


def print_letters(small, large, letters):
    print(f"\n  {'microseconds of processor time a message':<34} {'small: read  judge':>20} {'large: read  judge':>20}"
          f" {'scan':>6} {'times':>6}")
    for letter in letters:
        (read, judge, _, _), (large_read, large_judge, scan, _) = small[letter.name], large[letter.name]
        times = (large_read + large_judge) / (read + judge)
        print(f"  {letter.stem:<34} {read:>12.0f} {judge:>7.0f} {large_read:>12.0f} {large_judge:>7.0f} {scan:>6.0f}"
              f" {times:>6.2f}{'  over ' + str(MOST) if times > MOST else ''}")


def print_fsync(folder):
    """What the disk itself takes for what a held letter costs it at least."""
    with open(folder / "synced", "wb") as file:
        start = time.monotonic()
        for _ in range(100):
            file.write(b"x" * 16384)
            file.flush()
            os.fsync(file.fileno())
    say("fsync of 16 KB alone, elapsed ms", f"{(time.monotonic() - start) * 10:.2f}")


def measure(programs, folder):
    start = time.monotonic()
    made, _, large = seconds_of(lambda: Council(programs, folder / "large", LARGE))
    small = Council(programs, folder / "small", SMALL)
    print("\nScale: {:,} constituents, {:,} bases, {:,} phrases, {:,} patterns, against {:,}, {:,}, {:,}, {:,}"
          .format(*LARGE, *SMALL))
    elapsed, spent, _ = seconds_of(large.build)
    small.build()
    register = large.folder / "state" / "register.db"
    say("building the register: elapsed, processor s", f"{elapsed:.1f}  {spent:.1f}")
    say("its size, MB", f"{register.stat().st_size / 1e6:.0f}")
    letters = sorted(small.folder.glob("*.eml"))
    first, again, few = large.judge([], 1), large.judge(letters), small.judge(letters)
    say("loading everything the first time, ms", f"{first['load'][0]:.0f}")
    say("loading everything again, ms", f"{again['load'][0]:.0f}")
    say("the same of the small one, ms", f"{few['load'][0]:.0f}")
    say("opening the register alone, small and large, ms", f"{few['open'][0]:.3f}  {again['open'][0]:.3f}")
    say("one look-up in it alone, small and large, us", f"{few['lookup'][0]:.2f}  {again['lookup'][0]:.2f}")
    print_memory(large, letters)
    print_fsync(folder)
    print_letters(few, again, letters)
    print(f"\n  took {time.monotonic() - start:.0f} s, {made:.0f} s of it to invent the residents")


def main():
    os.environ.setdefault("CANDOUR_DATA", str(HERE.parent.parent / "conf"))
    with tempfile.TemporaryDirectory(prefix="candour-scale-", dir="/var/tmp") as folder:
        measure(Path(sys.argv[1]).resolve(), Path(folder))


if __name__ == "__main__":
    main()
