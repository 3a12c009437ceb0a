"""What a waiting list is worth: every way in which some leave and others step in is tried, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from msgspec.structs import replace

from samskab.model.pool import Pool
from samskab.model.selection import Must, MustNot, Score, Seats, Selection, WaitingList
from samskab.solve import waiting_list
from samskab.solve.task import Task
from samskab.solve.waiting_list import FoundWaitingList, by_score, find_waiting_list
from tests.fairness import oracle
from tests.solve.small_pool import tiny


def found_for(task: Task, size: int, percent: int) -> FoundWaitingList:
    assert task.best is not None
    asked = WaitingList(size=size, drop_out_percent=percent)
    return find_waiting_list(task, task.best.cohort, task.order, task.freeze, asked)


def worth(pool: Pool, selection: Selection, cohort: Sequence[str], names: Sequence[str], percent: int) -> Fraction:
    """The chance that every hard rule but `must` holds once those who wait have stepped in."""
    without_must = replace(selection, rules=tuple(rule for rule in selection.rules if not isinstance(rule, Must)))
    chance, total = Fraction(percent, 100), Fraction(0)
    for leaving in oracle.subsets(cohort):
        stay = [key for key in cohort if key not in leaving]
        groups = (group for n in range(min(len(leaving), len(names)) + 1) for group in combinations(names, n))
        if any(oracle.allowed(pool, without_must, tuple(sorted({*stay, *group}))) for group in groups):
            total += chance ** len(leaving) * (1 - chance) ** len(stay)
    return total


@pytest.mark.parametrize("pools", [15, pytest.param(150, marks=pytest.mark.slow)])
def test_brute_force_agrees(pools: int) -> None:
    improved = seen = 0
    for seed in range(pools):
        pool, selection = tiny(seed)
        selection = replace(selection, aims=(*selection.aims, Score()))
        task, size, percent = Task(pool, selection, f"seed {seed}"), 1 + seed % 3, (10, 30)[seed % 2]
        if task.best is None:
            continue
        seen += 1
        cohort, found = task.best.cohort, found_for(task, size, percent)
        names = [one.applicant for one in found.waiting]
        shut = {key for rule in selection.rules if isinstance(rule, MustNot) for key in rule.applicants}
        able = [key for key in task.order if key not in cohort and key not in shut]
        value = worth(pool, selection, cohort, names, percent)
        assert len(names) == min(size, len(able))
        assert set(names) <= set(able)
        coverage, next_by_score = found.coverage, by_score(task, able)[: len(names)]
        assert coverage.exact
        assert coverage.permille == int(1000 * value), seed
        by_score_alone = worth(pool, selection, cohort, next_by_score, percent)
        assert coverage.next_by_score_permille == int(1000 * by_score_alone), seed
        assert by_score_alone < value or names == next_by_score, "nobody is passed over for no gain"
        improved += coverage.permille > coverage.next_by_score_permille
        if len(cohort) <= 3:  # then the list was searched over all cases: no exchange of one name may help
            for name in names:
                rest = [key for key in names if key != name]
                others = [key for key in able if key not in names]
                assert all(worth(pool, selection, cohort, [*rest, key], percent) <= value for key in others), seed
            alone = [worth(pool, selection, cohort, [name], percent) for name in names]
            assert names == next_by_score or not alone or alone[0] == max(alone), seed
    assert seen > 0.4 * pools
    assert improved > 0.03 * pools


def test_next_by_score_is_by_score_even_when_seats_come_first() -> None:
    pool, selection = tiny(3)
    task = Task(pool, Selection(size=selection.size, aims=(Seats(), Score())), "seats first")
    assert task.best is not None
    scores = {candidate.key: candidate.numbers["score"] for candidate in pool.candidates}
    outside = [key for key in task.order if key not in task.best.cohort]
    found = [scores[key] for key in by_score(task, outside)]
    assert found == sorted((scores[key] for key in outside), reverse=True)
    assert len(set(found)) > 1


@pytest.mark.slow
def test_many_groups_are_counted_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(20):
        pool, selection = tiny(seed)
        task = Task(pool, selection, f"seed {seed}")
        if task.best is None:
            continue
        at_once = found_for(task, 3, 20)
        with monkeypatch.context() as patched:
            patched.setattr(waiting_list, "_FEW_GROUPS", 0)
            assert found_for(task, 3, 20) == at_once, seed


def test_a_count_that_ends_early_is_a_lower_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    pool, selection = tiny(3)
    task = Task(pool, selection, "seed 3")
    whole = found_for(task, 3, 20).coverage
    monkeypatch.setattr(waiting_list, "_MOST_WORK", 0)
    ended = found_for(task, 3, 20).coverage
    assert not whole.at_least
    assert ended.at_least
    assert ended.permille < whole.permille
