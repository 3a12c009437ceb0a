"""Peak memory of `samskab validate` on a large repository: of its largest process, and of all its processes together.

    python benchmarks/memory.py [--files 100000]

Linux only: reads /proc five times a second. `resident` counts pages that processes share once for each of them,
`proportional` (PSS) once in all, and so is what the machine really gives.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import write
from validate import DAY


def megabytes(process: int) -> tuple[float, float]:
    """Resident and proportional memory of a process; nothing once it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return 0.0, 0.0
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    return sizes["Rss"], sizes["Pss"]


def family(process: int) -> list[int]:
    """A process and its children."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return [process]
    return [process, *map(int, children)]


def measure(files: int) -> None:
    """Prints the peaks."""
    with tempfile.TemporaryDirectory() as scratch:
        repository = Path(scratch) / "repository"
        write(repository, files)
        command = [sys.executable, "-m", "samskab", "validate", "--format", "concise", "--today", DAY]
        start = time.perf_counter()
        process = subprocess.Popen(
            [*command, "-C", str(repository)],
            stdout=subprocess.DEVNULL,
            env={key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
        )
        largest = resident = proportional = 0.0
        while process.poll() is None:
            sizes = [megabytes(one) for one in family(process.pid)]
            largest = max(largest, *(size[0] for size in sizes))
            resident = max(resident, sum(size[0] for size in sizes))
            proportional = max(proportional, sum(size[1] for size in sizes))
            time.sleep(0.2)
        print(f"{files} applications, exit code {process.returncode}, {time.perf_counter() - start:.0f} s")
        print(f"largest process {largest:.0f} MB")
        print(f"all together {resident:.0f} MB resident, {proportional:.0f} MB proportional")


def main() -> None:
    """The command line above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=100_000)
    measure(parser.parse_args().files)


if __name__ == "__main__":
    main()
