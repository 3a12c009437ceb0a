"""The question of a field by its path, also where kinds of rules share the names of fields."""

from __future__ import annotations

import pytest

from samskab.model.field_lookup import phrase_at
from samskab.model.programme import Programme
from samskab.yaml.catalogue import load_language


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("selection.rules[0].by", "Quota.by"),  # every kind asks the same
        ("selection.rules[0].min_km", "Distance.min_km"),
        ("selection.rules[0].to.lat", "Spot.lat"),
        ("selection.rules[0].of", None),  # a quota asks of which values, a sum of what
        ("selection.rules[0].to", None),
        ("selection.aims[0].by", None),
        ("selection.rules[0].nonsense", "Selection.rules"),
    ],
)
def test_a_field_of_several_kinds_is_asked_for_only_as_all_of_them_ask(path: str, key: str | None) -> None:
    assert phrase_at(Programme, path, load_language("en")) == key
