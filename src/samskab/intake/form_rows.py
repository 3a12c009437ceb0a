"""Rows of a form -> application drafts, by the programme's own questions; what does not fit is a finding at its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple

from samskab.codes.declared import make_finding
from samskab.finding import Finding, Span
from samskab.intake.csv_rows import CsvRow, Table
from samskab.language import Fact
from samskab.model.field_types import Instant, Words
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme, Question
from samskab.spelling import fold

_YES = frozenset({"ja", "yes", "true", "x", "1"})
_NO = frozenset({"nej", "no", "false", "0"})


class FormRow(NamedTuple):
    """One row as an application: applicant, time, answers, and commitment id -> whether it is accepted."""

    line: int
    municipality: Municipality
    received: Instant | None
    answers: Mapping[str, Any]
    commitments: Mapping[str, bool]


class _Column(NamedTuple):
    kind: Literal["municipality", "received", "question", "commitment", "person"]
    question: Question | None = None
    key: str = ""


def form_rows(
    table: Table, programme: Programme, municipalities: Mapping[str, Municipality], path: str
) -> tuple[tuple[FormRow, ...], tuple[Finding, ...]]:
    """The rows as applications, and a finding for what does not fit.

    SK081 unknown column, SK082 no column for the municipality, SK083 unknown municipality, SK084 an answer that the
    question does not allow, SK086 the same municipality twice, SK059 people, who are not read from a form.
    """
    known = _columns(programme)
    keys = _keys(programme)
    findings: list[Finding] = []
    columns: list[_Column | None] = []
    line = 1
    for number, name in enumerate(table.header, 1):
        column = known.get(fold(name))
        columns.append(column)
        if column is None:
            finding = _finding("SK081", Span(path, line, 1), column=name, number=number, allowed=keys)
            findings.append(finding._replace(hint=_nearest(name, programme)))
        elif column.kind == "person":
            findings.append(_finding("SK059", Span(path, line, 1), column=name))
    if not any(column is not None and column.kind == "municipality" for column in columns):
        return (), (*findings, _finding("SK082", Span(path, line, 1)))
    reader = _Reader(columns, table.header, _names(municipalities), path)
    found: dict[str, FormRow] = {}
    for row in table.rows:
        one = reader.read(row)
        if one is not None and one.municipality.code in found:
            first = found[one.municipality.code].line
            double = _finding("SK086", Span(path, row.line, 1), name=one.municipality.name, line=first)
            reader.findings.append(double._replace(related=(Span(path, first, 1),)))
        elif one is not None:
            found[one.municipality.code] = one
    return tuple(found.values()), (*findings, *reader.findings)


class _Reader:
    """Reads one row after another and notes what does not fit."""

    def __init__(
        self, columns: list[_Column | None], header: tuple[str, ...], names: Mapping[str, Municipality], path: str
    ) -> None:
        self.findings: list[Finding] = []
        self._columns = columns
        self._header = header
        self._names = names
        self._path = path

    def read(self, row: CsvRow) -> FormRow | None:
        before = len(self.findings)
        municipality: Municipality | None = None
        received: Instant | None = None
        answers: dict[str, Any] = {}
        commitments: dict[str, bool] = {}
        for column, name, cell in zip(self._columns, self._header, row.cells, strict=True):
            text = cell.replace("\r\n", "\n").strip()
            if column is None or column.kind == "person":
                continue
            if column.kind == "municipality":
                municipality = self._names.get(fold(text))
                if municipality is None:
                    self._wrong("SK083", row, name=text)
            elif column.kind == "received":
                received = self._received(text, name, row)
            elif column.kind == "commitment" and text:
                accepted = self._yes_no(text, name, row)
                commitments |= {} if accepted is None else {column.key: accepted}
            elif column.question is not None and text:
                value = self._answer(column.question, text, name, row)
                answers |= {} if value is None else {column.key: value}
        if municipality is None or len(self.findings) > before:
            return None
        return FormRow(row.line, municipality, received, answers, commitments)

    def _answer(self, question: Question, text: str, name: str, row: CsvRow) -> Any:
        if question.type == "number":
            if re.fullmatch(r"-?(0|[1-9]\d{0,9})", text, re.ASCII):
                return int(text)
            return self._wrong("SK084", row, column=name, value=text, allowed=(Fact("intake.whole_number", {}),))
        if question.type == "yes_no":
            return self._yes_no(text, name, row)
        if question.type in {"choice", "choices"}:
            return self._chosen(question, text, name, row)
        return text

    def _chosen(self, question: Question, text: str, name: str, row: CsvRow) -> Any:
        by_name = {fold(option.id): option.id for option in question.options}
        by_name |= {fold(title): option.id for option in question.options for title in _both(option.title)}
        parts = [text] if question.type == "choice" else [part for part in re.split(r"[;,|\n]", text) if part.strip()]
        chosen = [by_name.get(fold(part)) for part in parts]
        if None in chosen:
            allowed = tuple(option.title.da for option in question.options)
            return self._wrong("SK084", row, column=name, value=text, allowed=allowed)
        return chosen[0] if question.type == "choice" else chosen

    def _yes_no(self, text: str, name: str, row: CsvRow) -> bool | None:
        if fold(text) in _YES | _NO:
            return fold(text) in _YES
        self._wrong("SK084", row, column=name, value=text, allowed=("ja", "nej"))
        return None

    def _received(self, text: str, name: str, row: CsvRow) -> Instant | None:
        try:
            return Instant.parse(text) if text else None
        except ValueError:
            self._wrong("SK084", row, column=name, value=text, allowed=(Fact("intake.instant", {}),))
            return None

    def _wrong(self, code: str, row: CsvRow, **values: object) -> None:
        self.findings.append(_finding(code, Span(self._path, row.line, 1), **values))


def _columns(programme: Programme) -> Mapping[str, _Column]:
    """Every name that a column may have, in both languages."""
    columns = {"kommune": _Column("municipality"), "municipality": _Column("municipality")}
    columns |= {name: _Column("received") for name in ("modtaget", "received")}
    for question in programme.questions:
        own = _Column("question", question, question.id)
        if question.field == "applicant":
            own = _Column("municipality")
        elif question.field:
            own = _Column("person")
        columns |= {fold(name): own for name in (question.id, *_both(question.title))}
    for demand in programme.commitments:
        named = (demand.id, *_both(demand.text))
        columns |= {fold(name): _Column("commitment", None, demand.id) for name in named}
    return columns


def _keys(programme: Programme) -> tuple[str, ...]:
    """The shortest name of every column that is read."""
    questions = (question.id for question in programme.questions if not question.field)
    return ("kommune", "modtaget", *questions, *(demand.id for demand in programme.commitments))


def _nearest(name: str, programme: Programme) -> str:
    """The question that a column's heading resembles; empty where there is none."""
    titles = {fold(title): title for question in programme.questions for title in _both(question.title)}
    titles |= {fold(text): text for demand in programme.commitments for text in _both(demand.text)}
    near = get_close_matches(fold(name), titles, 1)
    return titles[near[0]] if near else ""


def _names(municipalities: Mapping[str, Municipality]) -> Mapping[str, Municipality]:
    every = municipalities.values()
    return {fold(name): m for m in every for name in (m.code, m.name, m.official, f"{m.name} Kommune")}


def _both(words: Words) -> Iterator[str]:
    yield words.da
    if words.en:
        yield words.en


def _finding(code: str, span: Span, **values: object) -> Finding:
    return make_finding(code, span, values)
