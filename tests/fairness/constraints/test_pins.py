"""Who must be in and who must be out."""

from __future__ import annotations

import pytest

from samskab.model.selection import CohortRule, Must, MustNot, Size
from tests.fairness.seven_applicants import WHY, agree, misses


@pytest.mark.parametrize(
    ("rule", "cohort", "missed"),
    [
        (Must(id="m", applicants=("a", "c"), reason=WHY), "abc", {}),
        (Must(id="m", applicants=("a", "c"), reason=WHY), "b", {"m:a": 1, "m:c": 1}),
        (Must(id="m", applicants=("nobody",), reason=WHY), "abc", {"m:nobody": 1}),
        (MustNot(id="m", applicants=("a", "c"), reason=WHY), "bd", {}),
        (MustNot(id="m", applicants=("a", "c"), reason=WHY), "ab", {"m:a": 1}),
        (MustNot(id="m", applicants=("nobody",), reason=WHY), "abc", {}),
    ],
)
def test_steps_missed(rule: CohortRule, cohort: str, missed: dict[str, int]) -> None:
    assert misses(rule, cohort) == missed


@pytest.mark.parametrize(
    ("rules", "best"),
    [
        ((Must(id="m", applicants=("c",), reason=WHY),), "ceg"),
        ((MustNot(id="m", applicants=("g", "e"), reason=WHY),), "abc"),
        ((Must(id="m", applicants=("f",), reason=WHY), MustNot(id="n", applicants=("g",), reason=WHY)), "aef"),
        ((Must(id="m", applicants=("a",), reason=WHY), MustNot(id="n", applicants=("a",), reason=WHY)), ""),
        ((Must(id="m", applicants=("a", "b", "c", "d"), reason=WHY),), ""),
    ],
)
def test_brute_force_agrees(rules: tuple[CohortRule, ...], best: str) -> None:
    assert agree(*rules, size=Size(min=3, max=3)) == best


def test_brute_force_agrees_on_prices() -> None:
    must = Must(id="m", applicants=("c", "f"), reason=WHY, price=2)
    assert agree(must, size=Size(min=3, max=3)) == "cfg"
    agree(must, MustNot(id="n", applicants=("f", "g"), reason=WHY, price=3), size=Size(min=2, max=3))
