"""Whole `select` commands with everything they print, from a cold start: CPU as ratios to `python -c "import highspy"`.

    python benchmarks/select_commands.py [--rounds 3]

The commands run in turn, on the demonstration of 2014 in this repository, on a copy of it in which nothing is decided
(so that a reason is searched for), and on the repositories of `select_corpus`. Each figure is the median of its rounds,
each beside an import of the solver just after it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from select_corpus import CASES, KEY, TODAY, write_case

ROOT = Path(__file__).resolve().parent.parent
DEMONSTRATION = ("faellesskabsagenter-2014", "--today", "2014-02-14")
WHY_ONE = ("--why", "Roskilde")
COMMANDS = {
    "45 choose 20, everything": (),
    "the same, --why of one": WHY_ONE,
    "the same, --why all": ("--why", "all"),
    "the same, a waiting list of 40": ("--what-if", "waiting_list.size=40"),
    "no cohort: what would help": ("--what-if", "size=30"),
}
INVENTED = (KEY, "--today", TODAY)
MORE: Mapping[str, tuple[str, ...]] = {"98 choose 5, sum of distances": ("--why", "a0001")}
"""The words of a case that would take minutes with every reason."""


class Job(NamedTuple):
    """The words of one process, and the folder that it runs in."""

    words: Sequence[str]
    folder: Path = ROOT


BASE = Job(("-c", "import highspy"))


def cpu(job: Job) -> float:
    """CPU seconds of one process and its children."""
    before = os.times()
    subprocess.run([sys.executable, *job.words], cwd=job.folder, stdout=subprocess.DEVNULL, check=False)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def jobs(folder: Path) -> dict[str, Job]:
    """Everything that is measured, by name; the invented repositories are written into the folder."""
    select = ("-m", "samskab", "select")
    found = {name: Job((*select, *DEMONSTRATION, *words)) for name, words in COMMANDS.items()}
    undecided = folder / "undecided"
    shutil.copytree(ROOT / "data", undecided / "data", ignore=shutil.ignore_patterns("decisions"))
    shutil.copy(ROOT / "samskab.yaml", undecided)
    found["undecided, --why of one"] = Job((*select, *DEMONSTRATION, *WHY_ONE), undecided)
    for number, (name, case) in enumerate(CASES.items()):
        place, more = folder / str(number), MORE.get(name, ())
        write_case(place, case)
        found[" ".join((name, *more[:1]))] = Job((*select, *INVENTED, *more), place)
    return found


def main() -> None:
    """The command line above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with TemporaryDirectory() as folder:
        every = jobs(Path(folder))
        ratios: dict[str, list[float]] = {name: [] for name in every}
        for _ in range(rounds):
            for name, job in every.items():
                ratios[name].append(cpu(job) / cpu(BASE))
    for name, found in ratios.items():
        print(f"{name:38} {median(found):6.1f} x import highspy")


if __name__ == "__main__":
    main()
