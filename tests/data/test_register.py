"""The 98 municipalities: that the script still makes them, and that they add up to the country."""

from __future__ import annotations

import csv
import runpy
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from samskab.model.municipality import Municipality, Register
from samskab.model.settings import Repository
from samskab.yaml.records import read_record
from tests.paths import ROOT

SOURCE = ROOT / "data" / "source"
REGISTER = runpy.run_path(str(ROOT / "tools" / "register.py"))


class Text(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # libyaml where it is there
    """Every scalar as it is written; no resolver decides."""


Text.yaml_implicit_resolvers = {}


def read(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=Text)


FILES = sorted((ROOT / "data" / "municipalities").glob("*.yaml"))


@cache
def places() -> dict[str, Any]:
    """The municipalities by code."""
    return {(place := read(path))["code"]: place for path in FILES}


@cache
def kinds() -> dict[str, Any]:
    """The register: kinds of figures, classifications, sources."""
    found: dict[str, Any] = read(ROOT / "data" / "register.yaml")
    return found


def total(kind: str, year: str) -> Decimal:
    found = [f["value"] for place in places().values() for f in place["figures"][kind] if f["year"] == year]
    assert len(found) == 98
    return sum(map(Decimal, found), Decimal())


def test_the_script_makes_the_same_bytes() -> None:
    made = {name: text.encode() for name, text in REGISTER["files"](SOURCE).items()}
    assert made == {path.name: path.read_bytes() for path in FILES}


def test_files_are_utf8_with_line_feeds_and_name_schema_and_script() -> None:
    for path in FILES:
        lines = path.read_bytes().decode("utf-8").split("\n")
        assert not any("\r" in line or "\ufeff" in line for line in lines)
        assert lines[0] == "# yaml-language-server: $schema=../../schemas/municipality.json"
        assert "tools/register.py" in lines[1]
        assert lines[3] == f"code: '{path.name[:4]}'"
        assert lines[-1] == ""


def test_there_are_98_and_christiansoe_is_none_of_them() -> None:
    assert len(FILES) == len(places()) == 98
    assert "0411" not in places()


def test_official_names() -> None:
    odd = {p["official"] for p in places().values() if p["official"] != f"{p['name']} Kommune"}
    assert odd == {"Københavns Kommune", "Bornholms Regionskommune"}
    named = {p["official"] for p in places().values()}
    assert {"Nordfyns Kommune", "Vesthimmerlands Kommune", "Høje-Taastrup Kommune", "Aarhus Kommune"} <= named


@pytest.mark.parametrize(
    ("year", "sum_of_98"),
    # National totals of 1 January less the 90 on Christiansø, which is no municipality; 2026 is the sum itself.
    [("2014", 5_627_235 - 90), ("2021", 5_840_045 - 90), ("2026", 6_025_511)],
)
def test_population_adds_up_to_the_country(year: str, sum_of_98: int) -> None:
    assert total("population", year) == sum_of_98


def test_regions_until_2026_and_since_2027() -> None:
    first = Counter(place["region"][0]["id"] for place in places().values())
    assert first == {"hovedstaden": 29, "sjaelland": 17, "syddanmark": 22, "midtjylland": 19, "nordjylland": 11}
    for place in places().values():
        if place["region"][0]["id"] in {"hovedstaden", "sjaelland"}:
            assert place["region"][0] == {"id": place["region"][0]["id"], "until": "2026-12-31"}
            assert place["region"][1:] == [{"id": "oestdanmark", "since": "2027-01-01"}]
        else:
            assert place["region"] == [{"id": place["region"][0]["id"]}]


def test_groups_and_landsdele() -> None:
    groups = Counter(place["group"] for place in places().values())
    assert groups == {"hovedstad": 24, "storby": 3, "provinsby": 16, "opland": 24, "land": 31}
    assert {code for code, place in places().items() if place["group"] == "storby"} == {"0461", "0751", "0851"}
    landsdele = Counter(place["landsdel"] for place in places().values())
    assert landsdele["byen-koebenhavn"] == 4
    assert len(landsdele) == 11


def test_neighbours_are_mutual() -> None:
    pairs = {(a, n["code"], n["kind"]) for a, place in places().items() for n in place.get("neighbours", ())}
    assert {(b, a, kind) for a, b, kind in pairs} == pairs
    assert Counter(kind for _, _, kind in pairs) == {"land": 2 * 186, "fixed_link": 2 * 6}
    alone = {code for code, place in places().items() if "neighbours" not in place}
    assert alone == {"0400", "0492", "0563", "0741", "0825"}


def test_everything_named_stands_in_the_register() -> None:
    named = {c["id"]: {value["id"] for value in c["values"]} for c in kinds()["classifications"]}
    sources = {source["id"] for source in kinds()["sources"]}
    assert {m["id"] for place in places().values() for m in place["region"]} == named["region"]
    assert {place["landsdel"] for place in places().values()} == named["landsdel"]
    assert {place["group"] for place in places().values()} == named["group"]
    assert {kind for place in places().values() for kind in place["figures"]} == {f["id"] for f in kinds()["figures"]}
    used = {f["source"] for place in places().values() for known in place["figures"].values() for f in known}
    assert used | {c["source"] for c in kinds()["classifications"]} <= sources


def test_seats_lie_in_denmark_and_cvr_numbers_check() -> None:
    for place in places().values():
        assert 54.5 < float(place["seat"]["lat"]) < 57.8
        assert 8.0 < float(place["seat"]["lon"]) < 15.2
        assert sum(int(d) * w for d, w in zip(place["cvr"], (2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11 == 0


def test_attribution_sentences_are_the_ones_that_must_be_printed() -> None:
    printed = {source["id"]: source["attribution"]["da"] for source in kinds()["sources"]}
    assert printed["danmarks-statistik"] == (
        "Kilde: Danmarks Statistik (statistikbanken.dk: FOLK1A, INDKP101; valgdatabasen), egne beregninger."
    )
    assert printed["klimadatastyrelsen"] == (
        "Indeholder data fra Klimadatastyrelsen (tidl. SDFI/Geodatastyrelsen), "
        "DAGI via DAWA, september 2021, generaliseret."
    )
    assert printed["geonames"] == "GeoNames (geonames.org), CC BY 4.0."
    assert printed["eurostat"] == "Eurostat, Local administrative units"


def source_with(folder: Path, change: dict[str, str], attributes: str = "") -> Path:
    """The reference files of Lolland alone, some cells changed or added."""
    with (SOURCE / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["code"] == "0360") | change
    with (folder / "municipalities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    (folder / "neighbours.csv").write_text("code_a,code_b,kind\n0360,0376,land\n", encoding="utf-8")
    if attributes:
        (folder / "attributes.csv").write_text(attributes, encoding="utf-8")
    return folder


def test_a_new_year_is_a_new_column_and_an_empty_cell_is_no_figure(tmp_path: Path) -> None:
    source = source_with(tmp_path, {"population_2027": "39000", "population_2021": ""})
    place = yaml.load(REGISTER["files"](source)["0360-lolland.yaml"], Loader=Text)
    assert [(f["year"], f["value"]) for f in place["figures"]["population"]][-1] == ("2027", "39000")
    assert [f["year"] for f in place["figures"]["population"]] == ["2014", "2026", "2027"]


def test_own_attributes_survive_a_new_edition(tmp_path: Path) -> None:
    source = source_with(tmp_path, {}, "code,attribute,value\n0360,kyst,ja\n0360,oe,lolland\n0360,oe,fejoe\n")
    place = yaml.load(REGISTER["files"](source)["0360-lolland.yaml"], Loader=Text)
    assert place["attributes"] == {"kyst": ["ja"], "oe": ["fejoe", "lolland"]}


def test_a_figure_that_is_no_number_stops_the_script(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"0360: population: 39\.000 stk"):
        REGISTER["files"](source_with(tmp_path, {"population_2026": "39.000 stk"}))


def test_the_product_reads_every_file_without_a_finding() -> None:
    paths = [*FILES, ROOT / "data" / "register.yaml", ROOT / "samskab.yaml"]
    found = [read_record(path.read_bytes(), path.relative_to(ROOT).as_posix()) for path in paths]
    assert [finding for file in found for finding in file.findings] == []
    records = [file.record for file in found]
    assert Counter(type(record) for record in records) == {Municipality: 98, Register: 1, Repository: 1}


def test_a_programme_of_2014_and_one_of_2027_see_different_regions() -> None:
    found = (read_record(path.read_bytes(), path.relative_to(ROOT).as_posix()).record for path in FILES)
    places = [place for place in found if isinstance(place, Municipality)]
    both = {"syddanmark": 22, "midtjylland": 19, "nordjylland": 11}
    for day in (date(2014, 2, 1), date(2026, 12, 31)):
        assert Counter(place.region_on(day) for place in places) == both | {"hovedstaden": 29, "sjaelland": 17}
    assert Counter(place.region_on(date(2027, 1, 1)) for place in places) == both | {"oestdanmark": 46}
