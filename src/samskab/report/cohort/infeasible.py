"""Report that no cohort keeps the rules: which of them conflict, and which changes would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from samskab.fairness.outcome import BoundChange, Infeasible
from samskab.fairness.row import Row
from samskab.fairness.tables import Tables
from samskab.fairness.wording import Wording
from samskab.language import Language, phrase_key
from samskab.report.cohort.sections import ReportSection


def infeasible_sections(found: Infeasible, tables: Tables, language: Language) -> Iterator[ReportSection]:
    """The conflict, and the changes that would help."""
    wording = Wording(tables, language)
    rows = tuple(_row(wording, tables, row) for row in found.conflict)
    yield ReportSection(language.say("choice.conflict", count=len(found.conflict)), lines=rows)
    singles = tuple(_change(wording, tables, change) for change in found.singles)
    yield ReportSection(language.say("choice.singles" if singles else "choice.no_singles"), lines=singles)
    if found.combinations:
        several = tuple(changes_as_text(changes, tables, language) for changes in found.combinations)
        yield ReportSection(language.say("choice.combinations"), lines=several, numbered=True)
    if not found.ended:
        yield ReportSection(language.say("choice.not_ended"))


def changes_as_text(changes: Sequence[BoundChange], tables: Tables, language: Language) -> str:
    """Changes that are made together, in one line."""
    wording = Wording(tables, language)
    return language.listing(_change(wording, tables, change) for change in changes)


def infeasible_as_document(found: Infeasible, tables: Tables, language: Language) -> dict[str, Any]:
    """The same for programs: `status` is `infeasible`."""
    wording = Wording(tables, language)
    rows = [{"row": row.id, "rule": row.rule, "text": _row(wording, tables, row)} for row in found.conflict]
    return {
        "schema": "samskab/selection@1",
        "status": "infeasible",
        "conflict": rows,
        "singles": [_change_as_document(wording, tables, change) for change in found.singles],
        "ended": found.ended,
        "combinations": [[_change_as_document(wording, tables, one) for one in many] for many in found.combinations],
    }


def _change_as_document(wording: Wording, tables: Tables, change: BoundChange) -> dict[str, Any]:
    return {
        "rule": change.rule,
        "row": change.row.id if change.row else None,
        "bound": change.bound,
        "was": change.was,
        "becomes": change.becomes,
        "text": _change(wording, tables, change),
    }


def _row(wording: Wording, tables: Tables, row: Row) -> str:
    size = tables.selection.size.max if tables.selection.size else len(tables.pool.candidates)
    return wording.row(row, size)


def _change(wording: Wording, tables: Tables, change: BoundChange) -> str:
    language, row = wording.language, change.row
    unit = row.unit if row is not None else 10 if change.bound.endswith("_km") else 1
    text = _row(wording, tables, row) if row is not None else change.rule
    values = {"row": text, "was": language.amount(change.was, unit), "becomes": language.amount(change.becomes, unit)}
    return language.say(phrase_key("choice.change", change.bound), **values)
