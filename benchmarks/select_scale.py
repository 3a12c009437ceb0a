"""Large pools with quotas on five attributes: 1,000 choose 50 and 10,000 choose 100, proven to the last point.

    python benchmarks/select_scale.py

Scores are 0-999, quotas are the share of each of four to six values, plus or minus a quarter. Printed as ratios
to `import highspy`: the first level alone, and with the published lot between equals.
"""

from __future__ import annotations

import subprocess
import sys
import time

import numpy as np

from samskab.model.pool import Candidate, Pool
from samskab.model.selection import Bound, Quota, Score, Selection, Size
from samskab.solve.task import Task


def task(count: int, size: int, top: int = 999) -> Task:
    """A random pool, the same every time."""
    rng = np.random.default_rng(count)
    values = {f"a{n}": 4 + n % 3 for n in range(5)}
    columns = {name: rng.integers(0, many, count) for name, many in values.items()}
    scores = rng.integers(0, top + 1, count)
    candidates = tuple(
        Candidate(
            key=f"m{n:05d}",
            name=f"m{n:05d}",
            numbers={"score": int(scores[n])},
            attributes={name: (f"v{column[n]}",) for name, column in columns.items()},
        )
        for n in range(count)
    )
    rules = []
    for name, many in values.items():
        held = {}
        for value in range(many):
            share = size * int((columns[name] == value).sum()) / count
            held[f"v{value}"] = Bound(min=int(share * 0.75), max=int(share * 1.25) + 1)
        rules.append(Quota(id=name, by=name, values=held))
    return Task(
        Pool(candidates=candidates),
        Selection(size=Size(min=size, max=size), rules=tuple(rules), aims=(Score(),)),
        "lot",
    )


def main() -> None:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import highspy"], check=True)
    base = time.perf_counter() - start
    for count, size, top in ((1_000, 50, 999), (10_000, 100, 999), (1_000, 50, 5), (10_000, 100, 5)):
        job = task(count, size, top)
        start = time.perf_counter()
        first = job.search.best()
        level = time.perf_counter()
        best = job.best
        done = time.perf_counter()
        assert first is not None
        assert best is not None
        assert best.values == best.bounds == first.values
        print(
            f"{count:6} choose {size:3}, scores 0-{top}: {best.values[0]} proven in {(level - start) / base:5.1f} x, "
            f"with lot {(done - start) / base:5.1f} x import highspy{' (lot needed)' if best.lot else ''}"
        )


if __name__ == "__main__":
    main()
