"""How close it was: what it would cost to lose each of the chosen and to take each of the others, aim by aim."""

from __future__ import annotations

from typing import NamedTuple

from samskab.fairness.objectives import Goal
from samskab.language import phrase_key
from samskab.model.decision import Reason
from samskab.report.cohort.sections import sure_sentence
from samskab.report.page.edition import ReportBasis
from samskab.report.page.places import MapPlace

_LONGEST = 100  # of a bar


class CostRow(NamedTuple):
    """An applicant: the bar of the first aim (0 to 100), how each aim would change, or why there is no such cohort."""

    place: MapPlace
    bar: int
    is_cut: bool
    changes: tuple[str, ...]
    without: str


class Closeness(NamedTuple):
    """The titles of the aims, a row for each of the chosen and for each of the others, and how sure the choice is."""

    aims: tuple[str, ...]
    chosen: tuple[CostRow, ...]
    others: tuple[CostRow, ...]
    sentence: str


def closeness(basis: ReportBasis, places: dict[str, MapPlace]) -> Closeness | None:
    """For the internal edition of a choice with aims; else None."""
    goals = basis.tables.goals
    if not basis.with_scores or not goals:
        return None
    reasons = {reason.applicant: reason for reason in basis.decision.reasons}
    first = sorted(reason.costs[0] for reason in reasons.values() if reason.costs and reason.costs[0] > 0)
    longest = first[len(first) * 9 // 10] if first else 1
    rows = [_row(basis, place, reasons[key], longest) for key, place in places.items() if key in reasons]
    chosen = sorted((row for row in rows if row.place.standing == "selected"), key=lambda row: -_cost(reasons, row))
    others = sorted((row for row in rows if row.place.standing != "selected"), key=lambda row: _cost(reasons, row))
    titles = tuple(basis.language.say(phrase_key("report.aim", goal.kind)) for goal in goals)
    return Closeness(titles, tuple(chosen), tuple(others), sure_sentence(basis.decision, basis.language))


def _cost(reasons: dict[str, Reason], row: CostRow) -> float:
    """Of one without whom, or with whom, there is no cohort: infinite."""
    costs = reasons[row.place.key].costs
    return costs[0] if costs else float("inf")


def _row(basis: ReportBasis, place: MapPlace, reason: Reason, longest: int) -> CostRow:
    if not reason.costs:
        return CostRow(place, _LONGEST, is_cut=True, changes=(), without=_none_without(basis, reason))
    bar = max(0, reason.costs[0]) * _LONGEST // longest
    changes = tuple(_change(basis, goal, cost) for goal, cost in zip(basis.tables.goals, reason.costs, strict=False))
    return CostRow(place, min(bar, _LONGEST), bar > _LONGEST, changes, "")


def _none_without(basis: ReportBasis, reason: Reason) -> str:
    return basis.language.say(phrase_key("choice.outcome", reason.outcome))


def _change(basis: ReportBasis, goal: Goal, cost: int) -> str:
    """`−1,5 ▼`: the change of the aim's value, and whether that is worse (▼) or better (▲)."""
    if not cost:
        return "0"
    change = -cost if goal.greatest else cost
    sign = "+" if change > 0 else "−"
    return f"{sign}{basis.language.amount(abs(change), goal.unit)} {'▼' if cost > 0 else '▲'}"
