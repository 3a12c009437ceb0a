"""The cheapest changes of hundreds of tiny selections: every cohort is tried, and every change is made in the rules."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from samskab.fairness.outcome import BoundChange
from samskab.model import selection as kinds
from samskab.model.selection import Bound, Selection
from samskab.solve.levers import Lever, levers_of
from samskab.solve.relaxations import RelaxedRows, find_relaxations
from samskab.solve.task import Task
from tests.fairness import oracle
from tests.solve.small_pool import WHY, tiny

Steps = frozenset[tuple[int, int]]


def cheapest(task: Task, levers: tuple[Lever, ...]) -> list[Steps]:
    """The changes of several levers that some cohort needs and that contain no other such change, cheapest first.

    None moves all the levers of an earlier one. Of those that cost the same, the first moves the earlier levers least.
    """
    rows = {row.id: row for row in task.rows.hard()}
    needed: set[Steps] = set()
    for cohort in filter(None, map(frozenset, oracle.subsets(task.keys))):
        size = task.rows.seats(cohort)
        steps = ((n, lever.steps(rows, cohort, size)) for n, lever in enumerate(levers))
        needed.add(frozenset((n, by) for n, by in steps if by))
    alone = [one for one in needed if not any(other != one and contains(one, other) for other in needed)]

    def rank(one: Steps) -> tuple[int, list[int]]:
        moved = dict(one)
        price = sum(levers[n].fixed + levers[n].price * by for n, by in one)
        return price, [moved.get(n, 0) for n in range(len(levers))]

    found: list[Steps] = []
    for one in sorted(alone, key=rank):
        moves = {n for n, _ in one}
        if len(moves) > 1 and not any({n for n, _ in other} <= moves for other in found):
            found.append(one)
    return found


def contains(one: Steps, other: Steps) -> bool:
    moved = dict(one)
    return all(moved.get(n, 0) >= by for n, by in other)


def _place_and_steps(levers: tuple[Lever, ...], change: BoundChange) -> tuple[int, int]:
    place = next(n for n, lever in enumerate(levers) if lever.change(0, 0)[:3] == change[:3])
    return place, abs(levers[place].was - change.becomes) // levers[place].unit


def made(selection: Selection, changes: Iterable[BoundChange], short: int = 0) -> Selection:
    """The selection with the changes made in its rules, as a person would; the first by `short` fewer."""
    for change in changes:
        selection = _with(selection, change, short * (1 if change.becomes < change.was else -1))
        short = 0
    return selection


def _with(selection: Selection, change: BoundChange, short: int) -> Selection:
    becomes = change.becomes + short
    if change.rule == "size":
        assert selection.size is not None
        return replace(
            selection, size=replace(selection.size, **{{"low": "min", "high": "max"}[change.bound]: becomes})
        )
    place = [rule.id for rule in selection.rules].index(change.rule)
    rule = selection.rules[place]
    if change.bound == "removed":
        return selection if becomes else _removed(selection, rule, change)
    if isinstance(rule, kinds.Quota):
        assert change.row is not None
        value = str(change.row.about["value"])
        old = rule.values.get(value, rule.each) or Bound()
        rule = replace(rule, values={**rule.values, value: _bound(old, change.bound, becomes)})
    elif isinstance(rule, kinds.Distance):
        rule = replace(rule, min_km=Decimal(becomes) / 10)
    elif isinstance(rule, kinds.Near):
        rule = replace(rule, max_km=Decimal(becomes) / 10)
    else:
        field = {"low": "min", "high": "max"}.get(change.bound, change.bound)
        rule = replace(rule, **{field: becomes})
    return replace(selection, rules=(*selection.rules[:place], rule, *selection.rules[place + 1 :]))


def _bound(old: Bound, bound: str, becomes: int) -> Bound:
    if bound == "low":
        return replace(old, min=becomes, min_percent=None)
    return replace(old, max=becomes, max_percent=None)


def _removed(selection: Selection, rule: kinds.CohortRule, change: BoundChange) -> Selection:
    rest = [other for other in selection.rules if other is not rule]
    if change.row is not None and isinstance(rule, kinds.Must | kinds.MustNot):
        gone = change.row.about["applicants"]
        rest.append(replace(rule, applicants=tuple(key for key in rule.applicants if key not in gone)))
    return replace(selection, rules=tuple(rest))


def infeasible(seeds: Iterable[int]) -> Iterable[tuple[int, Task]]:
    for seed in seeds:
        pool, selection = tiny(seed)
        if not any(
            oracle.allowed(pool, selection, cohort) for cohort in oracle.subsets([c.key for c in pool.candidates])
        ):
            yield seed, Task(pool, selection, f"seed {seed}")


def fits(task: Task, selection: Selection) -> bool:
    return any(oracle.allowed(task.pool, selection, cohort) for cohort in oracle.subsets(task.keys))


def batches(end: int) -> list[Any]:
    """Seeds of random pools: a few for the quick run, then fifty at a time."""
    return [range(6), *(pytest.param(range(n, n + 50), marks=pytest.mark.slow) for n in range(0, end, 50))]


@pytest.mark.parametrize("seeds", batches(1000))
def test_the_combinations_are_the_cheapest_there_are(seeds: range) -> None:
    seen = 0
    for seed, task in infeasible(seeds):
        seen += 1
        levers = levers_of(task.pool, task.selection, task.rows)
        found = find_relaxations(task)
        told = [frozenset(_place_and_steps(levers, one) for one in changes) for changes in found.combinations]
        assert told == cheapest(task, levers)[:3], seed
        assert found.ended
    assert seen > len(seeds) // 10


@pytest.mark.parametrize("seeds", batches(300))
def test_each_change_can_be_made_in_the_file_and_is_enough_and_no_more(seeds: range) -> None:
    for seed, task in infeasible(seeds):
        found = find_relaxations(task)
        for changes in (*((one,) for one in found.singles), *found.combinations):
            where = f"{seed} {changes}"
            assert fits(task, made(task.selection, changes)), where
            for n, change in enumerate(changes):
                rest = (*changes[:n], *changes[n + 1 :])
                assert not fits(task, made(task.selection, (change, *rest), short=1)), where


@pytest.mark.parametrize("seeds", batches(300))
def test_a_conflict_names_only_the_bounds_that_bind(seeds: range) -> None:
    for seed, task in infeasible(seeds):
        rows = find_relaxations(task).conflict
        everyone = [(frozenset(c), task.rows.seats(c)) for c in oracle.subsets(task.keys)]

        def possible(rows, everyone=everyone) -> bool:
            return any(not any(row.missed(row.total(c), size) for row in rows) for c, size in everyone)

        assert not possible(rows), seed
        for n, row in enumerate(rows):
            rest = (*rows[:n], *rows[n + 1 :])
            assert possible(rest), f"{seed} {row}"
            if None not in {row.low, row.high}:
                assert possible((*rest, row._replace(low=None))), f"{seed} {row}"
                assert possible((*rest, row._replace(high=None))), f"{seed} {row}"


@pytest.mark.slow
def test_what_a_change_makes_of_an_applicant() -> None:
    for seed, task in infeasible(range(50)):
        for change in find_relaxations(task).singles[:2]:
            if change.row is not None and any(b and b.per for b in (change.row.low, change.row.high)):
                continue
            selection = made(task.selection, (change,))
            cohorts = [c for c in oracle.subsets(task.keys) if oracle.allowed(task.pool, selection, c)]
            relaxed = RelaxedRows(task)
            for key in task.keys:
                assert relaxed.seats_with((change,), key) == {int(key in c) for c in cohorts}, f"{seed} {change} {key}"


def test_a_cohort_of_nobody_is_neither_chosen_nor_offered() -> None:
    pool, selection = tiny(1)
    size = kinds.Size(min=0, max=3)
    free = Task(pool, replace(selection, size=size, rules=(), aims=(kinds.Dispersion(),)), "lottotal")
    assert free.best is not None
    assert free.best.cohort
    nobody = kinds.MustNot(id="ude", applicants=tuple(one.key for one in pool.candidates), reason=WHY)
    shut = Task(pool, replace(selection, size=replace(size, min=2), rules=(nobody,)), "lottotal")
    assert shut.best is None
    found = find_relaxations(shut)
    offered = [change for changes in ((*found.singles,), *found.combinations) for change in changes]
    assert offered
    assert not [change for change in offered if change.rule == "size" and change.becomes == 0]
