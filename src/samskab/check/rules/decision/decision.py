"""SK5: a decision adds up: its facts, rules, cohort, totals and aims, by the same rows that it was sought with.

Nothing here knows a solver. What only a solver can say (that no better cohort exists) is recorded as a bound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from samskab.check.rule import Mistake, rule
from samskab.fairness.candidate import Pool
from samskab.fairness.fingerprint import field_of, freeze, pool_from
from samskab.fairness.objectives import Goal, goals
from samskab.fairness.pool import pool
from samskab.fairness.row import Rows, broken
from samskab.fairness.rows import rows
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision


class Law(NamedTuple):
    """What a record's own facts and wish come to."""

    pool: Pool
    rows: Rows
    goals: tuple[Goal, ...]


def law_of(decision: Decision) -> Law:
    """The pool, rows and goals of a record, made again from its facts and wish; kept beside it for the next rule."""
    known = decision.__dict__.get("law")
    if isinstance(known, Law):
        return known
    facts = pool_from(decision.field)
    found = rows(facts, decision.selection)
    law = Law(facts, found, goals(facts, decision.selection, found))
    decision.__dict__["law"] = law
    return law


@rule("SK502", Severity.ERROR)
def freeze_differs(data: Dataset) -> Iterator[Mistake]:
    """The lot and the reasons rest on a digest of the facts and the wish; it must be theirs.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        run:
          tool: samskab 0.1.0
          solver: HiGHS 1.15.1
          freeze: "0000"   # SK502
          seed: lottotal

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        found = freeze(decision.field, decision.selection)
        if found != decision.run.freeze:
            yield Mistake.at(decision, "run.freeze", hint=found)


@rule("SK503", Severity.ERROR)
def chosen_unknown(data: Dataset) -> Iterator[Mistake]:
    """Who is chosen or waits stood in the field, once, and does not do both.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        waiting_list:
          - {applicant: ballerup}   # SK503

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        waiting_list: []
    """
    for decision in data.all(Decision):
        known = {stood.key for stood in decision.field.candidates}
        listed = [(f"cohort[{n}]", key) for n, key in enumerate(decision.cohort)]
        listed += [(f"waiting_list[{n}].applicant", w.applicant) for n, w in enumerate(decision.waiting_list)]
        times = Counter(key for _, key in listed)
        for field, key in listed:
            if key not in known or times[key] > 1:
                yield Mistake.at(decision, field, application=key)


@rule("SK504", Severity.ERROR)
def cohort_breaks_rule(data: Dataset) -> Iterator[Mistake]:
    """The cohort keeps every rule that has no price, added up from the facts in the record.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        cohort: [aalborg]   # SK504

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        for row, total, low, high, _ in broken(law_of(decision).rows, decision.cohort):
            if row.price is None:
                unit = row.about.get("unit", 1)
                bounds = _bounds(low, high)
                yield Mistake.at(decision, "cohort", row=row.id, total=total, bounds=bounds, unit=unit)


@rule("SK505", Severity.ERROR)
def row_differs(data: Dataset) -> Iterator[Mistake]:
    """Every rule's total and bounds stand in the record as anyone adds them up, none left out, none added.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        rows:
          - {id: size, kind: size, total: 99}   # SK505

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        law = law_of(decision).rows
        size = law.seats(decision.cohort)
        right = {
            row.id: (row.kind, row.total(decision.cohort), row.low_at(size), row.high_at(size), row.price)
            for row in law.all()
        }
        for number, row in enumerate(decision.rows):
            expected = right.pop(row.id, None)
            if expected != (row.kind, row.total, row.low, row.high, row.price):
                total = expected[1] if expected else 0
                yield Mistake.at(
                    decision, f"rows[{number}]", row=row.id, total=total, bounds=_bounds(row.low, row.high)
                )
        for missing, (_, total, low, high, _) in right.items():
            yield Mistake.at(decision, "rows", row=missing, total=total, bounds=_bounds(low, high))


@rule("SK506", Severity.ERROR)
def aim_differs(data: Dataset) -> Iterator[Mistake]:
    """Every aim's value stands in the record as anyone adds it up from the cohort, in the order of the wish.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        aims:
          - {kind: score, value: 999999, bound: 999999}   # SK506

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        pursued = law_of(decision).goals
        if len(pursued) != len(decision.aims):
            yield Mistake.at(decision, "aims", aim="", value=len(pursued))
            continue
        for number, (goal, aim) in enumerate(zip(pursued, decision.aims, strict=True)):
            value = goal.value(frozenset(decision.cohort))
            if (goal.kind, value, goal.unit) != (aim.kind, aim.value, aim.unit):
                yield Mistake.at(decision, f"aims[{number}]", aim=goal.kind, value=value)


@rule("SK507", Severity.WARNING)
def aim_not_proven(data: Dataset) -> Iterator[Mistake]:
    """A value is the best there is only when the solver's bound is the same number.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        aims:
          - {kind: score, value: 10, bound: 12}   # SK507

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        for number, aim in enumerate(decision.aims):
            if aim.value != aim.bound:
                yield Mistake.at(decision, f"aims[{number}]", aim=aim.kind, value=aim.value, bound=aim.bound)


@rule("SK508", Severity.WARNING)
def facts_changed(data: Dataset) -> Iterator[Mistake]:
    """A proposal rests on the applications as they were; if they changed since, it must be made again.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        status: proposed   # SK508
        field:
          candidates: []

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        programme = data.programmes.get(decision.programme)
        if decision.status == "proposed" and programme is not None:
            now = {c.key: c for c in field_of(pool(data, programme, decision.selection)).candidates}
            then = {c.key: c for c in decision.field.candidates}
            changed = sorted(key for key in now.keys() | then.keys() if now.get(key) != then.get(key))
            if changed:
                yield Mistake.at(decision, "status", applications=tuple(changed))


def _bounds(low: int | None, high: int | None) -> str:
    return f"{'' if low is None else low}-{'' if high is None else high}"
