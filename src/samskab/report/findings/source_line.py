"""The source line of a finding, as much as there is room for, with the columns of the mark under the mistake."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from samskab.finding import Span
from samskab.report.findings.verdict import covered, disarmed

_covered_line = lru_cache(maxsize=2)(covered)
"""Fifty findings may be on one very long line."""


class MarkedLine(NamedTuple):
    """A line as it is shown, and the columns of the terminal from `at` on, so many as `length`, that are marked."""

    shown: str
    at: int
    length: int

    @property
    def mark(self) -> str:
        """The line under it."""
        return " " * self.at + "^" * self.length


def marked_line(source: str, span: Span, room: int) -> MarkedLine | None:
    """The line in so many columns of the terminal, disarmed; None where there is no text."""
    line = _covered_line(source)
    if not line.strip():
        return None
    start, end = marked_columns(line, span)
    first = 0 if start < room - 10 else start - room // 3
    before, marked = disarmed(line[first:start]), disarmed(line[start:end])
    lead = "…" if first else ""
    shown = _fitting(lead + before + marked + disarmed(line[end : first + 2 * room]), room)
    at = min(_columns(lead + before), room - 1)
    return MarkedLine(shown.rstrip(), at, max(1, min(_columns(marked), room - at)))


def marked_columns(line: str, span: Span) -> tuple[int, int]:
    """The characters of its line that a span marks, at least one; to the end where it goes on in the next line."""
    start = max(span.column - 1, 0)
    one_line = span.end_line in {0, span.line}
    end = span.end_column - 1 if one_line and span.end_column else len(line)
    return start, min(max(end, start + 1), max(len(line), start + 1))


def _columns(shown: str) -> int:
    return sum(map(_columns_of, shown))


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitting(shown: str, room: int) -> str:
    ends = list(accumulate(map(_columns_of, shown)))
    if not ends or ends[-1] <= room:
        return shown
    return shown[: bisect_right(ends, room - 1)] + "…"
