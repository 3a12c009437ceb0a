"""Widths of table columns from their text; no word is split while the page has room."""

from __future__ import annotations

import re

from samskab.documents.document import Block, inline_text
from samskab.documents.typography import JOINER, set_text

SHORT, LONG = 22, 60  # characters of a line
# In millimetres: the average width of a character in a table and the margins of a cell, rounded up; and as printed.
CHARACTER, EDGES = 2.0, 6.0
PRINTED_CHARACTER, PRINTED_EDGES = 1.78, 3.6


def width_shares(block: Block, room: float) -> list[float]:
    """0 for a short column, which is as wide as its text; the proportions in which the others share the rest."""
    longest, widths = longest_lines(block), millimetres(block, room)
    left = room - sum(_needed(length) for length in longest if length <= SHORT)
    if left < room / 4 or max(longest) <= SHORT:
        return widths
    return [0 if length <= SHORT else width for length, width in zip(longest, widths, strict=True)]


def millimetres(block: Block, room: float) -> list[float]:
    """Widths in millimetres that fill `room`, for writers that need the width of every column."""
    longest = longest_lines(block)
    least = [_needed(length) for length in longest_words(block)]
    short = [_needed(length) if length <= SHORT else 0.0 for length in longest]
    left = room - sum(short)
    long = sum(min(length, LONG) for length in longest if length > SHORT)
    if not long or left < room / 4:
        whole = sum(max(length, 4) for length in longest)
        return _spread([room * max(length, 4) / whole for length in longest], least, room)
    wanted = [s or left * min(length, LONG) / long for s, length in zip(short, longest, strict=True)]
    return _spread(wanted, least, room)


def text_scale(block: Block, room: float) -> float:
    """How much smaller the text of a table is set so that its longest words fit beside each other; 1 where they do."""
    words = longest_words(block)
    return min(1.0, (room - PRINTED_EDGES * len(words)) / (PRINTED_CHARACTER * sum(words)))


def longest_lines(block: Block) -> list[int]:
    """Characters of the longest line of each column."""
    return _longest(block, r"\n")


def longest_words(block: Block) -> list[int]:
    """Characters of the longest word of each column; words joined by spaces that do not break are one."""
    return _longest(block, r"[ \n]")


def _longest(block: Block, between: str) -> list[int]:
    rows = [block["header"], *block["rows"]]
    columns = range(len(block["header"]))
    texts = [[set_text(inline_text(row[n])).replace(JOINER, "") for row in rows if n < len(row)] for n in columns]
    return [max(len(part) for text in column for part in re.split(between, text)) for column in texts]


def _needed(characters: int) -> float:
    return CHARACTER * characters + EDGES


def _spread(wanted: list[float], least: list[float], room: float) -> list[float]:
    """The desired widths, none below its minimum; columns above theirs are narrowed for it."""
    if sum(least) >= room:
        return [room * each / sum(least) for each in least]
    fixed: set[int] = set()
    while True:
        rest = room - sum(least[n] for n in fixed)
        free = sum(width for n, width in enumerate(wanted) if n not in fixed)
        widths = [least[n] if n in fixed else rest * width / free for n, width in enumerate(wanted)]
        tight = {n for n, width in enumerate(widths) if width < least[n] - 1e-9}
        if not tight:
            return widths
        fixed |= tight
