"""SK5: what happened after a decision: each step follows the seal of the record before it and breaks no rule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, groupby, islice
from typing import Literal, NamedTuple

from msgspec.structs import replace

from samskab.check.rule import Mistake, rule
from samskab.check.support.part_names import row_named
from samskab.fairness.row import holds
from samskab.fairness.seal import sealed
from samskab.fairness.tables import tables_of
from samskab.fairness.vacancies import missed_rules, rows_without
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, DecisionState, Event
from samskab.model.field_types import Words

MOST_TRIED = 5_000
"""How many ways of filling the empty seats are tried for one step."""


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
            seals = (sealed(replace(before, status=status)).seal for status in statuses)
            followed = next((n for n, seal in enumerate(seals) if seal == step.events[0].follows), None)
            if followed is None or decision.status == "proposed":
                yield Mistake.at(decision, f"events[{step.first}].follows", number=step.first + 1)
            else:
                statuses = statuses[followed:]
        if decision.status == "decided" and decision.events and len(statuses) == 1:
            yield Mistake.at(decision, "status", number=len(decision.events))


@rule("SK531", Severity.ERROR, waivable=False)
def event_not_allowed(data: Dataset) -> Iterator[Mistake]:
    """Only who is chosen or waits leaves, and only who is free steps in, each for one who left.

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


@rule("SK544", Severity.ERROR, waivable=False)
def rule_missed_by_who_stepped_in(data: Dataset) -> Iterator[Mistake]:
    """When somebody has stepped in, every rule without a price holds.

    Fails:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
        selection:
          size: {min: 4, max: 6, counts: municipalities}
          rules: [{id: geografi, kind: breadth, by: region, min: 5}]
          aims: [{kind: seats}, {kind: score}]
        events:
          - {on: 2026-05-02, kind: withdrawn, applicant: bornholm, why: Andet, follows: "0000"}   # SK544
          - {on: 2026-05-02, kind: promoted, applicant: thisted, replaces: bornholm, why: x, follows: "0000"}

    Passes:

        # data/programmes/naboskab-2026/decisions/svar.yaml
        id: svar
    """
    for decision in data.all(Decision):
        for step in _steps(decision):
            for row in _missed_rules(decision, step):
                yield Mistake.at(decision, f"events[{step.first}]", number=step.first + 1, row=row)


@rule("SK533", Severity.INFO, waivable=False)
def promoted_out_of_turn(data: Dataset) -> Iterator[Mistake]:
    """Who steps in is by the order of the waiting list, for all empty seats together; another is reported by name.

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
            coming = _in_turn(data, decision, step)
            for number, event in enumerate(step.events, step.first):
                if event.kind == "promoted" and event.applicant not in coming:
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
            coming = _in_turn(data, decision, step)
            if coming and not any(event.kind == "promoted" for event in step.events):
                yield Mistake.at(decision, f"events[{step.first}]", applicant=decision.name_of(coming[0]))


def _in_turn(data: Dataset, decision: Decision, step: _Step) -> tuple[str, ...]:
    """Who of the waiting list steps in, by the rules of `decision withdraw`: most of those who left are replaced, then
    most step in, then those who are first on the list. Every way is tried; nobody where the first many do not hold.
    """
    day = step.events[0].on
    left = _left(step)
    gone = {each.id for each in data.applications(decision.programme) if each.is_withdrawn(day)}
    gone |= {event.applicant for event in step.events if event.kind == "withdrawn"}
    waiting = [key for key in step.before.waiting if key not in gone]
    present = [key for key in step.before.selected if key not in left]
    rows = rows_without(decision, {*step.before.withdrawn, *left})
    tried = islice(_ways(left, waiting), MOST_TRIED)
    return next((coming for coming, empty in tried if holds(rows, {*present, *empty, *coming})), ())


def _ways(left: tuple[str, ...], waiting: list[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every group that may step in, with those who left and are not replaced; the preferred first."""
    for empty in range(len(left) + 1):
        for size in range(min(len(left) - empty, len(waiting)), -1, -1):
            for coming in combinations(waiting, size):
                yield from ((coming, group) for group in combinations(left, empty))


def _left(step: _Step) -> tuple[str, ...]:
    """The chosen whose seats are empty when the step begins to fill them."""
    leaving = (event.applicant for event in step.events if event.kind == "withdrawn")
    return (*step.before.vacated, *(key for key in leaving if key in step.before.selected))


def _steps(decision: Decision) -> Iterator[_Step]:
    """The events of a record, those that follow the same seal together."""
    first = 0
    for _, group in groupby(decision.events, key=lambda event: event.follows):
        events = tuple(group)
        states = [replace(decision, events=decision.events[:n]).state() for n in (first, first + len(events))]
        yield _Step(first, events, *states)
        first += len(events)


def _is_placed(decision: Decision, step: _Step, event: Event) -> bool:
    """Whether one who leaves was there, and one who steps in was free and takes a seat that is empty."""
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
        and event.replaces in _left(step)
        and replaced.count(event.replaces) == 1
    )


def _missed_rules(decision: Decision, step: _Step) -> Iterator[Words]:
    """The rules that do not hold after a step in which somebody steps in, whoever's empty seat is counted.

    A seat that stays empty may count for the rules as if the one who left still had it.
    """
    if not any(event.kind == "promoted" for event in step.events):
        return
    selected, vacated, gone = step.after.selected, step.after.vacated, step.after.withdrawn
    groups = chain.from_iterable(combinations(vacated, size) for size in range(len(vacated), -1, -1))
    rows = rows_without(decision, gone)
    if not any(holds(rows, {*selected, *group}) for group in islice(groups, MOST_TRIED)):
        tables = tables_of(decision)
        size = tables.rows.seats({*selected, *vacated})
        yield from (row_named(tables, one.row, size) for one in missed_rules(decision, {*selected, *vacated}, gone))
