"""Who steps in: compared with every way in which it could be done, and independent of the order of names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest

from samskab.fairness.row import Rows, holds
from samskab.solve.promotions import Promotions, find_promotions
from samskab.solve.task import Task
from tests.solve.small_pool import tiny


def best_by_hand(rows: Rows, present: Sequence[str], left: Sequence[str], waiting: Sequence[str]) -> tuple[str, ...]:
    """Who steps in, by trying every group and every set of seats that stay empty."""
    found: list[tuple[int, int, tuple[int, ...], tuple[str, ...]]] = []
    for count in range(len(left) + 1):
        for replaced in combinations(left, count):
            seats = {*present, *(key for key in left if key not in replaced)}
            for size in range(min(count, len(waiting)) + 1):
                for coming in combinations(waiting, size):
                    if holds(rows, {*seats, *coming}):
                        places = tuple(int(key in coming) for key in waiting)
                        found.append((count, size, places, coming))
    return max(found)[3] if found else ()


@pytest.mark.parametrize("pools", [8, pytest.param(400, marks=pytest.mark.slow)])
def test_brute_force_agrees_and_the_order_of_names_changes_nothing(pools: int) -> None:
    seen = several = 0
    for seed in range(pools):
        task = Task(*tiny(seed), f"seed {seed}")
        if task.best is None:
            continue
        cohort = task.best.cohort
        waiting = [key for key in task.order if key not in cohort][:4]
        for count in (1, 2, 3):
            left = cohort[:count]
            present = [key for key in cohort if key not in left]
            rows = task.rows.without({row.id for row in task.rows.rules if row.kind == "must"})
            found = find_promotions(rows, task.keys, present, left, waiting)
            backwards = find_promotions(rows, task.keys, present, left[::-1], waiting)
            assert found.coming == best_by_hand(rows, present, left, waiting), (seed, count)
            assert (backwards.coming, {*backwards.replaced}) == (found.coming, {*found.replaced})
            assert len(found.coming) <= len(found.replaced) <= len(left)
            seen += 1
            several += len(found.coming) > 1
    assert seen > pools
    assert several > pools / 10


def test_nobody_left_nobody_steps_in() -> None:
    task = Task(*tiny(1), "x")
    assert find_promotions(task.rows, task.keys, task.keys[:2], (), task.keys[2:]) == Promotions()
