"""SK5: what happened after a decision: each step follows the seal of the record before it and breaks no rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from msgspec.structs import replace

from samskab.check.rule import Mistake, rule
from samskab.fairness.row import Rows, broken
from samskab.fairness.seal import sealed
from samskab.fairness.tables import tables_of
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, DecisionState, Event


class _Step(NamedTuple):
    """The events that were added together, the number of the first, and the state before and after them."""

    first: int
    events: tuple[Event, ...]
    before: DecisionState
    after: DecisionState


@rule("SK530", Severity.ERROR, waivable=False)
def event_follows_no_record(data: Dataset) -> Iterator[Mistake]:
    """Every event follows the seal of the record as it was before, so that none is put in, taken out or rewritten.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        events:
          - {on: 2026-05-02, kind: withdrawn, applicant: aalborg, why: Andet, follows: "0000"}   # SK530

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        statuses: tuple[Literal["decided", "released"], ...] = ("decided", "released")
        for step in _steps(decision):
            before = replace(decision, events=decision.events[: step.first])
            seals = {status: sealed(replace(before, status=status)).seal for status in statuses}
            followed = [status for status in statuses if seals[status] == step.events[0].follows]
            if not followed or decision.status == "proposed":
                yield Mistake.at(decision, f"events[{step.first}].follows", number=step.first + 1)
            else:
                statuses = statuses[statuses.index(followed[0]) :]
        if decision.status == "decided" and decision.events and len(statuses) == 1:
            yield Mistake.at(decision, "status", number=len(decision.events))


@rule("SK531", Severity.ERROR, waivable=False)
def event_not_allowed(data: Dataset) -> Iterator[Mistake]:
    """Only who is chosen or waits leaves, only who is free steps in, each for one who left, and no rule is missed more.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        events:
          - {on: 2026-04-01, kind: withdrawn, applicant: aalborg, why: Andet, follows: "0000"}   # SK531

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        last = decision.decided.on if decision.decided else None
        for step in _steps(decision):
            for number, event in enumerate(step.events, step.first):
                if not _is_placed(decision, step, event) or (last is not None and event.on < last):
                    yield Mistake.at(decision, f"events[{number}]", applicant=decision.name_of(event.applicant))
                last = event.on
            for row in _missed_more(decision, step):
                yield Mistake.at(decision, f"events[{step.first}]", applicant=row)


@rule("SK533", Severity.INFO, waivable=False)
def promoted_out_of_turn(data: Dataset) -> Iterator[Mistake]:
    """Who steps in was the first on the waiting list who could; another is told by name.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        waiting_list: []
        events:
          - {on: 2026-05-02, kind: withdrawn, applicant: aalborg, why: Andet, follows: "0000"}
          - {on: 2026-05-02, kind: promoted, applicant: thisted, replaces: aalborg, why: x, follows: "0000"}   # SK533

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        for step in _steps(decision):
            for number, event in enumerate(step.events, step.first):
                first = _first_who_could(decision, step)
                if event.kind == "promoted" and event.applicant not in (first or step.before.waiting):
                    yield Mistake.at(decision, f"events[{number}]", applicant=decision.name_of(event.applicant))


@rule("SK539", Severity.WARNING, waivable=False)
def seat_left_empty(data: Dataset) -> Iterator[Mistake]:
    """No seat stays empty while one who waits could step in without a rule being missed.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        events:
          - {on: 2026-05-02, kind: withdrawn, applicant: aalborg, why: Andet, follows: "0000"}   # SK539

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        for step in _steps(decision):
            first = _first_who_could(decision, step)
            if first and not any(event.kind == "promoted" for event in step.events):
                yield Mistake.at(decision, f"events[{step.first}]", applicant=decision.name_of(first[0]))


def _first_who_could(decision: Decision, step: _Step) -> tuple[str, ...]:
    """The first of the waiting list who could step in for the only one of the chosen who leaves; else nobody."""
    left = [event.applicant for event in step.events if event.kind == "withdrawn"]
    if len(left) != 1 or left[0] not in step.before.selected:
        return ()
    rows = _rows_without(decision, {*step.before.withdrawn, *left})
    limit, stayed = _missed(rows, step.before.selected), set(step.before.selected) - set(left)
    for key in step.before.waiting:
        if all(by <= limit.get(row, 0) for row, by in _missed(rows, {*stayed, key}).items()):
            return (key,)
    return ()


def _rows_without(decision: Decision, gone: Collection[str]) -> Rows:
    """The rules without those that somebody who has left must be in."""
    rows = tables_of(decision).rows
    return rows.without(
        {row.id for row in rows.rules if row.kind == "must" and not row.weights.keys().isdisjoint(gone)}
    )


def _steps(decision: Decision) -> Iterator[_Step]:
    """The events of a record, those that follow the same seal together."""
    first = 0
    for _, group in groupby(decision.events, key=lambda event: event.follows):
        events = tuple(group)
        states = [replace(decision, events=decision.events[:n]).state() for n in (first, first + len(events))]
        yield _Step(first, events, *states)
        first += len(events)


def _is_placed(decision: Decision, step: _Step, event: Event) -> bool:
    """Whether one who leaves was there, and one who steps in was free and replaces one who leaves in the same step."""
    if event.kind == "corrected":
        return event.applicant in decision.field.by_key()
    left = [each.applicant for each in step.events if each.kind == "withdrawn"]
    if event.kind == "withdrawn":
        return left.count(event.applicant) == 1 and event.applicant in {*step.before.selected, *step.before.waiting}
    came = [each for each in step.events if each.kind == "promoted"]
    replaced = [each.replaces for each in came]
    return (
        [each.applicant for each in came].count(event.applicant) == 1
        and event.applicant in decision.field.by_key()
        and event.applicant not in {*step.before.selected, *step.before.withdrawn, *left}
        and event.replaces in {key for key in left if key in step.before.selected}
        and replaced.count(event.replaces) == 1
    )


def _missed_more(decision: Decision, step: _Step) -> Iterator[str]:
    """The rules that are missed by more than before, in a step in which somebody steps in."""
    if not any(event.kind == "promoted" for event in step.events):
        return
    gone = {*step.after.withdrawn}
    rows = _rows_without(decision, gone)
    limit = _missed(rows, step.before.selected)
    stayed = [key for key in step.before.selected if key not in gone]
    if len(step.after.selected) < len(step.before.selected):  # a seat stays empty: no rule is missed more than by that
        limit = {**limit, **{row: max(limit.get(row, 0), by) for row, by in _missed(rows, stayed).items()}}
    after = _missed(rows, step.after.selected)
    yield from (row for row, by in after.items() if by > limit.get(row, 0))


def _missed(rows: Rows, cohort: Collection[str]) -> dict[str, int]:
    return {one.row.id: one.missed for one in broken(rows, frozenset(cohort)) if one.row.price is None}
