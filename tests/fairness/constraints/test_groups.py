"""Apart, together, one for each value."""

from __future__ import annotations

import pytest

from samskab.model.selection import Apart, CohortRule, OnePer, Size, Together
from tests.fairness.seven_applicants import agree, misses

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
