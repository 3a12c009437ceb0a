"""How long commands take to start, as ratios to `python -c pass`.

    python benchmarks/start.py [--rounds 15]

Whole processes with compiled bytecode, run in turn in one loop; CPU time (user + system), medians of the rounds. The
last rows do real work too: a rule's page is read from the catalogue, and a small repository is validated.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from pathlib import Path

from validate import DAY, ROOT, cpu

SAMSKAB = (sys.executable, "-m", "samskab")
COMMANDS: dict[str, tuple[str, ...]] = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "--version": (*SAMSKAB, "--version"),
    "--help": (*SAMSKAB, "--help"),
    "validate --help": (*SAMSKAB, "validate", "--help"),
    "status --help": (*SAMSKAB, "status", "--help"),
    "select --help": (*SAMSKAB, "select", "--help"),
    "render --help": (*SAMSKAB, "render", "--help"),
    "rule SK311": (*SAMSKAB, "rule", "SK311"),
    "validate, before its work": (
        sys.executable,
        "-c",
        "import samskab.cli.commands.validate, samskab.usecases.validate.validate",
    ),
    "validate, a small repository": (
        *SAMSKAB,
        "validate",
        "--today",
        DAY,
        "-C",
        str(ROOT / "tests" / "golden" / "repo"),
    ),
}


def compare(rounds: int) -> None:
    """Prints the table."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    samples: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():  # bytecode is written and the disk is warm before anything counts
        cpu(list(command), Path.cwd())
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            samples[name].append(cpu(list(command), Path.cwd())[0])
    bare = statistics.median(samples["python -c pass"])
    print(f"medians of {rounds} rounds; python -c pass takes {bare * 1000:.0f} ms")
    print(f"{'':32}{'CPU ms':>8}{'/ bare':>8}")
    for name, measured in samples.items():
        spent = statistics.median(measured)
        print(f"{name:32}{spent * 1000:8.0f}{spent / bare:8.1f}")


def main() -> None:
    """The command line above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    compare(parser.parse_args().rounds)


if __name__ == "__main__":
    main()
