"""A table of text on a terminal, aligned with spaces."""

from __future__ import annotations

from typing import NamedTuple

from samskab.report.escape import show

_WIDEST_CELL = 34


class TextTable(NamedTuple):
    """A head and lines; `numbers` are the columns that are aligned to the right."""

    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


def aligned(table: TextTable) -> list[str]:
    """The lines of a table, escaped for a terminal, each column as wide as its widest cell."""
    cells = [tuple(show(cell, longest=2000) for cell in line) for line in (table.head, *table.lines)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(table.head))]
    if len(table.head) > 3:  # with many columns the cells are cut, so that all columns fit the screen
        widths = [min(width, _WIDEST_CELL) for width in widths]
    drawn = []
    for number, line in enumerate(cells):
        fitted = (_fitted(cell, widths[n], right=n in table.numbers) for n, cell in enumerate(line))
        drawn.append(("  " + "  ".join(fitted)).rstrip())
        if number == 0:
            drawn.append("  " + "  ".join("-" * width for width in widths))
    return drawn


def _fitted(cell: str, width: int, *, right: bool) -> str:
    cut = cell if len(cell) <= width else cell[: width - 1] + "…"
    return cut.rjust(width) if right else cut.ljust(width)
