"""Report that no cohort keeps the rules: which of them conflict, and which changes would help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from samskab.fairness.candidate import Pool
from samskab.fairness.row import Row
from samskab.fairness.wording import Wording
from samskab.language import Language, phrase_key
from samskab.model.selection import Selection
from samskab.report.escape import show

_TOLD = 3
_ABSOLUTE = {"must", "must_not", "together"}
"""Rules that hold or do not: no number in them could be moved."""


class Step(NamedTuple):
    """One bound that would move: of a row, or of a whole rule when `row` is None; kilometres are in tenths."""

    rule: str
    row: Row | None
    bound: str
    was: int
    becomes: int


class WayOut(NamedTuple):
    """What conflicts, each single change that would do, and the cheapest combinations."""

    pool: Pool
    wish: Selection
    conflict: Sequence[Row]
    singles: Sequence[Step]
    combinations: Sequence[Sequence[Step]]


def as_text(way: WayOut, language: Language) -> str:
    """The way out on a screen."""
    lines = [language.say("choice.infeasible"), "", language.say("choice.conflict", count=len(way.conflict))]
    lines += [f"  - {_row(way, row, language)}" for row in way.conflict]
    if way.singles:
        lines += ["", language.say("choice.singles")]
        lines += [f"  - {_step(way, step, language)}" for step in way.singles]
    several = [c for c in way.combinations if len(c) > 1][:_TOLD]
    if several:
        lines += ["", language.say("choice.combinations")]
        for number, combination in enumerate(several, 1):
            told = language.listing(_step(way, step, language) for step in combination)
            lines.append(f"  {number}. {told}")
    return "\n".join([*lines, ""])


def as_document(way: WayOut, language: Language) -> dict[str, Any]:
    """The same for programs: `status` is `infeasible`."""
    return {
        "schema": "samskab/selection@1",
        "status": "infeasible",
        "conflict": [{"row": row.id, "rule": row.rule, "text": _row(way, row, language)} for row in way.conflict],
        "singles": [_document(way, step, language) for step in way.singles],
        "combinations": [[_document(way, step, language) for step in c] for c in way.combinations],
    }


def _document(way: WayOut, step: Step, language: Language) -> dict[str, Any]:
    return {
        "rule": step.rule,
        "row": step.row.id if step.row else None,
        "bound": step.bound,
        "was": step.was,
        "becomes": step.becomes,
        "text": _step(way, step, language),
    }


def _row(way: WayOut, row: Row, language: Language) -> str:
    size = way.wish.size.max if way.wish.size else len(way.pool.candidates)
    return show(Wording(way.pool, way.wish, language).row(row, size), longest=2000)


def _step(way: WayOut, step: Step, language: Language) -> str:
    unit = 10 if step.bound.endswith("_km") else 1
    if step.row is not None:
        own = step.row.about.get("unit", 1)
        unit = own if isinstance(own, int) else 1
    values = {
        "row": _row(way, step.row, language) if step.row else show(step.rule),
        "was": language.amount(step.was, unit),
        "becomes": language.amount(step.becomes, unit),
    }
    kind = step.row.kind if step.row is not None and step.row.kind in _ABSOLUTE else step.bound
    if kind in _ABSOLUTE:
        return language.say("choice.change.absolute", row=values["row"])
    return language.say(phrase_key("choice.change", kind), **values)
