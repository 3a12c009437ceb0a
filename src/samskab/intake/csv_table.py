"""Bytes of a CSV file -> its table. Cells are text only; a formula is a text with `=` first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.intake.form_table import LARGEST, MOST_COLUMNS, MOST_ROWS, FormCell, FormFile, FormLine, FormTable
from samskab.yaml.characters import windows_letter

_DELIMITERS = ";\t,"
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_BREAK = re.compile(r"\r\n|\n|\r")
_LOOKED_AT = 50


def read_csv(content: bytes, path: str) -> FormFile:
    """The table of a CSV file in UTF-8, UTF-16 or Windows-1252, separated by `;`, tab or `,`. Never raises.

    SK001 in no known encoding, SK085 too large, SK087 broken quotes, SK088 nothing in it.
    """
    if len(content) > LARGEST:
        return FormFile(path, findings=(oversized(path, len(content)),))
    text = _decoded(content)
    if text is None:
        return FormFile(path, findings=(_undecodable(content, path),))
    first = _SEP.match(text)
    start = first.end() if first else 0
    delimiter = first[1] if first else _delimiter(text)
    lines, findings = _lines(text, delimiter, path, start)
    if not lines and not findings:
        findings = [make_finding("SK088", Span(path, 1, 1))]
    return FormFile(path, (FormTable("", tuple(lines)),), tuple(findings), text)


def oversized(path: str, size: int) -> Finding:
    """SK085: a file, or what is packed in it, larger than is read."""
    return make_finding("SK085", Span(path, 1, 1), {"size": size // 1048576 + 1, "limit": LARGEST // 1048576})


def _decoded(content: bytes) -> str | None:
    encodings = ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _undecodable(content: bytes, path: str) -> Finding:
    try:
        content.decode("cp1252")
        at = len(content) - 1  # UTF-16 that ends in half a letter
    except UnicodeDecodeError as fault:
        at = fault.start
    before = content[:at].decode("cp1252", errors="replace")
    span = Span(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return make_finding("SK001", span, {"letter": windows_letter(content, at)})


def _delimiter(text: str) -> str:
    """The delimiter with which most of the first lines have the same number of cells, and more than one."""

    def fit(delimiter: str) -> tuple[int, int]:
        counts = Counter(len(line) for line in _lines(text, delimiter, "", 0, _LOOKED_AT)[0])
        width, times = max(((w, n) for w, n in counts.items() if w > 1), key=lambda each: each[::-1], default=(0, 0))
        return times, width

    return max(_DELIMITERS, key=fit)


def _lines(
    text: str, delimiter: str, path: str, start: int, most: int = MOST_ROWS
) -> tuple[list[FormLine], list[Finding]]:
    """The lines that are not blank up to the first broken quote (SK087)."""
    lines: list[FormLine] = []
    cells: list[FormCell] = []
    for cell, is_last in _cells(text, delimiter, path, start):
        if cell is None:
            return lines, [make_finding("SK087", is_last)] if isinstance(is_last, Span) else []
        cells.append(cell)
        if is_last:
            if any(not each.is_blank for each in cells):
                lines.append(tuple(cells))
            cells = []
            if len(lines) > most:
                break
        elif len(cells) > MOST_COLUMNS:
            return lines, [make_finding("SK080", cell.span, {"count": len(cells), "wanted": MOST_COLUMNS})]
    return lines, []


def _cells(text: str, delimiter: str, path: str, start: int) -> Iterator[tuple[FormCell | None, bool | Span]]:
    """Each cell, and whether it is the last of its line; at a broken quote None and its place."""
    sign = re.escape(delimiter)
    one = re.compile(rf'"([^"]*(?:""[^"]*)*)" *(?={sign}|[\r\n]|\Z)|((?!")[^{sign}\r\n]*)')
    line, line_start, at = text.count("\n", 0, start) + 1, start, start
    while at < len(text):
        found = one.match(text, at)
        if not found:
            yield None, Span(path, line, at - line_start + 1)
            return
        value = found[2] if found[1] is None else found[1].replace('""', '"')
        begin = (line, at - line_start + 1)
        for broken in _BREAK.finditer(found[0]):
            line, line_start = line + 1, at + broken.end()
        at = found.end()
        span = Span(path, *begin, line, at - line_start + 1)
        ending = _BREAK.match(text, at)
        yield FormCell(value, span), ending is not None or at == len(text)
        if ending:
            at = ending.end()
            line, line_start = line + 1, at
        elif at < len(text):
            at += 1
            if at == len(text):
                yield FormCell("", Span(path, line, at - line_start + 1)), True
