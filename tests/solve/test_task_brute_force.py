"""Brute force over every cohort of hundreds of tiny pools agrees with the search."""

from __future__ import annotations

import pytest

from samskab.fairness.outcome import Infeasible
from samskab.fairness.replacements import replacements
from samskab.fairness.row import holds, price
from samskab.fairness.rows import rows_of
from samskab.model import selection as kinds
from samskab.model.decision import Reason
from samskab.model.pool import Pool
from samskab.solve import search
from samskab.solve.alternatives import next_best
from samskab.solve.explain import Explainer
from samskab.solve.levers import levers_of
from samskab.solve.relaxations import find_relaxations
from samskab.solve.task import Task
from tests.fairness import oracle
from tests.fairness.oracle import Cohort, allowed, subsets, value
from tests.solve.small_pool import priced, tiny

MANY = 2000
PER_TEST = 20


def ranked(task: Task, cohorts: list[Cohort], near: Cohort = ()) -> list[Cohort]:
    return oracle.ranked(task.pool, task.selection, task.order, cohorts, near)


def test_brute_force_agrees() -> None:
    for seed in range(PER_TEST // 8):
        _agrees(*tiny(seed), seed)


@pytest.mark.slow
def test_brute_force_agrees_on_prices() -> None:
    for seed in range(PER_TEST // 8):
        _agrees(*priced(seed), seed)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, MANY, PER_TEST))
def test_brute_force_agrees_on_many_more(start: int) -> None:
    for seed in range(start, start + PER_TEST):
        _agrees(*tiny(seed), seed)
        _agrees(*priced(seed), seed)


def test_settled_candidates_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SETTLE_FROM", 1)
    for seed in range(60, 75):
        pool, selection = tiny(seed)
        task = Task(pool, selection, f"seed {seed}")
        fitting = [cohort for cohort in subsets(task.keys) if allowed(pool, selection, cohort)]
        assert (task.best.cohort if task.best else None) == (ranked(task, fitting)[0] if fitting else None), seed


def _agrees(pool: Pool, selection: kinds.Selection, seed: int) -> None:
    task = Task(pool, selection, f"seed {seed}")
    rows = rows_of(pool, selection)
    everyone = list(subsets(task.keys))
    fitting = [cohort for cohort in everyone if allowed(pool, selection, cohort)]
    assert [cohort for cohort in everyone if holds(rows, cohort)] == fitting, seed
    if rows.priced():
        cost = [-value(pool, selection, kinds.Prices(), cohort) for cohort in everyone]
        assert [price(rows, cohort) for cohort in everyone] == cost, seed
    if fitting:
        _cohort(task, fitting, seed)
    else:
        _infeasible(task, everyone, seed)


def _cohort(task: Task, fitting: list[Cohort], seed: int) -> None:
    best = task.best
    order = ranked(task, fitting)
    assert best is not None
    assert best.cohort == order[0], seed
    assert best.values == best.bounds
    assert [found.cohort for found in next_best(task, 2)[0]] == order[1:3], seed
    for why in Explainer(task).every():
        _reason(task, why, fitting, seed)
    steps = replacements(task.rows, best.cohort, task.keys)
    for leaving in best.cohort:
        rest = tuple(r for r in task.selection.rules if not isinstance(r, kinds.Must) or leaving not in r.applicants)
        selection = kinds.Selection(size=task.selection.size, rules=rest)
        swaps = {k: tuple(sorted({*best.cohort, k} - {leaving})) for k in task.keys if k not in best.cohort}
        assert steps[leaving] == tuple(k for k, c in swaps.items() if allowed(task.pool, selection, c)), seed


def _reason(task: Task, why: Reason, fitting: list[Cohort], seed: int) -> None:
    assert task.best is not None
    chosen = why.applicant in task.best.cohort
    others = [cohort for cohort in fitting if (why.applicant in cohort) != chosen]
    where = f"{seed} {why}"
    if why.outcome == "excluded":
        assert not chosen, where
        assert any(isinstance(r, kinds.MustNot) and why.applicant in r.applicants for r in task.selection.rules), where
        return
    if why.outcome in {"impossible", "required"}:
        assert not others, where
        assert chosen == (why.outcome == "required")
        _minimal(task, list(why.rows), where, {why.applicant: not chosen})
        return
    found = ranked(task, others, task.best.cohort)[0]
    # a priced rule without an applicant of this pool has no row and no cost
    aims = oracle.aims(task.selection) if task.rows.priced() else task.selection.aims
    costs = [
        value(task.pool, task.selection, a, task.best.cohort) - value(task.pool, task.selection, a, found) for a in aims
    ]
    assert [
        c * g.unit if g.kind.startswith("deviation") else c for c, g in zip(costs, task.goals, strict=True)
    ] == list(why.costs), where
    assert why.displaces == tuple(sorted(set(task.best.cohort) - set(found))), where
    assert why.instead == tuple(sorted(set(found) - set(task.best.cohort))), where
    assert why.outcome == ("chosen" if chosen else "costs" if any(costs) else "lot"), where
    first = abs(value(task.pool, task.selection, aims[0], task.best.cohort)) if aims else 0
    near = not costs or costs[0] * 100 <= first
    assert why.seat == ("depends" if near else "always" if chosen else "never"), where


def _minimal(task: Task, ids: list[str], where: str, forced: dict[str, bool]) -> None:
    """No cohort keeps these rows, and any one of them can be left out to make one."""
    everyone = [c for c in subsets(task.keys) if all((key in c) == inside for key, inside in forced.items())]
    rows = [row for row in task.rows.all() if row.id in ids]

    def some(kept: list[object]) -> bool:
        size = task.rows.seats
        return any(all(not r.missed(r.total(c), size(c)) for r in rows if r in kept) for c in map(frozenset, everyone))

    assert not some(list(rows)), where
    for row in rows:
        assert some([other for other in rows if other.id != row.id]), where


def _infeasible(task: Task, everyone: list[Cohort], seed: int) -> None:
    assert task.best is None, seed
    result = find_relaxations(task)
    _minimal(task, [row.id for row in result.conflict], str(seed), {})
    _singles(task, result, everyone, seed)


def _singles(task: Task, result: Infeasible, everyone: list[Cohort], seed: int) -> None:
    """A lever is among the single changes when some cohort needs no other, and moves as little as any such needs."""
    levers, rows = levers_of(task.pool, task.selection, task.rows), {row.id: row for row in task.rows.hard()}
    least: dict[int, int] = {}
    for cohort in map(frozenset, filter(None, everyone)):  # a cohort of nobody is never offered
        size = task.rows.seats(cohort)
        moved = [(n, by) for n, lever in enumerate(levers) if (by := lever.steps(rows, cohort, size))]
        if len(moved) == 1:
            least[moved[0][0]] = min(moved[0][1], least.get(moved[0][0], moved[0][1]))
    told = {}
    for change in result.singles:
        place = next(n for n, lever in enumerate(levers) if lever.change(0, 0)[:3] == change[:3])
        told[place] = abs(levers[place].was - change.becomes)
    assert told == {n: by * levers[n].unit for n, by in least.items()}, seed
