"""How long commands take to start, as ratios to `python -c pass`.

    python benchmarks/start.py [--rounds 15]

Whole processes with compiled bytecode, run in turn in one loop; CPU time (user + system), medians of the rounds. Some
rows do real work too: a rule's page is read from the catalogue, and a small repository is validated. The last are what
a shell waits for when the Tab key is pressed (limit: 12).
"""

from __future__ import annotations

import argparse
import sys

from validate import DAY, ROOT, print_ratios

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


COMPLETIONS = (
    "",
    "validate --format ",
    "select f",
    "select faellesskabsagenter-2014 --pin K",
    "rule SK3",
    "render ",
    "render --for K",
    "render --programme faellesskabsagenter-2014 --meeting ",
    "decision verify ",
    "schema ",
)
"""Command lines for completion, up to the cursor."""


def compare(rounds: int) -> None:
    """Prints the table."""
    print_ratios(COMMANDS | {f"completion of: {line}": _completion(line) for line in COMPLETIONS}, ROOT, rounds)


def _completion(line: str) -> tuple[str, ...]:
    """The program as bash calls it to complete a line."""
    asked = (f"COMP_WORDS=samskab {line}", f"COMP_CWORD={len(f'samskab {line}.'.split()) - 1}")
    return ("env", "_SAMSKAB_COMPLETE=complete_bash", *asked, *SAMSKAB)


def main() -> None:
    """The command line above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    compare(parser.parse_args().rounds)


if __name__ == "__main__":
    main()
