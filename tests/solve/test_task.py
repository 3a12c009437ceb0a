"""Every proven figure of `municipal_60_choose_20`, which two solvers agree on."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from hashlib import sha256

import pytest

from samskab.fairness.lottery import Lottery, lot_order_v1
from samskab.fairness.replacements import replacements
from samskab.fairness.row import broken
from samskab.model.selection import Aim, Deviation, Dispersion, Distance, Score, WaitingList
from samskab.solve.alternatives import next_best
from samskab.solve.explain import Explainer
from samskab.solve.relaxations import find_relaxations
from samskab.solve.task import Task
from samskab.solve.waiting_list import find_waiting_list
from tests.solve.sixty_municipalities import ATTRIBUTES, expected, pool, selection

SCORE, NEAREST = Score(), Dispersion()
TOTAL = Deviation(by=ATTRIBUTES)
WORST = Deviation(by=ATTRIBUTES, measure="worst")


@cache
def best_by_score() -> Task:
    return Task(pool(), selection(SCORE), "eksempel")


def values(*aims: Aim) -> list[float]:
    task = Task(pool(), selection(*aims), "eksempel")
    assert task.best is not None
    assert task.best.values == task.best.bounds
    assert not [*broken(task.rows, task.best.cohort)]
    return [round(value / goal.unit, 6) for goal, value in zip(task.goals, task.best.values, strict=True)]


def test_the_best_score_and_its_only_cohort() -> None:
    best = best_by_score().best
    assert best is not None
    assert best.values == (expected()["max_score"],)
    assert best.cohort == tuple(expected()["max_score_cohort"])
    assert not best.lot
    assert next_best(best_by_score(), 1)[0][0].values == (expected()["second_best_score"],)


@pytest.mark.parametrize(
    ("aim", "figure"),
    [(TOTAL, "min_L1_deviation"), (WORST, "min_Linf_deviation"), (NEAREST, "max_min_distance_km")],
    ids=["total", "worst", "nearest"],
)
def test_one_aim_alone(aim: Aim, figure: str) -> None:
    assert values(aim) == [expected()[figure]]


def test_aims_in_their_order() -> None:
    chain = expected()["lexicographic_Linf_L1_distance_score"]
    assert values(WORST, TOTAL, NEAREST, SCORE) == [chain[key] for key in ("Linf", "L1", "disp", "score")]
    chain = expected()["lexicographic_L1_score_distance"]
    assert values(TOTAL, SCORE, NEAREST) == [chain[key] for key in ("L1", "score", "disp")]


@pytest.mark.slow
def test_the_greatest_sum_of_distances_is_proven() -> None:
    task = Task(pool(), selection(Dispersion(measure="sum")), "eksempel")
    assert task.best is not None
    assert task.best.values == task.best.bounds == (355500,)


@pytest.mark.slow
def test_why_not_and_what_it_costs() -> None:
    found = {why.applicant: why for why in Explainer(best_by_score()).every()}
    costs = {key: why.costs[0] for key, why in found.items() if why.outcome in {"costs", "lot"}}
    assert costs == expected()["why_not_score_cost"]
    assert (found["K111"].outcome, found["K111"].costs) == ("excluded", (-26,))
    assert list(found["K108"].rows) == ["must:K108"]
    assert Counter(why.seat for why in found.values()) == {"always": 14, "never": 28, "depends": 18}


def test_who_can_replace_whom() -> None:
    task = best_by_score()
    assert task.best is not None
    steps = replacements(task.rows, task.best.cohort, task.keys)
    assert {key: list(coming) for key, coming in steps.items()} == expected()["single_replacements"]


@pytest.mark.slow
def test_the_waiting_list_restores_the_rules_far_more_often_than_the_next_by_score() -> None:
    task, asked = best_by_score(), WaitingList(size=6)
    assert task.best is not None
    waits = find_waiting_list(task, task.best.cohort, task.order, task.freeze, asked)
    assert waits.coverage.exact
    assert waits.coverage.permille >= 960
    assert waits.coverage.next_by_score_permille < 400
    assert waits.irreplaceable == ("K186",)
    assert not any("K186" in one.steps_in_for for one in waits.waiting)
    steps_in = next(one.applicant for one in waits.waiting if "K143" in one.steps_in_for)
    assert steps_in in expected()["single_replacements"]["K143"]


@pytest.mark.slow
def test_what_would_help_when_the_distance_is_too_great() -> None:
    task = Task(pool(), selection(SCORE, more=(Distance(id="apart", min_km=Decimal(40)),)), "eksempel")
    assert task.best is None
    result = find_relaxations(task)
    changes = {change.row.id if change.row else change.rule: change for change in result.singles}
    assert (changes["apart"].bound, changes["apart"].becomes) == ("min_km", 336)
    assert 1 <= len(result.combinations) <= 3


def test_the_published_rank() -> None:
    freeze, beacon = sha256(b"eksempel").hexdigest(), sha256(b"beacon").hexdigest()
    assert lot_order_v1(freeze, beacon, ("aarhus", "koege", "laesoe")) == ("laesoe", "koege", "aarhus")
    task = Task(pool(), selection(SCORE), "eksempel", "naboskab", "runde-1")
    assert task.order == Lottery("eksempel", "naboskab", "runde-1").order(task.keys)
