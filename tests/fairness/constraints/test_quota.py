"""Quotas: min <= sum of w_i x_i over a value <= max, as numbers or as shares of a size, fixed or not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from samskab.fairness.row import holds
from samskab.fairness.rows import rows_of
from samskab.model.selection import Bound, Quota, Score, Seats, Selection, Size
from tests.fairness.seven_applicants import POOL, agree, misses


def region(price: int | None = None, **bounds: int) -> Quota:
    return Quota(id="q", by="region", values={"east": Bound(**bounds)}, price=price)


@pytest.mark.parametrize(
    ("rule", "cohort", "missed"),
    [
        (region(min=1, max=2), "abd", {}),
        (region(min=1, max=2), "abc", {"q:east": 1}),
        (region(min=1, max=2), "abcg", {"q:east": 2}),
        (region(min=1, max=2), "def", {"q:east": 1}),
        (region(min=0, max=0), "de", {}),
        (region(min=4), "abc", {"q:east": 1}),
    ],
)
def test_steps_missed(rule: Quota, cohort: str, missed: dict[str, int]) -> None:
    assert misses(rule, cohort) == missed


def test_each_value_of_the_country_or_of_the_applicants() -> None:
    pool = replace(POOL, country={"region": {"east": 5, "south": 5}})
    country = Quota(id="q", by="region", each=Bound(min=1))
    assert misses(country, "adf", pool) == {"q:south": 1}
    assert misses(Quota(id="q", by="region", each=Bound(min=1), of="applicants"), "adf", pool) == {}


def test_a_bound_of_one_value_goes_before_that_of_each() -> None:
    rule = Quota(id="q", by="region", each=Bound(max=1), values={"east": Bound(max=3)})
    assert misses(rule, "abcd") == {}
    assert misses(rule, "abcde") == {"q:north": 1}


@pytest.mark.parametrize(
    ("cohort", "kept"), [("ad", True), ("abd", False), ("abde", True), ("abcde", False), ("def", True), ("bc", False)]
)
def test_a_share_follows_an_open_size(cohort: str, kept: bool) -> None:
    rows = rows_of(POOL, Selection(size=Size(min=2, max=5), rules=(region(max_percent=50),)))
    assert holds(rows, cohort) == kept


def test_a_share_as_a_floor_is_rounded_up() -> None:
    rows = rows_of(POOL, Selection(size=Size(min=1, max=7), rules=(region(min_percent=40),)))
    assert [holds(rows, cohort) for cohort in ("d", "ad", "ade", "abde", "abdef")] == [False, True, False, True, True]


def test_an_applicant_for_two_municipalities_counts_once_or_with_both() -> None:
    once = Quota(id="q", by="region", values={"east": Bound(max=1), "north": Bound(max=1)})
    assert misses(once, "ag") == {"q:east": 1}
    both = Quota(id="q", by="theme", values={"home": Bound(max=2)}, counts="municipalities")
    assert misses(both, "ab") == {}
    assert misses(both, "bg") == {"q:home": 1}


def test_one_with_two_values_counts_under_both() -> None:
    rule = Quota(id="q", by="theme", each=Bound(min=1), of="applicants")
    assert misses(rule, "ad") == {"q:sport": 1}


@pytest.mark.parametrize(
    ("rule", "size", "best"),
    [
        (region(max=1), Size(min=3, max=3), "deg"),
        (region(max_percent=34), Size(min=2, max=5), "defg"),
        (region(min_percent=60), Size(min=2, max=4), "abeg"),
        (Quota(id="q", by="region", each=Bound(min=1, max=2)), Size(min=3, max=4), "aefg"),
        (Quota(id="q", by="region", each=Bound(min=1), counts="municipalities"), Size(min=2, max=2), "fg"),
        (Quota(id="q", by="theme", each=Bound(min=1), of="applicants"), Size(min=2, max=2), ""),
    ],
)
def test_brute_force_agrees(rule: Quota, size: Size, best: str) -> None:
    assert agree(rule, size=size) == best


@pytest.mark.parametrize("bounds", [{"max": 1}, {"max_percent": 25}, {"min_percent": 75}, {"min": 2, "max": 2}])
def test_brute_force_agrees_on_prices(bounds: dict[str, int]) -> None:
    agree(region(price=3, **bounds), region(max_percent=60), size=Size(min=2, max=5), aims=(Score(),))
    agree(region(price=3, **bounds), size=Size(min=2, max=5), aims=(Seats(), Score()))
