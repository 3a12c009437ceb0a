"""What is wrong, and where: `Span`, `Severity`, `Finding`, and their order.

A finding is a value, never an exception, and it has no sentence: it carries a code, a place and
the values that the sentence needs. `report` asks `phrase` for the Danish or English words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding weighs: an error stops, a warning stops under `--strict`, info never."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Span(NamedTuple):
    """A place in a text file. Lines and columns count from 1, columns in characters, end exclusive.

    `line` 0 means the file as a whole (its name, its kind, that it is missing).
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Finding(NamedTuple):
    """One mistake, once, at its place.

    code      `SK` + family + two digits; never renumbered, never reused
    span      where it is; `path` is relative to the repository, with forward slashes
    values    what the sentence needs: str, int, date, tuple of str; user text is disarmed when shown
    field     the path of the field, as `participants[2].role`; empty for a whole file
    related   other places that belong to it (the first of two equal keys)
    hint      a value that would be right, ready to paste, or empty
    """

    code: str
    severity: Severity
    span: Span
    values: Mapping[str, object]
    field: str = ""
    related: tuple[Span, ...] = ()
    hint: str = ""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file, line, column and code, so that a report never depends on who found first."""
    return tuple(
        sorted(findings, key=lambda f: (f.span, f.code, f.field, sorted((k, str(v)) for k, v in f.values.items())))
    )
