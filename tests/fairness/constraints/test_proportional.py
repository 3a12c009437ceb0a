"""Shares: k N_g / N - n <= sum over g <= k N_g / N + n, with fractions and never a float."""

from __future__ import annotations

import pytest

from samskab.fairness.row import holds
from samskab.fairness.rows import rows_of
from samskab.model.selection import Proportional, Selection, Size
from tests.fairness.seven_applicants import POOL, agree, misses

COUNTRY = Proportional(id="p", by="region", within=1)  # half in the east, three tenths north, a fifth west
NONE = Proportional(id="p", by="region", within=0)
GIVEN = Proportional(id="p", by="theme", to="shares", shares={"home": 1, "youth": 2}, within=0)
APPLICANTS = Proportional(id="p", by="region", to="applicants", within=0, counts="municipalities")


@pytest.mark.parametrize(
    ("rule", "cohort", "missed"),
    [
        (COUNTRY, "abde", {}),
        (COUNTRY, "abcd", {}),
        (COUNTRY, "def", {"p:east": 1, "p:north": 1}),
        (NONE, "ad", {"p:north": 1, "p:west": 1}),
        (GIVEN, "ade", {}),
        (GIVEN, "abd", {"p:home": 1, "p:youth": 1}),
    ],
)
def test_steps_missed(rule: Proportional, cohort: str, missed: dict[str, int]) -> None:
    assert misses(rule, cohort) == missed


def test_all_applicants_have_their_own_shares() -> None:
    rows = rows_of(POOL, Selection(size=Size(min=1, max=8, counts="municipalities"), rules=(APPLICANTS,)))
    assert holds(rows, "abcdefg")
    assert not holds(rows, "abcdef")


def test_a_value_that_the_country_lacks_has_no_share() -> None:
    assert misses(Proportional(id="p", by="theme", within=1), "abg") == {"p:home": 2}


@pytest.mark.parametrize(
    ("rule", "size", "best"),
    [
        (COUNTRY, Size(min=3, max=3), "abe"),
        (COUNTRY, Size(min=2, max=5), "abefg"),
        (Proportional(id="p", by="region", within=1, counts="municipalities"), Size(min=4, max=4), "abeg"),
        (Proportional(id="p", by="region", to="applicants", within=1), Size(min=3, max=4), "abeg"),
        (GIVEN, Size(min=3, max=3), "deg"),
        (NONE, Size(min=3, max=3), ""),
    ],
)
def test_brute_force_agrees(rule: Proportional, size: Size, best: str) -> None:
    assert agree(rule, size=size) == best


@pytest.mark.parametrize("size", [Size(min=3, max=3), Size(min=2, max=5), Size(min=3, max=5, counts="municipalities")])
def test_brute_force_agrees_on_prices(size: Size) -> None:
    agree(Proportional(id="p", by="region", within=0, price=2), size=size)
