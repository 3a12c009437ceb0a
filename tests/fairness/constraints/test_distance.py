"""Distances: no two of the chosen too near, none too far from a place, in whole tenths of a kilometre."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.fairness.constraints.distance import cliques, distances, tenths
from samskab.fairness.row import price
from samskab.fairness.rows import rows_of
from samskab.model.pool import Candidate, Pool
from samskab.model.selection import (
    Dispersion,
    Distance,
    Near,
    Score,
    Selection,
    Size,
    Spot,
    Sum,
)
from tests.fairness.seven_applicants import POOL, agree, misses


def apart(km: str) -> Distance:
    return Distance(id="d", min_km=Decimal(km))


def close(km: str, price: int | None = None) -> Near:
    return Near(id="near", to=Spot(), max_km=Decimal(km), price=price)


@pytest.mark.parametrize(
    ("km", "cohort", "missed"),
    [
        ("5", "abc", {}),
        ("5.1", "abc", {"d:a+b": 1, "d:b+c": 1}),
        ("10.1", "abc", {"d:a+b+c": 2}),
        ("4.1", "def", {"d:d+e": 1}),
        ("999", "fg", {}),  # f has no place
    ],
)
def test_steps_missed(km: str, cohort: str, missed: dict[str, int]) -> None:
    assert misses(apart(km), cohort) == missed


@pytest.mark.parametrize(
    ("km", "cohort", "missed"),
    [("20", "adf", {}), ("20", "abg", {"near": 2}), ("20.6", "ab", {}), ("13", "e", {"near": 1})],
)
def test_steps_missed_from_a_place(km: str, cohort: str, missed: dict[str, int]) -> None:
    assert misses(close(km), cohort) == missed


def test_the_great_circle_between_two_town_halls() -> None:
    copenhagen, aarhus = (55_676_100, 12_568_300), (56_162_900, 10_203_900)
    assert tenths("sphere", copenhagen, aarhus) == 1569  # 156.943 km by the law of cosines, radius 6371.0088 km
    assert tenths("sphere", aarhus, copenhagen) == 1569
    assert tenths("plane", (0, 0), (3_000, 4_000)) == 50
    assert tenths("plane", (0, 0), (0, 50)) == 1  # half a tenth is rounded upwards
    assert tenths("plane", (0, 0), (0, 49)) == 0


PAIRS = st.sets(st.sampled_from(list(combinations("abcdefgh", 2))))


@given(PAIRS)
def test_sets_cover_every_pair_and_no_other(pairs: set[tuple[str, str]]) -> None:
    found = cliques(pairs)
    assert {pair for members in found for pair in combinations(members, 2)} == pairs
    assert found == cliques(sorted(pairs, reverse=True))


@pytest.mark.parametrize(("km", "best"), [("4.5", "aeg"), ("12", "aeg"), ("31", "aeg"), ("60", "")])
def test_brute_force_agrees(km: str, best: str) -> None:
    assert agree(apart(km), size=Size(min=3, max=3)) == best


@pytest.mark.parametrize(("km", "best"), [("14", "de"), ("20", "ae"), ("20.6", "ae")])
def test_brute_force_agrees_on_a_place(km: str, best: str) -> None:
    assert agree(close(km), size=Size(min=2, max=2)) == best
    agree(close(km, price=2), Sum(id="s", of="people", max=8), size=Size(min=2, max=3))


@pytest.mark.parametrize("measure", ["nearest", "sum"])
def test_brute_force_agrees_on_dispersion(measure: str) -> None:
    aims = (Dispersion(measure="nearest" if measure == "nearest" else "sum"), Score())
    assert agree(Sum(id="s", of="people", max=9), size=Size(min=2, max=3), aims=aims)


def test_who_has_no_place_has_no_distance() -> None:
    assert not [pair for pair in distances(POOL) if "f" in pair]


PLACES = st.lists(st.tuples(st.integers(0, 90_000), st.integers(0, 90_000)), min_size=1, max_size=3)


def one(key: str, places: list[tuple[int, int]], *codes: str) -> Candidate:
    return Candidate(key=key, name=key, place=tuple(n for place in places for n in place), municipalities=codes)


@given(PLACES, PLACES)
def test_the_distance_is_that_of_the_nearest_whoever_is_listed_first(
    here: list[tuple[int, int]], there: list[tuple[int, int]]
) -> None:
    def far(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> int:
        return distances(Pool(candidates=(one("aa", a), one("bb", b)), metric="plane"))["aa", "bb"]

    expected = min(far([a], [b]) for a in here for b in there)
    assert {far(list(a), list(b)) for a in permutations(here) for b in permutations(there)} == {expected}


@given(st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 30_000)), min_size=2, max_size=7), st.integers(0, 127))
def test_a_pair_too_near_is_paid_for_once_whoever_else_applied(places: list[tuple[int, int]], chosen: int) -> None:
    pool = Pool(candidates=tuple(one(f"m{n}", [place]) for n, place in enumerate(places)), metric="plane")
    cohort = frozenset(c.key for n, c in enumerate(pool.candidates) if chosen >> n & 1)
    rows = rows_of(pool, Selection(rules=(Distance(id="afstand", min_km=Decimal(20), price=5),)))
    near = sum(far < 200 for pair, far in distances(pool).items() if set(pair) <= cohort)
    assert price(rows, cohort) == 5 * near
