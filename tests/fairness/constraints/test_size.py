"""The size: min <= sum of s_i x_i <= max."""

from __future__ import annotations

import pytest

from samskab.fairness.row import holds
from samskab.fairness.rows import rows_of
from samskab.model.selection import Counts, Must, Score, Seats, Selection, Size, Sum
from tests.fairness.seven_applicants import POOL, WHY, agree


@pytest.mark.parametrize(
    ("counts", "cohort", "kept"),
    [
        ("applicants", "abg", True),
        ("applicants", "abcd", False),
        ("municipalities", "abg", False),
        ("municipalities", "ag", True),
        ("municipalities", "g", True),
        ("municipalities", "a", False),
    ],
)
def test_two_or_three_are_chosen(counts: Counts, cohort: str, kept: bool) -> None:
    rows = rows_of(POOL, Selection(size=Size(min=2, max=3, counts=counts)))
    assert holds(rows, cohort) == kept


def test_without_a_size_any_number_but_none_may_be_chosen() -> None:
    rows = rows_of(POOL, Selection())
    assert not holds(rows, "")
    assert holds(rows, "a")
    assert holds(rows, "abcdefg")


@pytest.mark.parametrize("counts", ["applicants", "municipalities"])
def test_brute_force_agrees(counts: Counts) -> None:
    cap = Sum(id="cap", of="people", max=8)
    assert agree(cap, size=Size(min=2, max=4, counts=counts), aims=(Seats(), Score())) == "abce"


def test_a_joint_applicant_fills_two_seats() -> None:
    must = Must(id="both", applicants=("g",), reason=WHY)
    assert agree(must, size=Size(min=3, max=3, counts="municipalities")) == "eg"
    assert agree(must, size=Size(min=3, max=3)) == "aeg"
