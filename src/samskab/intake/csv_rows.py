"""A form's CSV export -> rows with their places. Cells are text only; a formula is a text with `=` first."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.yaml.characters import windows_letter

LARGEST = 10 * 1024 * 1024


class CsvRow(NamedTuple):
    """One record of the table: the line it begins on, and its cells."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A header, the rows that fit it, and what was wrong with the others."""

    header: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    findings: tuple[Finding, ...]


def read_table(content: bytes, path: str) -> tuple[str, Table]:
    """The text of a CSV file and its table. Never raises for bad data.

    SK001 not UTF-8, SK080 row with another number of cells than the header, SK085 too large, SK087 broken quotes,
    SK088 nothing in it, SK089 two columns of one name.
    """
    if len(content) > LARGEST:
        size = {"size": len(content) // 1048576 + 1, "limit": LARGEST // 1048576}
        return "", Table((), (), (_finding("SK085", Span(path, 1, 1), **size),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode("utf-8", errors="replace")
        span = Span(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return "", Table((), (), (_finding("SK001", span, letter=windows_letter(content, fault.start)),))
    return text, _table(text, path)


def _table(text: str, path: str) -> Table:
    rows: list[CsvRow] = []
    findings: list[Finding] = []
    try:
        rows = list(_rows(text))
    except csv.Error:
        return Table((), (), (_finding("SK087", Span(path, _open_quote(text), 1)),))
    if not rows:
        return Table((), (), (_finding("SK088", Span(path, 1, 1)),))
    header = tuple(" ".join(cell.split()) for cell in rows[0].cells)
    double = sorted(name for name, times in Counter(header).items() if times > 1)
    findings += (_finding("SK089", Span(path, rows[0].line, 1), column=name) for name in double)
    kept = []
    for row in rows[1:]:
        if len(row.cells) == len(header):
            kept.append(row)
        else:
            findings.append(_finding("SK080", Span(path, row.line, 1), count=len(row.cells), wanted=len(header)))
    if len(rows) == 1:
        findings.append(_finding("SK088", Span(path, rows[0].line, 1)))
    return Table(header, tuple(kept), tuple(findings))


def _rows(text: str) -> Iterator[CsvRow]:
    """Rows with the line they begin on; blank lines belong to no row."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    plain = re.sub(r'"[^"]*"', "", first)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if plain.count(";") >= plain.count(",") else ",", strict=True
    )
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield CsvRow(start, tuple(cells))
        start = reader.line_num + 1


def _open_quote(text: str) -> int:
    """The line on which the quotes went wrong: the first after which their number never becomes even again."""
    lines = text.split("\n")
    at = len(lines)
    for number in range(len(lines), 0, -1):
        if lines[number - 1].count('"') % 2:
            at = number
            break
    return min(at, len(lines))


def _finding(code: str, span: Span, **values: object) -> Finding:
    return make_finding(code, span, values)
