"""What a waiting list is worth: every way in which some leave and others step in is tried, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from msgspec.structs import replace

from samskab.fairness.candidate import Pool
from samskab.model.selection import Must, MustNot, Score, Seats, Selection
from samskab.solve.task import Task
from samskab.solve.waiting_list import waiting_list
from tests.fairness import oracle
from tests.solve.small_pool import tiny


def worth(pool: Pool, wish: Selection, cohort: Sequence[str], names: Sequence[str], percent: int) -> Fraction:
    """The chance that every hard rule but `must` holds once those who wait have stepped in."""
    law = replace(wish, rules=tuple(rule for rule in wish.rules if not isinstance(rule, Must)))
    chance, total = Fraction(percent, 100), Fraction(0)
    for leaving in oracle.subsets(cohort):
        stay = [key for key in cohort if key not in leaving]
        groups = (group for n in range(min(len(leaving), len(names)) + 1) for group in combinations(names, n))
        if any(oracle.allowed(pool, law, tuple(sorted({*stay, *group}))) for group in groups):
            total += chance ** len(leaving) * (1 - chance) ** len(stay)
    return total


@pytest.mark.parametrize("pools", [40, pytest.param(150, marks=pytest.mark.slow)])
def test_brute_force_agrees(pools: int) -> None:
    improved = seen = 0
    for seed in range(pools):
        pool, wish = tiny(seed)
        wish = replace(wish, aims=(*wish.aims, Score()))
        task, size, percent = Task(pool, wish, f"seed {seed}"), 1 + seed % 3, (10, 30)[seed % 2]
        if task.best is None:
            continue
        seen += 1
        cohort, found = task.best.cohort, waiting_list(task, size, percent)
        shut = {key for rule in wish.rules if isinstance(rule, MustNot) for key in rule.applicants}
        able = [key for key in task.keys if key not in cohort and key not in shut]
        value = worth(pool, wish, cohort, found.names, percent)
        assert len(found.names) == min(size, len(able))
        assert set(found.names) <= set(able)
        assert found.exact
        assert found.coverage == round(1000 * float(value)), seed
        assert found.by_score == round(1000 * float(worth(pool, wish, cohort, found.next_by_score, percent))), seed
        improved += found.coverage > found.by_score
        if len(cohort) <= 3:  # then the list was sought over all cases: no exchange of one name may help
            for name in found.names:
                rest = [key for key in found.names if key != name]
                others = [key for key in able if key not in found.names]
                assert all(worth(pool, wish, cohort, [*rest, key], percent) <= value for key in others), seed
            alone = [worth(pool, wish, cohort, [name], percent) for name in found.names]
            assert not alone or alone[0] == max(alone), seed
    assert seen > 0.4 * pools
    assert improved > 0.03 * pools


def test_next_by_score_is_by_score_even_when_seats_come_first() -> None:
    pool, wish = tiny(1)
    task = Task(pool, Selection(size=wish.size, aims=(Seats(), Score())), "seats first")
    assert task.best is not None
    scores = {candidate.key: candidate.numbers["score"] for candidate in pool.candidates}
    found = waiting_list(task, 3, 10).next_by_score
    outside = sorted((scores[key] for key in task.keys if key not in task.best.cohort), reverse=True)
    assert [scores[key] for key in found] == outside[: len(found)]
    assert len(set(outside)) > 1
