"""Breadth: at least r different values, each with at least m of the chosen."""

from __future__ import annotations

import pytest

from samskab.model.selection import Breadth, Score, Size, Variety
from tests.fairness.seven_applicants import agree, misses


@pytest.mark.parametrize(
    ("least", "each", "cohort", "missed"),
    [
        (3, 1, "ad", {}),  # one applicant brings home and work, the other work and youth
        (3, 1, "abe", {}),
        (3, 1, "bg", {"b": 2}),
        (2, 2, "abde", {}),
        (2, 2, "abe", {"b": 1}),
        (1, 1, "f", {"b": 1}),
    ],
)
def test_steps_missed(least: int, each: int, cohort: str, missed: dict[str, int]) -> None:
    assert misses(Breadth(id="b", by="theme", min=least, each=each), cohort) == missed


@pytest.mark.parametrize(("least", "each", "best"), [(3, 1, "aeg"), (4, 1, "ace"), (2, 2, "adg"), (3, 2, "")])
def test_brute_force_agrees(least: int, each: int, best: str) -> None:
    rule = Breadth(id="b", by="theme", min=least, each=each)
    assert agree(rule, Breadth(id="r", by="region", min=2), size=THREE) == best


@pytest.mark.parametrize("each", [1, 2])
def test_brute_force_agrees_on_prices_and_variety(each: int) -> None:
    rule = Breadth(id="b", by="theme", min=4, each=each, price=2)
    agree(rule, size=Size(min=2, max=4), aims=(Score(), Variety(by="region")))
    agree(Breadth(id="r", by="region", min=2), size=THREE, aims=(Variety(by="theme", each=each), Score()))


def test_an_attribute_that_nobody_has_cannot_be_broad() -> None:
    assert misses(Breadth(id="b", by="colour", min=1), "abc") == {"b": 1}
    assert agree(Breadth(id="b", by="colour", min=1), size=THREE) == ""


THREE = Size(min=3, max=3)
