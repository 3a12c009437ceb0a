"""Apart, together, one for each value."""

from __future__ import annotations

from itertools import permutations

import pytest

from samskab.fairness.row import price
from samskab.fairness.rows import rows_of
from samskab.model.selection import (
    Apart,
    CohortRule,
    OnePer,
    Selection,
    Size,
    Together,
)
from tests.fairness.seven_applicants import POOL, agree, misses

APART = Apart(id="x", applicants=("a", "e", "g"))
TOGETHER = Together(id="x", applicants=("a", "d", "f"))
ONE_PER = OnePer(id="x", by="theme")


@pytest.mark.parametrize(
    ("rule", "cohort", "missed"),
    [
        (APART, "abc", {}),
        (APART, "aeg", {"x": 2}),
        (TOGETHER, "adf", {}),
        (TOGETHER, "bce", {}),
        (TOGETHER, "ad", {"x:f": 1}),
        (TOGETHER, "df", {"x:d": 1, "x:f": 1}),
        (ONE_PER, "ace", {}),
        (ONE_PER, "abg", {"x:home": 2}),
        (ONE_PER, "ad", {"x:work": 1}),
        (Together(id="x", applicants=("a", "nobody")), "b", {}),
        (Together(id="x", applicants=("a", "nobody")), "ab", {"x:nobody": 1}),
        (Apart(id="x", applicants=("a", "nobody")), "ab", {}),
    ],
)
def test_steps_missed(rule: CohortRule, cohort: str, missed: dict[str, int]) -> None:
    assert misses(rule, cohort) == missed


@pytest.mark.parametrize(
    ("rule", "best"),
    [(APART, "bcg"), (TOGETHER, "beg"), (ONE_PER, "ceg"), (OnePer(id="x", by="region"), "aef")],
)
def test_brute_force_agrees(rule: CohortRule, best: str) -> None:
    assert agree(rule, size=Size(min=3, max=3)) == best


@pytest.mark.parametrize("kind", [Apart, Together])
def test_brute_force_agrees_on_prices(kind: type[Apart | Together]) -> None:
    agree(kind(id="x", applicants=("a", "e", "g"), price=2), ONE_PER, size=Size(min=2, max=3))
    agree(OnePer(id="y", by="region", price=1), kind(id="x", applicants=("a", "b"), price=2), size=Size(min=2, max=4))


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_the_price_of_together_is_the_same_whoever_is_named_first(order: tuple[str, ...]) -> None:
    rows = rows_of(POOL, Selection(rules=(Together(id="sammen", applicants=order, price=2),)))
    assert [price(rows, cohort) for cohort in ("", "a", "ab", "bc", "abc")] == [0, 4, 4, 4, 0]
