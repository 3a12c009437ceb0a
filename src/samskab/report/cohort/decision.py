"""A decision record in files for people: Markdown for a report, CSV for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from samskab.fairness.outcome import WhatIf
from samskab.language import Language, phrase_key
from samskab.model.decision import Decision
from samskab.report.cohort.columns import COLUMNS
from samskab.report.cohort.sections import ReportSection, first_sections, further_sections, why_left_out
from samskab.report.cohort.what_if import mark
from samskab.report.escape import show
from samskab.report.findings.markdown import plain
from samskab.report.markdown_table import markdown_line, markdown_table
from samskab.report.spreadsheet import as_csv


def decision_as_markdown(decision: Decision, language: Language, what_if: WhatIf | None = None) -> str:
    """The whole decision for a report or a pull request. Titles hold no data; everything else is escaped."""
    heads = [plain(show(mark(what_if, language)))] if what_if else []
    heads += [language.say("choice.demonstration")] if decision.demonstration else []
    parts = [line for head in heads for line in (f"**{head}**", "")]
    for section in chain(first_sections(decision, language, what_if), further_sections(decision, language)):
        parts += [*_as_markdown(section), ""]
    return "\n".join(parts)


def _as_markdown(section: ReportSection) -> Iterator[str]:
    yield f"## {section.title.rstrip(':')}"
    if section.table is not None:
        yield ""
        yield from markdown_table(section.table.head, section.table.lines, section.table.numbers)
    if section.lines:
        yield ""
        yield from (
            f"{f'{n}.' if section.numbered else '-'} {markdown_line(line)}" for n, line in enumerate(section.lines, 1)
        )
    for note in section.notes:
        yield ""
        yield markdown_line(note)


def decision_as_csv(decision: Decision, language: Language, what_if: WhatIf | None = None) -> str:
    """Every applicant with the outcome and the reason, for a spreadsheet."""
    notes = [mark(what_if, language)] if what_if else []
    notes += [language.say("choice.demonstration")] if decision.demonstration else []
    note = [" ".join(notes)] if notes else []
    titles = [language.say(phrase_key("choice.column", column.name)) for column in COLUMNS]
    head = ("outcome", "waiting", "reason", *("note" for _ in note))
    titles += [language.say(phrase_key("choice.csv", name)) for name in head]
    return as_csv([titles, *((*line, *note) for line in _applicants(decision, language))])


def _applicants(decision: Decision, language: Language) -> Iterator[tuple[str, ...]]:
    candidates = decision.field.by_key()
    places = {waiting.applicant: str(n) for n, waiting in enumerate(decision.waiting_list, 1)}
    for reason in decision.reasons:
        candidate = candidates[reason.applicant]
        outcome = language.say(phrase_key("choice.outcome", reason.outcome))
        cells = (str(column.value(candidate)) for column in COLUMNS)
        yield *cells, outcome, places.get(reason.applicant, ""), language.choose(reason.facts)
    for one in decision.left_out:
        known = {"id": one.applicant, "name": one.name, "codes": " ".join(one.municipalities)}
        cells = (known.get(column.name, "") for column in COLUMNS)
        yield *cells, language.say("choice.outcome.left_out"), "", why_left_out(one, language, decision.overrides)
