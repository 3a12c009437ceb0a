"""The fingerprint of a selection and a pool: independent of the order of files, different for any other fact."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from samskab.fairness.admission import recorded_standing
from samskab.fairness.canonical_json import canonical_json
from samskab.fairness.fingerprint import fingerprint
from samskab.fairness.pool import pool_for
from samskab.fairness.seal import sealed_text
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.model.field_types import Words
from samskab.model.pool import Candidate, Pool, in_key_order
from samskab.model.selection import Band, BandStep, Bound, Lot, Quota, Selection, Size
from samskab.yaml.records import read_record
from tests.fairness.seven_applicants import POOL

SELECTION = Selection(size=Size(min=3, max=3), rules=(Quota(id="q", by="region", each=Bound(max=2)),))
DIGEST = fingerprint(POOL, SELECTION)


@given(st.permutations(POOL.candidates))
def test_the_order_of_files_changes_nothing(candidates: list[Candidate]) -> None:
    assert fingerprint(replace(POOL, candidates=in_key_order(candidates)), SELECTION) == DIGEST


def test_the_pool_of_real_files_is_read_from_a_record_as_it_was(golden: Dataset) -> None:
    (programme,) = golden.programmes.values()
    (decision,) = golden.all(Decision)
    assert programme.selection is not None
    found = pool_for(golden, programme, programme.selection, recorded_standing(golden, programme))
    assert len(found.candidates) == 7
    text = sealed_text(replace(decision, field=found))
    again = read_record(text.encode(), decision.path).record
    assert isinstance(again, Decision)
    assert again.field == found
    assert fingerprint(again.field, SELECTION) == fingerprint(found, SELECTION)


def test_names_of_attributes_are_no_fact() -> None:
    renamed = replace(POOL, titles={"region": Words(da="Landsdel")}, values={"region": {"east": Words(da="Øst")}})
    assert fingerprint(renamed, SELECTION) == DIGEST


def _first(change: Callable[[Candidate], Candidate]) -> Pool:
    first, *rest = POOL.candidates
    return replace(POOL, candidates=(change(first), *rest))


@pytest.mark.parametrize(
    "other",
    [
        replace(POOL, candidates=POOL.candidates[1:]),
        replace(POOL, country_size=11),
        replace(POOL, country={"region": {"east": 5, "north": 3, "west": 3}}),
        replace(POOL, metric="sphere"),
        replace(POOL, units={"score": 2}),
        replace(POOL, spots={"near": (0, 20_001)}),
        _first(lambda c: replace(c, place=(0, 1))),
        _first(lambda c: replace(c, numbers={"people": 2, "score": 6})),
        _first(lambda c: replace(c, attributes={"region": ("north",), "theme": ("home", "work")})),
        _first(lambda c: replace(c, members=({"region": ("east",)},))),
    ],
)
def test_every_fact_counts(other: Pool) -> None:
    assert fingerprint(other, SELECTION) != DIGEST


def test_texts_names_and_the_lot_are_no_fact() -> None:
    said = replace(SELECTION.rules[0], text=Words(da="Højst to.", en="Two at most."))
    lot = Lot(basis=Words(da="Lige."), seed_source=Words(da="Lotto"), seed="1-2-3")
    other = replace(SELECTION, rules=(said,), lot=lot, statement=Words(da="Bredt."))
    assert fingerprint(_first(lambda c: replace(c, name="Et nyt navn")), other) == DIGEST
    band = Band(id="size", of="people", steps=(BandStep(id="small", title=Words(da="Små"), max=2),))
    named = replace(band, title=Words(da="Størrelse"), steps=(replace(band.steps[0], title=None),))
    assert fingerprint(POOL, replace(SELECTION, bands=(band,))) == fingerprint(POOL, replace(SELECTION, bands=(named,)))


def test_every_value_of_the_selection_counts() -> None:
    assert fingerprint(POOL, Selection(size=Size(min=3, max=3))) != DIGEST
    assert fingerprint(POOL, Selection(size=Size(min=3, max=4), rules=SELECTION.rules)) != DIGEST


def test_canonical_text_is_sorted_plain_json() -> None:
    text = canonical_json({"b": Words(da="Ærø"), "a": 1})
    assert text == '{"a":1,"b":{"da":"Ærø"}}'
    assert json.loads(text) == {"a": 1, "b": {"da": "Ærø"}}
