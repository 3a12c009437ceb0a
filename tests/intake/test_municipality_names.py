"""A municipality is found by every usual way of writing it, and by no other."""

from __future__ import annotations

from functools import cache

import pytest

from samskab.intake.municipality_names import MunicipalityNames
from samskab.model.municipality import Municipality
from samskab.yaml.records import read_record
from tests.paths import ROOT


@cache
def names() -> MunicipalityNames:
    files = sorted((ROOT / "data" / "municipalities").glob("*.yaml"))
    records = [read_record(file.read_bytes(), f"data/municipalities/{file.name}").record for file in files]
    return MunicipalityNames(record for record in records if isinstance(record, Municipality))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lolland", "0360"), ("LOLLAND KOMMUNE", "0360"), ("0360", "0360"), ("360", "0360"), ("0360 Lolland", "0360"),
        ("101", "0101"), ("Københavns Kommune", "0101"), ("Århus", "0751"), ("Høje Tåstrup", "0169"),
        ("Høje-Taastrup Kommune", "0169"), ("Vesthimmerland", "0820"), ("Nordfyn", "0480"),
        ("Bornholms Kommune", "0400"), ("Bornholms Regionskommune", "0400"), ("Faaborg Midtfyn", "0430"),
        ("Ringkøbing/Skjern", "0760"), ("aeroe", "0492"), ("Samsø kommune ", "0741"),
    ],
)  # fmt: skip
def test_a_municipality_by_its_names(text: str, code: str) -> None:
    found = names().find(text)
    assert found
    assert found.code == code


@pytest.mark.parametrize("text", ["", "Kalundburg", "0999", "0360 Samsø", "Danmark", "1", "Thisted og Morsø"])
def test_what_names_none_finds_none(text: str) -> None:
    assert names().find(text) is None


def test_every_name_finds_its_own() -> None:
    for each in names()._by_code.values():
        assert [names().find(name) for name in (each.name, each.official, each.code, each.code[1:])] == [each] * 4


def test_the_nearest_are_named() -> None:
    assert names().near("Kalundburg") == ("Kalundborg",)


def test_one_or_several_together_are_found() -> None:
    def codes(text: str) -> list[str]:
        return [each.code for each in names().all_of(text)]

    assert codes("Thisted og Morsø") == codes("0787 & Morsø Kommune;") == ["0787", "0773"]
    assert codes("Thisted og Thisted") == ["0787"]
    assert len(codes("Ringkøbing-Skjern")) == 1
    assert codes("Thisted og omegn") == codes(" og ") == []
    assert [names().unknown_in(text) for text in ("Thisted og Mors", "By og land", "")] == ["Mors", "By og land", ""]


def test_earlier_names_are_known() -> None:
    (one,) = [each for each in names()._by_code.values() if each.code == "0360"]
    values = {name: getattr(one, name) for name in one.__struct_fields__}
    assert MunicipalityNames([Municipality(**{**values, "also": ("Nakskov",)})]).find("Nakskov Kommune")
