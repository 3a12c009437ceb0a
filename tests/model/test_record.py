"""Records as plain values: what a field that is left out means, and the order of keys."""

from __future__ import annotations

from msgspec import field

from samskab.model.field_types import Words
from samskab.model.record import Part, fields_of, plain_values
from samskab.model.selection import Breadth


class Sample(Part):
    needed: tuple[str, ...]
    title: Words | None = None
    size: int = 3
    table: dict[str, int] = field(default_factory=dict)


def test_a_field_is_left_out_when_it_is_equal_to_its_default_only() -> None:
    assert plain_values(Sample(needed=())) == {"needed": []}
    assert plain_values(Sample(needed=("a",), title=Words(da="x"), size=0, table={"b": 1})) == {
        "needed": ["a"],
        "title": {"da": "x"},
        "size": 0,
        "table": {"b": 1},
    }


def test_a_tagged_part_begins_with_its_tag() -> None:
    assert list(plain_values(Breadth(id="en-to", by="landsdel", min=2)).items())[:2] == [
        ("kind", "breadth"),
        ("id", "en-to"),
    ]


def test_mappings_keep_their_order_or_are_sorted() -> None:
    sample = Sample(needed=(), table={"b": 1, "a": 2})
    assert list(plain_values(sample)["table"]) == ["b", "a"]
    assert list(plain_values(sample, sort_keys=True)["table"]) == ["a", "b"]
    assert list(plain_values(sample, sort_keys=True)) == ["needed", "table"]


def test_the_fields_of_a_type_are_computed_once() -> None:
    assert fields_of(Sample) is fields_of(Sample)
    assert [field.name for field in fields_of(Sample)] == ["needed", "title", "size", "table"]
