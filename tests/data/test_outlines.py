"""The outlines of the map: that the script still makes them, and that thinning kept the country whole."""

from __future__ import annotations

import csv
import json
import runpy
from collections import Counter
from itertools import pairwise

import yaml

from samskab.report.map.outlines import Ring, sheet
from tests.paths import ROOT

SOURCE = ROOT / "data" / "source"
FILE = ROOT / "src" / "samskab" / "report" / "map" / "outlines.json"
SHEET = sheet()

Edge = frozenset[tuple[int, int]]


def edges(rings: list[Ring]) -> set[Edge]:
    return {frozenset(pair) for ring in rings for pair in pairwise([*ring, ring[0]])}


def area(ring: Ring) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]))) / 2


EDGES = {code: edges(outline.rings()) for code, outline in SHEET.municipalities.items()}


def test_the_script_makes_the_same_bytes() -> None:
    script = runpy.run_path(str(ROOT / "tools" / "outlines.py"))
    assert script["text"](script["outlines"](SOURCE)).encode() == FILE.read_bytes()


def test_it_is_small_and_holds_the_98() -> None:
    assert 20_000 < FILE.stat().st_size < 60_000
    assert len(SHEET.municipalities) == 98
    assert {code: outline.name for code, outline in SHEET.municipalities.items()}["0400"] == "Bornholm"


def test_the_attribution_is_the_registers() -> None:
    register = yaml.safe_load((ROOT / "data" / "register.yaml").read_text(encoding="utf-8"))
    sources = {source["id"]: source["attribution"]["da"] for source in register["sources"]}
    assert SHEET.attribution == sources["klimadatastyrelsen"]


def test_land_neighbours_and_nobody_else_share_a_border() -> None:
    with (SOURCE / "neighbours.csv").open(encoding="utf-8", newline="") as file:
        land = {(row["code_a"], row["code_b"]) for row in csv.DictReader(file) if row["kind"] == "land"}
    shared = {(a, b) for a in EDGES for b in EDGES if a < b and EDGES[a] & EDGES[b]}
    assert shared == land


def test_no_border_belongs_to_three() -> None:
    owners = Counter(edge for found in EDGES.values() for edge in found)
    assert set(owners.values()) == {1, 2}


def test_areas_stay_within_a_few_per_cent() -> None:
    """A unit is 200 m; the projection enlarges areas by 0.1 % at København and 0.3 % on Bornholm."""
    with (SOURCE / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        given = {row["code"]: float(row["area_km2"]) for row in csv.DictReader(file)}
    for code, outline in SHEET.municipalities.items():
        rings = outline.rings()
        square = sum(-area(ring) if is_hole(ring, rings) else area(ring) for ring in rings) * 0.04
        assert abs(square - given[code]) < max(4, 0.03 * given[code]), code


def is_hole(ring: Ring, rings: list[Ring]) -> bool:
    """Whether a ring is inside the others, as Frederiksberg in København."""
    x, y = ring[0]
    edges = (pair for other in rings if other != ring for pair in pairwise([*other, other[0]]))
    crossed = [ax + (y - ay) / (by - ay) * (bx - ax) < x for (ax, ay), (bx, by) in edges if (ay <= y) != (by <= y)]
    return sum(crossed) % 2 == 1


def test_everything_lies_on_the_sheet_and_bornholm_in_its_frame() -> None:
    width, height = SHEET.size
    left, top, wide, tall = SHEET.inset.frame
    for code, outline in SHEET.municipalities.items():
        for x, y in [*(point for ring in outline.rings() for point in ring), outline.label]:
            assert 0 <= x <= width
            assert 0 <= y <= height
            inside = left <= x <= left + wide and top <= y <= top + tall
            assert inside == (code == SHEET.inset.code), code


def test_the_lens_covers_no_land() -> None:
    left, top, wide, tall = SHEET.lens.frame
    points = [p for o in SHEET.municipalities.values() for ring in o.rings() for p in ring]
    assert not [p for p in points if left <= p[0] <= left + wide and top <= p[1] <= top + tall]


def test_the_file_is_one_municipality_a_line() -> None:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith('  "')]
    assert len(lines) == 98
    assert json.loads("{" + lines[0].rstrip(",") + "}")["0101"]["name"] == "København"
