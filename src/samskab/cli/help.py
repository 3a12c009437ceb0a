"""How a help page is laid out: terms beside or above their explanation, whatever the width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator


def section(title: str, rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    """A titled list of terms with their explanation, side by side where there is room, else below each other."""
    if not rows:
        return
    yield ""
    yield title
    column = min(max(len(term) for term, _ in rows) + 4, 26)
    for term, text in rows:
        if width < column + 24 or len(term) + 4 > column:
            yield f"  {term}"
            yield from wrapped(text, width, " " * (6 if width < column + 24 else column))
            continue
        lines = list(wrapped(text, width, " " * column)) or [""]
        yield f"  {term}".ljust(column) + lines[0].lstrip()
        yield from lines[1:]


def wrapped(text: str, width: int, indent: str) -> list[str]:
    """Text in lines no longer than `width`, each with its indent."""
    return textwrap.wrap(
        text, max(len(indent) + 12, width), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
