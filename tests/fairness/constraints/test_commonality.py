"""Commonality: each of the chosen has at least q others who share a value; the rule ignores those not chosen."""

from __future__ import annotations

import pytest

from samskab.fairness.constraints.commonality import sharing
from samskab.fairness.tables import Tables
from samskab.model.selection import (
    Common,
    Commonality,
    Score,
    Selection,
    Size,
)
from tests.fairness.seven_applicants import POOL, agree, misses


def test_who_shares_with_whom() -> None:
    assert sharing(POOL, "theme") == {
        "a": ("b", "d", "g"),
        "b": ("a", "g"),
        "c": (),
        "d": ("a", "e"),
        "e": ("d",),
        "f": (),
        "g": ("a", "b"),
    }


@pytest.mark.parametrize(
    ("least", "cohort", "missed"),
    [
        (1, "ab", {}),
        (1, "abc", {"c:c": 1}),
        (1, "ae", {"c:a": 1, "c:e": 1}),
        (2, "abg", {}),
        (2, "ade", {"c:d": 0, "c:a": 1, "c:e": 1}),
        (1, "", {"size": 1}),
    ],
)
def test_steps_missed(least: int, cohort: str, missed: dict[str, int]) -> None:
    assert misses(Common(id="c", by="theme", min=least), cohort) == {row: n for row, n in missed.items() if n}


@pytest.mark.parametrize(("least", "size", "best"), [(1, 4, "adeg"), (2, 3, "abg"), (2, 4, ""), (1, 2, "ag")])
def test_brute_force_agrees(least: int, size: int, best: str) -> None:
    assert agree(Common(id="c", by="theme", min=least), size=Size(min=size, max=size)) == best


@pytest.mark.parametrize("least", [1, 2, 3])
def test_brute_force_agrees_on_prices_and_the_aim(least: int) -> None:
    agree(Common(id="c", by="theme", min=least, price=2), size=Size(min=2, max=4))
    agree(
        Common(id="r", by="region", min=1), size=Size(min=3, max=4), aims=(Commonality(by="theme", min=least), Score())
    )


def test_the_record_and_the_table_show_the_companions_there_are() -> None:
    tables = Tables(POOL, Selection(rules=(Common(id="ej-alene", by="theme", min=1),)))
    rows = {row.id: (row.total, row.low) for row in tables.decided_rows(["a", "b", "g", "d"])}
    assert rows["ej-alene:a"] == (3, 1)  # home with b and g, work with d
    assert rows["ej-alene:d"] == (1, 1)
    assert rows["ej-alene:e"] == (1, None)  # not chosen: the row has no effect
