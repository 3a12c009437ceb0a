"""Cold `select` on the municipal instance: ratios to `python -c "import highspy"`, and to plain models of peers.

    python benchmarks/select_cold.py [--runs 7]

Each line is a whole process, taken in turns on the same machine; the median is printed as a ratio, never in seconds.
`proven` goes from process start to the proven optimum of three levels with quotas, cap and distance; `explained` adds
all reasons, replacements and (of a pool without a cohort) conflict set and changes. CP-SAT and scipy milp
solve the first level of the same problem in a plain formulation; they need their own environment
(`SAMSKAB_PEERS=/path/to/python`, with ortools and scipy), since OR-Tools cannot share a process with highspy.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent

OURS = """
import sys
from decimal import Decimal
from tests.solve.sixty_municipalities import ATTRIBUTES, pool, selection
from samskab.model.selection import Deviation, Dispersion, Distance, Score, Sum
from samskab.solve.task import Task
aims = {aims}
task = Task(pool(), selection(*aims, more=(Distance(id="apart", min_km=Decimal(15)),)), "eksempel")
assert task.best.values == task.best.bounds
if {explain}:
    from samskab.fairness.replacements import replacements
    from samskab.solve.relaxations import find_relaxations
    from samskab.solve.explain import Explainer
    Explainer(task).every(), replacements(task.rows, task.best.cohort, task.keys)
    tight = selection(*aims, more=(Sum(id="few", of="participants", max=60),))
    find_relaxations(Task(pool(), tight, "eksempel"))
"""
SCORE_FIRST = "(Score(), Deviation(by=ATTRIBUTES), Dispersion())"
DEVIATION_FIRST = "(Deviation(by=ATTRIBUTES), Score(), Dispersion())"


def once(python: str, program: str) -> float:
    """Seconds of one whole process."""
    start = time.perf_counter()
    subprocess.run([python, "-c", program], check=True, cwd=HERE.parent, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    jobs = {
        "import highspy": (sys.executable, "import highspy"),
        "proven, score first": (sys.executable, OURS.format(aims=SCORE_FIRST, explain=False)),
        "explained, score first": (sys.executable, OURS.format(aims=SCORE_FIRST, explain=True)),
        "proven, deviation first": (sys.executable, OURS.format(aims=DEVIATION_FIRST, explain=False)),
        "explained, deviation first": (sys.executable, OURS.format(aims=DEVIATION_FIRST, explain=True)),
    }
    peers = os.environ.get("SAMSKAB_PEERS")
    if peers:
        for name in ("cp-sat", "milp"):
            for level in ("score", "deviation"):
                solve = name.replace("-", "_")
                program = (
                    f"import sys; sys.path.insert(0, {str(HERE)!r}); from select_peers import *; {solve}({level!r})"
                )
                jobs[f"{name}, {level} alone"] = (peers, program)
    else:
        print("peers left out: SAMSKAB_PEERS names no python with ortools and scipy")
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, (python, program) in jobs.items():
            times[name].append(once(python, program))
    base = median(times["import highspy"])
    for name, found in times.items():
        print(f"{name:28} {median(found) / base:6.1f} x import highspy")
    for name in ("score first", "deviation first"):
        extra = median(times[f"explained, {name}"]) - median(times[f"proven, {name}"])
        print(f"explanations, {name:15} {extra / base:6.1f} x import highspy more")


if __name__ == "__main__":
    main()
