"""`make docs`: write the generated pages and schemas again."""

from __future__ import annotations

import sys
from pathlib import Path

from samskab.cli.frame.reference import pages

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Write every page that has changed, and say which."""
    for path, text in pages().items():
        place = ROOT / path
        if not place.exists() or place.read_text(encoding="utf-8") != text:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
