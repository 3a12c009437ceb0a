"""Finds the line with the headings in a form's tables, and gives each column its heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.intake.form_table import FormCell, FormFile, FormLine

_SEARCHED = 15


class HeadedTable(NamedTuple):
    """The headings with their places, a blank one for a column without, and the lines of answers below."""

    headings: FormLine
    lines: tuple[FormLine, ...]


def headed_table(form: FormFile, is_known: Callable[[str], bool]) -> tuple[HeadedTable | None, list[Finding]]:
    """The sheet and line with most known headings as headings, the lines below as answers.

    SK080 a line with another number of cells than the headings, SK088 no answers, SK089 two columns of one name,
    SK785 another sheet with something in it.
    """
    found = [
        (len({cell.text for cell in _headings(table.lines[: number + 1]) if is_known(cell.text)}), -number, table)
        for table in form.tables
        for number in range(min(len(table.lines), _SEARCHED))
    ]
    if not found:
        return None, []
    _, place, table = max(found, key=lambda each: each[:2])
    headings = _headings(table.lines[: 1 - place])
    findings = [
        make_finding("SK785", Span(form.path), {"sheet": other.name}) for other in form.tables if other is not table
    ]
    lines = []
    for line in table.lines[1 - place :]:
        if len(line) < len(headings) and not table.name:
            values = {"count": len(line), "wanted": len(headings)}
            findings.append(make_finding("SK080", line[0].span, values))
        elif any(not cell.is_blank for cell in line[len(headings) :]):
            values = {"count": max(n for n, cell in enumerate(line, 1) if not cell.is_blank), "wanted": len(headings)}
            findings.append(make_finding("SK080", line[0].span, values))
        else:
            lines.append(line[: len(headings)] + tuple(_blanks(line, len(headings))))
    if len(table.lines) == 1 - place and not form.findings:
        findings.append(make_finding("SK088", table.lines[-1][0].span))
    return HeadedTable(headings, tuple(lines)), [*findings, *_twice(headings)]


def _headings(lines: tuple[FormLine, ...]) -> FormLine:
    """The last line; a blank heading is the text above it (cells that were merged), as is what distinguishes two."""
    *above, own = lines
    names = Counter(" ".join(cell.text.split()) for cell in own)
    made = []
    width = max((n for n, cell in enumerate(own, 1) if not cell.is_blank), default=0)
    for number, cell in enumerate(own):
        text = " ".join(cell.text.split())
        if not text and number < width:
            text = next((_text(line, number) for line in reversed(above) if _text(line, number)), "")
        elif names[text] > 1 and above:
            text = f"{_group(above[-1], number)} {text}".strip()
        made.append(FormCell(text, cell.span))
    while made and made[-1].is_blank:
        made.pop()
    return tuple(made)


def _text(line: FormLine, number: int) -> str:
    return " ".join(line[number].text.split()) if number < len(line) else ""


def _group(line: FormLine, number: int) -> str:
    """The text of a heading over several columns: the nearest to the left."""
    return next((_text(line, place) for place in range(number, -1, -1) if _text(line, place)), "")


def _blanks(line: FormLine, width: int) -> Iterator[FormCell]:
    """The cells that a sheet leaves out at the end of a line."""
    yield from (FormCell("", line[0].span) for _ in range(width - len(line)))


def _twice(headings: FormLine) -> Iterator[Finding]:
    names: dict[str, Span] = {}
    for cell in headings:
        if cell.text and cell.text in names:
            yield make_finding("SK089", cell.span, {"column": cell.text}, related=(names[cell.text],))
        names.setdefault(cell.text, cell.span)
