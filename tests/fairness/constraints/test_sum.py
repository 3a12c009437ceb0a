"""Caps and floors: min <= sum of n_i x_i <= max, in the fractions that the number is kept in."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from samskab.fairness.objectives import goals_of
from samskab.fairness.row import price
from samskab.fairness.rows import rows_of
from samskab.model.pool import Candidate, Pool
from samskab.model.selection import (
    DIFFERENT_MUNICIPALITIES,
    Prices,
    Score,
    Seats,
    Selection,
    Size,
    Sum,
)
from tests.fairness.seven_applicants import POOL, agree, misses


@pytest.mark.parametrize(
    ("least", "most", "cohort", "missed"),
    [
        (5, 8, "ab", {}),
        (5, 8, "ac", {"s": 2}),
        (5, 8, "dg", {"s": 2}),
        (None, 8, "", {"size": 1}),
        (1, None, "", {"size": 1, "s": 1}),
    ],
)
def test_steps_missed(least: int | None, most: int | None, cohort: str, missed: dict[str, int]) -> None:
    assert misses(Sum(id="s", of="people", min=least, max=most), cohort) == missed


def test_a_number_in_halves_has_its_bounds_in_halves() -> None:
    halves = replace(POOL, units={"people": 2})
    assert misses(Sum(id="s", of="people", min=2, max=3), "ab", halves) == {}
    assert misses(Sum(id="s", of="people", max=3), "abd", halves) == {"s": 3}


def test_half_a_step_costs_half_the_price() -> None:
    halves = replace(POOL, units={"people": 2})
    selection = Selection(rules=(Sum(id="s", of="people", max=3, price=5), Sum(id="t", of="score", max=0, price=2)))
    rows = rows_of(halves, selection)
    people, score = rows.priced()
    assert people.missed(people.total("abd"), 3) == 3
    assert rows.price_unit == 2
    assert price(rows, "abd") == 5 * 3 + 2 * 2 * score.total("abd")
    (goal,) = goals_of(halves, replace(selection, aims=(Prices(),)), rows)
    assert (goal.value("abd"), goal.unit) == (price(rows, "abd"), 2)


def test_who_has_no_such_number_counts_nothing() -> None:
    assert misses(Sum(id="s", of="budget", min=1), "abc") == {"s": 1}


@pytest.mark.parametrize(
    ("least", "most", "best"), [(None, 8, "abe"), (14, None, "bfg"), (7, 7, "abe"), (16, 20, ""), (None, 4, "")]
)
def test_brute_force_agrees(least: int | None, most: int | None, best: str) -> None:
    assert agree(Sum(id="s", of="people", min=least, max=most), size=Size(min=3, max=3)) == best


def test_brute_force_agrees_on_prices() -> None:
    agree(Sum(id="s", of="people", max=5, price=1), size=Size(min=2, max=4), aims=(Seats(), Score()))
    agree(Sum(id="s", of="people", min=12, price=2), Sum(id="t", of="score", max=15), size=Size(min=2, max=3))


def test_different_municipalities_count_two_parts_of_one_once() -> None:
    pool = Pool(candidates=(_one("nord", "0101"), _one("syd", "0101"), _one("par", "0101", "0147"), _one("ude")))
    rule = Sum(id="kommuner", of=DIFFERENT_MUNICIPALITIES, max=1)
    (row,) = rows_of(pool, Selection(rules=(rule,))).rules
    assert [row.total(keys) for keys in ({"nord", "syd"}, {"nord", "par"}, {"nord", "ude"}, set())] == [1, 2, 2, 0]
    assert agree(rule, size=Size(min=2, max=2), aims=(Score(of=DIFFERENT_MUNICIPALITIES),), pool=pool) == "nordsyd"


def _one(key: str, *codes: str) -> Candidate:
    return Candidate(key=key, name=key, municipalities=codes)
