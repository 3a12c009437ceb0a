"""Eighteen to twenty applicants, few scores and many equals: the lot is long here, and every cohort is still tried."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from msgspec.structs import replace

from samskab.model.pool import Pool
from samskab.model.selection import Score, Selection, Size
from samskab.solve.search import CHUNK
from samskab.solve.task import Task
from tests.fairness import oracle
from tests.solve.small_pool import Dice, tiny

POOLS = 24


def twenty(seed: int) -> tuple[Pool, Selection]:
    """Several tiny pools as one, with the rules of the first."""
    dice = Dice(2_000_000 + seed)
    pools = [tiny(seed + 10_000 * n)[0] for n in range(8)]
    many = list(chain.from_iterable(pool.candidates for pool in pools))[: dice.roll(18, 20)]
    named = tuple(
        replace(
            c,
            key=f"m{n:02}",
            name=f"m{n:02}",
            numbers={"score": 1 + c.numbers["score"] // 4, "people": c.numbers["people"]},
        )
        for n, c in enumerate(many)
    )
    selection = tiny(seed)[1]
    keys = {f"m{n}": f"m{n:02}" for n in range(9)}
    rules = tuple(
        replace(rule, applicants=tuple(keys[key] for key in rule.applicants)) if hasattr(rule, "applicants") else rule
        for rule in selection.rules
    )
    size = Size(min=3, max=3 + dice.roll(0, 1))
    return replace(pools[0], candidates=named), replace(
        selection, size=size, rules=rules, aims=(Score(), *selection.aims[:1])
    )


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(n, marks=pytest.mark.slow) for n in range(4, POOLS))])
def test_brute_force_agrees(seed: int) -> None:
    pool, selection = twenty(seed)
    task = Task(pool, selection, f"seed {seed}")
    assert len(task.keys) > CHUNK
    assert selection.size is not None
    everyone = chain.from_iterable(
        combinations(task.keys, n) for n in range(selection.size.min, selection.size.max + 1)
    )
    fitting = [cohort for cohort in everyone if oracle.allowed(pool, selection, cohort)]
    if not fitting:
        assert task.best is None
        return
    assert task.best is not None
    order = oracle.ranked(pool, selection, task.order, fitting)
    assert task.best.cohort == order[0]
    equal = [
        c
        for c in order[:2]
        if all(
            oracle.value(pool, selection, a, c) == oracle.value(pool, selection, a, order[0]) for a in selection.aims
        )
    ]
    assert task.best.lot == (len(equal) > 1)


@pytest.mark.slow
def test_the_lot_decides_in_most_of_them() -> None:
    found = [Task(*twenty(seed), "lot").best for seed in range(8)]
    assert sum(best is not None and best.lot for best in found) > 2
