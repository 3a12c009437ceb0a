"""A form's table as it was read: cells with their places, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from samskab.finding import Finding, Span
from samskab.model.people import Person

LARGEST = 10 * 1024 * 1024
"""Bytes of a form's file, and of what is packed in it."""
LONGEST_CELL = 32_767
"""Characters of a cell: as many as a spreadsheet can hold."""
MOST_ROWS, MOST_COLUMNS = 20_000, 1_000


class FormCell(NamedTuple):
    """The text of a cell, and its place: line and column, or `svar.xlsx:Ark1!C7` as a path."""

    text: str
    span: Span

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the cell."""
        return not self.text.strip()


FormLine = tuple[FormCell, ...]


class FormTable(NamedTuple):
    """The lines of a sheet that are not blank. `name` is the sheet's, empty for CSV."""

    name: str
    lines: tuple[FormLine, ...]


class FormFile(NamedTuple):
    """The tables of a file, what was wrong with it, its text where it is text, and the channel it came by.

    `loose` headings may be no questions, as those of an invitation with a form: unknown, they are not read.
    `people` are those of a page's second file, by key; `is_page` that our page saved it, with keys for people.
    """

    path: str
    tables: tuple[FormTable, ...] = ()
    findings: tuple[Finding, ...] = ()
    text: str = ""
    via: str = "csv"
    loose: frozenset[str] = frozenset()
    people: Mapping[str, Person] = MappingProxyType({})
    is_page: bool = False
