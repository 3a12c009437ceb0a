"""SK5: a decision adds up: its pool, rules, cohort, totals and aims, by the same sums that the search used.

No solver is needed. What only a solver can prove (that no better cohort exists) is recorded as a bound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from samskab.check.rule import Mistake, rule
from samskab.check.support.part_names import aim_named, part_named, row_named
from samskab.fairness.fingerprint import fingerprint_of
from samskab.fairness.objectives import better
from samskab.fairness.row import Row, RowBound, broken
from samskab.fairness.tables import tables_of
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.decision import DecidedRow, Decision
from samskab.model.programme import Programme


@rule("SK502", Severity.ERROR, waivable=False)
def freeze_differs(data: Dataset) -> Iterator[Mistake]:
    """The lot and the reasons rest on the fingerprint of the pool and the selection; it must be theirs.

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
        if fingerprint_of(decision) != decision.run.freeze:
            yield Mistake.at(decision, "run.freeze")


@rule("SK503", Severity.ERROR, waivable=False)
def chosen_unknown(data: Dataset) -> Iterator[Mistake]:
    """The chosen and the waiting are in the pool, each in one of the two lists.

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
        known = {candidate.key for candidate in decision.field.candidates}
        listed = [(f"cohort[{n}]", key) for n, key in enumerate(decision.cohort)]
        listed += [(f"waiting_list[{n}].applicant", w.applicant) for n, w in enumerate(decision.waiting_list)]
        times = Counter(key for _, key in listed)
        for field, key in listed:
            if key not in known or times[key] > 1:
                yield Mistake.at(decision, field, application=decision.name_of(key))


@rule("SK504", Severity.ERROR, waivable=False)
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
        tables = tables_of(decision)
        size = tables.rows.seats(decision.cohort)
        for row, total, *_ in broken(tables.rows, decision.cohort):
            if row.price is None:
                amount = Decimal(total) / row.unit
                yield Mistake.at(decision, "cohort", row=row_named(tables, row, size), total=amount)


@rule("SK505", Severity.ERROR, waivable=False)
def row_differs(data: Dataset) -> Iterator[Mistake]:
    """The record has every rule of the selection and no other, with the total and bounds that follow from the cohort.

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
        tables = tables_of(decision)
        size, rows = tables.rows.seats(decision.cohort), {row.id: row for row in tables.rows.all()}
        right = {row.id: row for row in tables.decided_rows(decision.cohort)}
        order = [*right]
        for number, row in enumerate(decision.rows):
            if right.pop(row.id, None) != row:
                named = row_named(tables, _as_recorded(rows[row.id], row), size) if row.id in rows else row.id
                yield Mistake.at(decision, f"rows[{number}]", row=named)
        if right or order != [row.id for row in decision.rows]:
            names = tuple(row_named(tables, rows[key], size) for key in right)
            yield Mistake.at(decision, "rows", row=names or part_named(decision, "rows"))


@rule("SK506", Severity.ERROR, waivable=False)
def aim_differs(data: Dataset) -> Iterator[Mistake]:
    """The record has every aim in the order of the selection, with the value that follows from the cohort.

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
        tables = tables_of(decision)
        pursued = tables.goals
        if len(pursued) != len(decision.aims):
            yield Mistake.at(decision, "aims", aim=part_named(decision, "aims"))
            continue
        for number, (goal, aim) in enumerate(zip(pursued, decision.aims, strict=True)):
            value = goal.value(frozenset(decision.cohort))
            named = aim_named(tables, goal, aim.value)
            if (goal.kind, value, goal.unit) != (aim.kind, aim.value, aim.unit):
                yield Mistake.at(decision, f"aims[{number}]", aim=named)
            elif better(goal, aim.value, aim.bound):
                yield Mistake.at(decision, f"aims[{number}].bound", aim=named)


@rule("SK507", Severity.WARNING, waivable=False)
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
        tables = tables_of(decision)
        for number, (goal, aim) in enumerate(zip(tables.goals, decision.aims, strict=False)):
            if aim.value != aim.bound:
                value, bound = (aim_named(tables, goal, each) for each in (aim.value, aim.bound))
                yield Mistake.at(decision, f"aims[{number}]", value=value, bound=bound)


@rule("SK523", Severity.ERROR, waivable=False)
def order_differs(data: Dataset) -> Iterator[Mistake]:
    """The pool, the cohort, the reasons and the alternatives stand in the order of the keys, each once.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        cohort: [aarhus, aalborg, bornholm, lolland, odense, varde]   # SK523

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        listed = {
            "field.candidates": tables_of(decision).keys,
            "cohort": decision.cohort,
            "reasons": tuple(reason.applicant for reason in decision.reasons),
        }
        for number, other in enumerate(decision.alternatives):
            listed |= {f"alternatives[{number}].out": other.out, f"alternatives[{number}].into": other.into}
        for field, keys in listed.items():
            if keys != tuple(sorted(set(keys))):
                yield Mistake.at(decision, field)


