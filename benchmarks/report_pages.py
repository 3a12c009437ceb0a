"""A report and a site from a cold start: CPU of `report` as a ratio to `select` alone, wall time of `site build`.

    python benchmarks/report_pages.py [--rounds 3]

98 invented applicants of `select_corpus`, without a record, so that `report` chooses the cohort that `select` chooses;
the site is that of the four programmes of this repository. Each figure is the median of its rounds, taken in turn.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from select_commands import Job, cpu
from select_corpus import CASES, KEY, TODAY, write_case

CASE = "98 choose 20"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_case(folder / "repo", CASES[CASE])
        words, day = ("-m", "samskab"), ("--today", TODAY)
        choose = Job((*words, "select", KEY, *day), folder / "repo")
        report = (*words, "report", KEY, "--edition", "internal", "--out", str(folder / "report"))
        write = Job((*report, *day), folder / "repo")
        site = Job((*words, "site", "build", "--preview", "--out", str(folder / "site"), "--today", "2024-12-01"))
        ratios, seconds = [], []
        for _ in range(options.parse_args().rounds):
            ratios.append(cpu(write) / cpu(choose))
            begun = time.perf_counter()
            cpu(site)
            seconds.append(time.perf_counter() - begun)
    sys.stdout.write(f"report of 98 applicants: {median(ratios):.2f} x select alone (asked for: under 2)\n")
    sys.stdout.write(f"site of four programmes: {median(seconds):.1f} s of wall time (asked for: under 5)\n")


if __name__ == "__main__":
    main()
