"""The cheapest combinations of changes: every cohort of hundreds of pools is a combination, and none is cheaper."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from samskab.fairness.outcome import BoundChange
from samskab.solve.relaxations import find_relaxations, price_of_step
from samskab.solve.task import Task
from tests.fairness import oracle
from tests.solve.small_pool import tiny

Support = frozenset[str]


def cheapest(task: Task) -> Mapping[Support, int]:
    """Every set of rows that some cohort breaks alone, company kept, with the least that it costs."""
    hard = [row for row in task.rows.hard() if row.kind != "common"]
    company = [row for row in task.rows.hard() if row.kind == "common"]
    found: dict[Support, int] = {}
    for cohort in map(frozenset, oracle.subsets(task.keys)):
        size = task.rows.seats(cohort)
        if any(row.missed(row.total(cohort), size) for row in company):
            continue
        missed = {row.id: row.missed(row.total(cohort), size) for row in hard}
        cost = sum(price_of_step(row) * missed[row.id] for row in hard)
        support = frozenset(id_ for id_, steps in missed.items() if steps)
        found[support] = min(cost, found.get(support, cost))
    return found


def cost_of(changes: tuple[BoundChange, ...]) -> int:
    return sum(price_of_step(change.row) * change.steps for change in changes if change.row is not None)


@pytest.mark.parametrize("start", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(50, 300, 50))])
def test_no_combination_is_cheaper(start: int) -> None:
    seen = 0
    for seed in range(start, start + 50):
        pool, selection = tiny(seed)
        task = Task(pool, selection, f"seed {seed}")
        if any(oracle.allowed(pool, selection, cohort) for cohort in oracle.subsets(task.keys)):
            continue
        seen += 1
        told = {
            frozenset(change.row.id for change in changes if change.row is not None): cost_of(changes)
            for changes in find_relaxations(task).combinations
        }
        costs = cheapest(task)
        assert list(told.values()) == sorted(told.values()), seed
        assert told == {support: costs[support] for support in told}, seed
        assert all(len(support) > 1 for support in told), seed
        last = max(told.values(), default=0)
        least = {s: cost for s, cost in costs.items() if len(s) > 1 and not any(other < s for other in costs)}
        for support, cost in least.items():  # sets with nothing to spare: none may be left out
            assert support in told or (len(told) == 3 and cost >= last), f"{seed} {sorted(support)} {cost}"
    assert seen > 5