@rule("SK535", Severity.ERROR, waivable=False)
def status_without_decision(data: Dataset) -> Iterator[Mistake]:
    """A record that is decided or released says when and by whom, and a proposal does not.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        status: proposed   # SK535

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        decided = decision.decided
        if (decided is None) != (decision.status == "proposed") or (decided is not None and not decided.by):
            yield Mistake.at(decision, "status", id=decision.id)


@rule("SK561", Severity.ERROR, waivable=False)
def decided_before_chosen(data: Dataset) -> Iterator[Mistake]:
    """Nothing is decided before the day on which it was chosen.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        decided: {on: 2026-04-26, by: [styregruppen]}   # SK561

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        decided: {on: 2026-04-27, by: [styregruppen]}
    """
    for decision in data.all(Decision):
        chosen, decided = decision.run.on, decision.decided
        if chosen is not None and decided is not None and decided.on < chosen:
            yield Mistake.at(decision, "decided.on", day=decided.on, chosen=chosen)


@rule("SK563", Severity.ERROR, waivable=False)
def day_of_the_choice_missing(data: Dataset) -> Iterator[Mistake]:
    """A record says on which day it was chosen; those whose lot is bound to no round were made before that was kept.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        run:
          tool: samskab 0.1.0   # SK563
          solver: HiGHS 1.15.1
          freeze: "0000"
          seed: lottotal
          round: ansoegning

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        run:
          tool: samskab 0.1.0
          solver: HiGHS 1.15.1
          freeze: "0000"
          seed: lottotal
          round: ansoegning
          on: 2026-04-26
    """
    for decision in data.all(Decision):
        if decision.run.on is None and decision.run.round is not None:
            yield Mistake.at(decision, "run")


@rule("SK564", Severity.ERROR, waivable=False)
def day_has_not_come(data: Dataset, today: date) -> Iterator[Mistake]:
    """No proposal is of a day that has not come; `decision verify` checks every day in a record.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        status: proposed
        decided: null
        run:
          tool: samskab 0.1.0
          solver: HiGHS 1.15.1
          freeze: "0000"
          seed: lottotal
          on: 2026-04-26   # SK564

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        status: proposed
        decided: null
        run:
          tool: samskab 0.1.0
          solver: HiGHS 1.15.1
          freeze: "0000"
          seed: lottotal
          on: 2026-01-26
    """
    for decision in data.all(Decision):
        if decision.status == "proposed":
            yield from days_to_come(decision, today)


def days_to_come(decision: Decision, today: date) -> Iterator[Mistake]:
    """SK564, for one record: the days of the choice, the decision and the events that are after today."""
    days = {"run.on": decision.run.on, "decided.on": decision.decided.on if decision.decided else None}
    days |= {f"events[{number}].on": event.on for number, event in enumerate(decision.events)}
    for field, day in days.items():
        if day is not None and day > today:
            yield Mistake.at(decision, field, day=day)


@rule("SK538", Severity.ERROR, waivable=False)
def decided_by_others(data: Dataset) -> Iterator[Mistake]:
    """Those who decided, also beside the rules, are those who decide by the programme; else nothing is asked.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        decides: [styregruppen]
        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        decided: {on: 2026-04-27, by: [borgmesteren]}   # SK538

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        decides: [styregruppen]
        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        programme = data.programmes.get(decision.programme)
        bodies = {"decided.by": decision.decided.by if decision.decided else ()}
        bodies |= {f"overrides[{number}].by": (one.by,) for number, one in enumerate(decision.overrides)}
        for field, named in bodies.items():
            yield from (Mistake.at(decision, field, body=body) for body in bodies_not_deciding(programme, named))


def _as_recorded(row: Row, recorded: DecidedRow) -> Row:
    """The row with the bounds that the record has, so that no finding names bounds that would fit."""
    low, high = (None if bound is None else RowBound(bound) for bound in (recorded.low, recorded.high))
    return row._replace(low=low, high=high)


def bodies_not_deciding(programme: Programme | None, bodies: Iterable[str]) -> tuple[str, ...]:
    """Those of the bodies that the programme does not name as deciding; none where it names nobody."""
    named = programme.decides if programme is not None else ()
    return tuple(body for body in bodies if named and body not in named)
