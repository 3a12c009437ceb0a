"""The digest of a wish and its facts: the same for the same, whatever the order; another for anything that counts."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.fairness.candidate import Candidate, Pool, pool_of
from samskab.fairness.fingerprint import canonical, field_of, freeze, pool_from
from samskab.fairness.pool import pool
from samskab.model.dataset import Dataset
from samskab.model.field_types import Words
from samskab.model.selection import Bound, Quota, Selection, Size
from tests.fairness.seven_applicants import POOL

WISH = Selection(size=Size(min=3, max=3), rules=(Quota(id="q", by="region", each=Bound(max=2)),))
DIGEST = freeze(field_of(POOL), WISH)


@given(st.permutations(POOL.candidates))
def test_the_order_of_files_changes_nothing(candidates: list[Candidate]) -> None:
    assert freeze(field_of(POOL._replace(candidates=pool_of(candidates))), WISH) == DIGEST


def test_a_pool_comes_back_as_it_was() -> None:
    assert pool_from(field_of(POOL)) == POOL._replace(
        candidates=tuple(c._replace(name=c.name or c.key) for c in POOL.candidates)
    )


def test_the_pool_of_real_files_comes_back_as_it_was(golden: Dataset) -> None:
    (programme,) = golden.programmes.values()
    assert programme.selection is not None
    found = pool(golden, programme, programme.selection)
    assert len(found.candidates) == 7
    assert pool_from(field_of(found)) == found
    assert freeze(field_of(pool_from(field_of(found))), WISH) == freeze(field_of(found), WISH)


def test_names_of_attributes_are_no_fact() -> None:
    renamed = POOL._replace(titles={"region": Words(da="Landsdel")}, values={"region": {"east": Words(da="Øst")}})
    assert freeze(field_of(renamed), WISH) == DIGEST


def _first(change: Callable[[Candidate], Candidate]) -> Pool:
    first, *rest = POOL.candidates
    return POOL._replace(candidates=(change(first), *rest))


@pytest.mark.parametrize(
    "other",
    [
        POOL._replace(candidates=POOL.candidates[1:]),
        POOL._replace(country_size=11),
        POOL._replace(country={"region": {"east": 5, "north": 3, "west": 3}}),
        POOL._replace(metric="sphere"),
        POOL._replace(units={"score": 2}),
        POOL._replace(spots={"near": (0, 20_001)}),
        _first(lambda c: c._replace(place=(0, 1))),
        _first(lambda c: c._replace(numbers={"people": 2, "score": 6})),
        _first(lambda c: c._replace(attributes={"region": ("north",), "theme": ("home", "work")})),
        _first(lambda c: c._replace(members=({"region": ("east",)},))),
    ],
)
def test_every_fact_counts(other: Pool) -> None:
    assert freeze(field_of(other), WISH) != DIGEST


def test_every_word_of_the_wish_counts() -> None:
    assert freeze(field_of(POOL), Selection(size=Size(min=3, max=3))) != DIGEST
    assert freeze(field_of(POOL), Selection(size=Size(min=3, max=4), rules=WISH.rules)) != DIGEST


def test_canonical_text_is_sorted_plain_json() -> None:
    text = canonical({"b": Words(da="Ærø"), "a": 1})
    assert text == '{"a":1,"b":{"da":"Ærø"}}'
    assert json.loads(text) == {"a": 1, "b": {"da": "Ærø"}}
