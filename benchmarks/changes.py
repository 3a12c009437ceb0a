"""`samskab diff` and `validate --changed-since` of one changed application, as ratios to `python -c pass`.

    python benchmarks/changes.py [--files 10000] [--rounds 7]

A repository with so many applications, about a hundred in each programme, in one commit; one word of one file changed.
Whole processes with compiled bytecode, git included, run in turn in one loop; CPU time (user + system), medians of the
rounds. `validate` of everything stands beside them. Asked for: under 15.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import write
from validate import DAY, print_ratios

SAMSKAB = (sys.executable, "-m", "samskab")


def imported(command: str, *modules: str) -> tuple[str, ...]:
    """A process that imports a command and what it works with, and does nothing."""
    names = (f"samskab.{name}" for name in ("cli.main", "cli.app", f"cli.commands.{command}", *modules))
    return sys.executable, "-c", f"import {', '.join(names)}"


COMMANDS: dict[str, tuple[str, ...]] = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "diff --help": (*SAMSKAB, "diff", "--help"),
    "imports of validate --changed-since": imported("validate", "usecases.history.changed_findings"),
    "imports of diff": imported("diff", "usecases.history.diff", "report.changes.screen_parts"),
    "diff": (*SAMSKAB, "diff", "--today", DAY),
    "diff --format json": (*SAMSKAB, "diff", "--format", "json", "--today", DAY),
    "validate --changed-since": (*SAMSKAB, "validate", "--changed-since", "HEAD", "--today", DAY),
    "validate": (*SAMSKAB, "validate", "--today", DAY),
}


def prepare(folder: Path, files: int) -> None:
    """The repository with its commit, and the change."""
    write(folder, files)
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false")
    for words in (("init", "-q"), ("add", "--all"), ("commit", "-q", "-m", "begin")):
        subprocess.run(["git", "-C", str(folder), *who, *words], check=True)
    file = next(iter(sorted((folder / "data/programmes/maaling-0000/applications").iterdir())))
    text = file.read_text(encoding="utf-8").replace("Sundhedskonsulent", "Sundhedschef")
    file.write_text(text, encoding="utf-8", newline="")


def compare(files: int, rounds: int) -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as scratch:
        repository = Path(scratch) / "repository"
        prepare(repository, files)
        print(f"{files} applications, one changed")
        print_ratios(COMMANDS, repository, rounds)


def main() -> None:
    """The command line above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    compare(chosen.files, chosen.rounds)


if __name__ == "__main__":
    main()
