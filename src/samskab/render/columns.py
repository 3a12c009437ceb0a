"""How wide the columns of a table want to be, from their words alone."""

from __future__ import annotations

from samskab.render.document import Block, inline_text

SHORT, LONG = 16, 60


def longest_lines(block: Block) -> list[int]:
    """Characters of the longest line of each column."""
    rows = [block["header"], *block["rows"]]
    return [
        max([len(line) for row in rows if n < len(row) for line in inline_text(row[n]).split("\n")] or [0])
        for n in range(len(block["header"]))
    ]


def shares(block: Block) -> list[int]:
    """0 for a short column, which is as wide as its words; the others share what is left in these proportions."""
    longest = longest_lines(block)
    widths = [0 if length <= SHORT else min(length, LONG) for length in longest]
    return widths if any(widths) else [max(length, 4) for length in longest]


def millimetres(block: Block, room: float) -> list[float]:
    """Widths that fill `room`: for writers that must say every width themselves."""
    longest = longest_lines(block)
    short = [2.0 * length + 6 if length <= SHORT else 0.0 for length in longest]
    left = room - sum(short)
    long = sum(min(length, LONG) for length in longest if length > SHORT)
    if not long or left < room / 4:
        whole = sum(max(length, 4) for length in longest)
        return [room * max(length, 4) / whole for length in longest]
    return [s or left * min(length, LONG) / long for s, length in zip(short, longest, strict=True)]
