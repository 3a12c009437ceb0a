"""The sheet of an assessor, filled in -> scores by application and criterion, and conflicts of interest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.intake.form_files import read_forms
from samskab.intake.form_table import FormCell, FormFile, FormLine
from samskab.model.field_types import KEY_PATTERN
from samskab.model.pool import Criterion
from samskab.spelling import fold

SHEET_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "by": ("Bedømmer", "Assessor"),
    "application": ("Ansøgning", "Application"),
    "name": ("Ansøger", "Applicant"),
    "conflict": ("Inhabil, fordi", "Conflict of interest"),
    "note": ("Bemærkning", "Remark"),
}
"""The headings of a sheet in Danish and English, beside those of the criteria."""
_FIELDS = {fold(name): field for field, names in SHEET_HEADINGS.items() for name in names}
_GIVEN = {name for name, field in _FIELDS.items() if field in {"by", "application", "name"}}
_RANGE = re.compile(r" *\(-?\d+–-?\d+\)$")


class AssessorRow(NamedTuple):
    """One line: who judged which application, and how. `conflict` is why the assessor may not."""

    span: Span
    application: str
    by: str
    scores: Mapping[str, int]
    note: str
    conflict: str


class AssessorRows(NamedTuple):
    """The lines of a sheet that are filled in, and what does not fit."""

    rows: tuple[AssessorRow, ...]
    findings: tuple[Finding, ...]


def is_assessment_sheet(form: FormFile) -> bool:
    """Whether a file is an assessor's sheet: its first line has columns for the assessor and the application."""
    first = form.tables[0].lines[0] if form.tables and form.tables[0].lines else ()
    return {"by", "application"} <= {_FIELDS.get(fold(cell.text)) for cell in first}


def is_filled_in(content: bytes, path: str) -> bool:
    """Whether somebody has written in a sheet; a file that cannot be read as one counts as written in."""
    forms = list(read_forms(content, path))
    return not all(map(is_assessment_sheet, forms)) or any(
        not cell.is_blank and fold(heading.text) not in _GIVEN
        for form in forms
        for line in form.tables[0].lines[1:]
        for heading, cell in zip(form.tables[0].lines[0], line, strict=False)
    )


def assessor_rows(form: FormFile, criteria: Iterable[Criterion], applications: Iterable[str]) -> AssessorRows:
    """The lines of the sheet. A line without a score, a remark and a conflict is not filled in.

    SK793 an unknown criterion, application or assessor; SK794 a score that is off the scale.
    """
    reader = _Reader(form.tables[0].lines[0], tuple(criteria), tuple(applications))
    rows = [row for line in form.tables[0].lines[1:] if (row := reader.read(line))]
    findings = [found for found in form.findings if found.code != "SK785"]
    return AssessorRows(tuple(rows), (*findings, *reader.findings))


class _Reader:
    """Reads one line after another and notes what does not fit."""

    def __init__(self, headings: FormLine, criteria: tuple[Criterion, ...], applications: tuple[str, ...]) -> None:
        self.findings: list[Finding] = []
        self._applications = applications
        names = {fold(name): each for each in criteria for name in (each.title.en, each.title.da, each.id) if name}
        self._columns = [(cell, self._meaning(cell, names)) for cell in headings]

    def _meaning(self, cell: FormCell, names: Mapping[str, Criterion]) -> str | Criterion:
        name = fold(_RANGE.sub("", cell.text))
        found = _FIELDS.get(fold(cell.text)) or names.get(name)
        if found is None and not cell.is_blank:
            titles = tuple(dict.fromkeys(each.title.da for each in names.values()))
            self.findings.append(make_finding("SK793", cell.span, {"value": cell.text, "allowed": titles}))
        return found or ""

    def read(self, line: FormLine) -> AssessorRow | None:
        """What the assessor has written of one application."""
        before = len(self.findings)
        texts: dict[str, str] = {}
        scores: dict[str, int] = {}
        for (_, meaning), cell in zip(self._columns, line, strict=False):
            if isinstance(meaning, Criterion):
                scores |= self._score(meaning, cell)
            elif meaning:
                texts[meaning] = " ".join(cell.text.split())
        conflict, note = texts.get("conflict", ""), texts.get("note", "")
        if not (scores or conflict or note) or len(self.findings) > before:
            return None
        self.findings += self._unknown(texts, line[0].span)
        if len(self.findings) > before:
            return None
        return AssessorRow(line[0].span, texts["application"], texts["by"], scores, note, conflict)

    def _score(self, criterion: Criterion, cell: FormCell) -> dict[str, int]:
        text = cell.text.strip()
        number = int(text) if re.fullmatch(r"-?\d{1,6}", text) else None
        if number is not None and criterion.min <= number <= criterion.max:
            return {criterion.id: number}
        if text:
            values = {"value": text, "criterion": criterion.title.da, "least": criterion.min, "most": criterion.max}
            self.findings.append(make_finding("SK794", cell.span, values))
        return {}

    def _unknown(self, texts: Mapping[str, str], span: Span) -> Iterator[Finding]:
        if texts.get("application", "") not in self._applications:
            yield make_finding(
                "SK793", span, {"value": texts.get("application", ""), "allowed": self._applications[:5]}
            )
        if not re.fullmatch(KEY_PATTERN, texts.get("by", "")):
            yield make_finding("SK793", span, {"value": texts.get("by", ""), "allowed": ("bedoemmer-1",)})
