"""What a case of bad input is, in a few words, so that a corpus is a list of lines."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Must = Literal["reject", "accept", "either"]
"""Refused at its place; accepted, and untouched by an edit; or either of the two, but never active anywhere."""


class Case(NamedTuple):
    """One case.

    name    category and number, also the name of the file (its words are searched for in the output)
    must    what has to happen
    kind    append: bytes after a valid record; value: a scalar for a free text; id: a scalar for the record's id;
            raw: the whole file; host: a function over a valid record; files: a recipe for a folder
    data    the bytes, the function, or the recipe
    line    where a refusal points, counted within `data`; 0 anywhere, -1 the file as a whole
    secret  digits that may not be repeated
    """

    name: str
    must: Must
    kind: Literal["append", "value", "id", "raw", "host", "files"]
    data: Any
    line: int = 0
    secret: str = ""

    @property
    def category(self) -> str:
        """The sort of fault."""
        return self.name.rpartition("-")[0]


def numbered(category: str, *rows: tuple[Any, ...]) -> tuple[Case, ...]:
    """Cases of one category from rows of (must, kind, data[, line[, secret]])."""
    return tuple(Case(f"{category}-{number:02d}", *row) for number, row in enumerate(rows, 1))
