"""The packaged examples fill in every field of the model, and a short example is still a right one."""

from __future__ import annotations

from msgspec import NODEFAULT

from samskab.model.dataset import KINDS
from samskab.model.field_lookup import all_fields
from samskab.model.programme import Programme
from samskab.model.record import fields_of
from samskab.model.selection import Selection
from samskab.yaml.dump import SampleWriter
from samskab.yaml.records import read_record
from samskab.yaml.samples import example_of, examples_of, samples, shortened


def test_every_kind_of_file_has_an_example() -> None:
    assert {type(record) for record in samples()} == {kind.record for kind in KINDS}


def test_every_field_has_an_example_or_a_default_that_is_one() -> None:
    without = []
    for part, name in all_fields():
        field = next(each for each in fields_of(part) if each.encode_name == name)
        default = None if field.default is NODEFAULT else field.default
        if example_of(part, name) is None and default is None:
            without.append(f"{part.__name__}.{name}")
    assert without == []


def test_examples_are_no_more_than_the_fields_need() -> None:
    assert len(examples_of(Programme)) == 1
    shown = [set(example.__struct_encode_fields__) for example in examples_of(Selection)]
    assert len(shown) == 1


def test_a_shortened_file_is_read_without_a_mistake() -> None:
    for sample in samples():
        short = SampleWriter().text(shortened(sample))
        assert read_record(short.encode(), "x.yaml", anywhere=True).findings == (), sample.schema


def test_a_short_list_has_its_first_item_and_no_optional_field_of_many() -> None:
    programme = next(each for each in samples() if isinstance(each, Programme))
    short = shortened(programme)
    assert short["id"] == "naboskab-2027"
    assert "subtitle" not in short
    assert [sorted(role) for role in shortened(programme.roles)] == [["id", "title"]]
