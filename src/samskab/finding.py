"""Findings: a mistake in a file as a value, its place, its severity, and the order in which findings are reported.

A finding has a code and values but no sentence; `report` takes the Danish or English sentence from the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

_STEP: Final = re.compile(r'\[(\d+)\]|\["([^"]+)"\]|([^.\[\]]+)')


class Severity(StrEnum):
    """How serious a finding is: an error fails a check, a warning fails it under `--strict`, info never does."""

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
    """One mistake at one place.

    code      `SK` + family + two digits; never renumbered, never reused
    span      where it is; `path` is relative to the repository, with forward slashes
    values    what the sentence needs: str, int, date, tuple of str; `report` escapes text from data files
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


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings sorted by file, line, column and code, whatever the order in which the rules ran."""
    return tuple(
        sorted(findings, key=lambda f: (f.span, f.code, f.field, sorted((k, str(v)) for k, v in f.values.items())))
    )


def is_field_path(text: str) -> bool:
    """Whether a text is a field path: it begins with a name and has no empty step, as `status..` has."""
    return bool(text) and not re.search(r"^[.\[]|\.\.|\.\[|\.$", text)


def field_steps(path: str) -> tuple[str | int, ...]:
    """The keys and indices of a field path: `participants[2].role` -> `("participants", 2, "role")`.

    A key with a dot is written in brackets and quotes: `inputs["data/register.yaml"]`.
    """
    return tuple(int(index) if index else quoted or key for index, quoted, key in _STEP.findall(path))


def is_in_field(path: str, field: str) -> bool:
    """Whether a field path is that of a field or of a part of it."""
    steps = field_steps(field)
    return field_steps(path)[: len(steps)] == steps
