"""Whole `select` commands with everything they print, from a cold start: CPU as ratios to `python -c "import highspy"`.

    python benchmarks/select_commands.py [--rounds 3]

The commands run on the demonstration of 2014 in this repository, in turn; each figure is the least of its rounds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMME = ("faellesskabsagenter-2014", "--today", "2014-02-14")
COMMANDS = {
    "45 choose 20, everything": (),
    "the same, --why of one": ("--why", "Roskilde"),
    "the same, --why all": ("--why", "all"),
    "the same, a waiting list of 40": ("--what-if", "waiting_list.size=40"),
    "no cohort: what would help": ("--what-if", "size=30"),
}


def cpu(words: list[str]) -> float:
    """CPU seconds of one process and its children."""
    before = os.times()
    subprocess.run([sys.executable, *words], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """The command line above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    jobs = {"import highspy": ["-c", "import highspy"]}
    jobs |= {name: ["-m", "samskab", "select", *PROGRAMME, *words] for name, words in COMMANDS.items()}
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, words in jobs.items():
            times[name].append(cpu(words))
    base = min(times["import highspy"])
    for name, found in times.items():
        print(f"{name:32} {min(found) / base:6.1f} x import highspy")


if __name__ == "__main__":
    main()
