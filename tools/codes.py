"""Print the next free number of each family of codes, and the retired numbers: `python tools/codes.py`."""

from __future__ import annotations

import sys

from samskab.check.run import CODES
from samskab.codes.declared import RETIRED


def next_code(family: str) -> str:
    """The number after the highest that a family (`SK3`) has or had; the first that is free when it has SK399."""
    known = {int(code[2:]) for code in (*CODES, *RETIRED) if code.startswith(family)}
    first = int(family[2:]) * 100
    after = max(known, default=first) + 1
    if after > first + 99:
        after = next(number for number in range(first + 1, first + 100) if number not in known)
    return f"SK{after:03d}"


def main() -> None:
    """One line for each family, and one for the retired numbers."""
    for digit in sorted({code[2] for code in CODES}):
        sys.stdout.write(f"SK{digit}: {next_code(f'SK{digit}')}\n")
    sys.stdout.write(f"retired: {', '.join(RETIRED)}\n")


if __name__ == "__main__":
    main()
