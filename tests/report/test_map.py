"""The two maps: what they show, their legends, and when a list replaces them."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from samskab.language import Language, LanguageCode
from samskab.report.map.braille import terminal_map
from samskab.report.map.numbered import CohortMap
from samskab.report.map.outlines import MapClass, sheet
from samskab.report.map.svg import svg_map
from samskab.yaml.catalogue import load_language
from tests.sampling import sampled

DANISH = load_language("da")
SVG = "{http://www.w3.org/2000/svg}"
MAP_CLASSES: dict[str, MapClass] = {"0400": "selected", "0147": "selected", "0791": "waiting", "0550": "rejected"}


def shown(classes: dict[str, MapClass] = MAP_CLASSES, title: str = "Kort") -> CohortMap:
    names = ", ".join(sheet().municipalities[code].name for code in classes)
    return CohortMap(classes, Counter(classes.values()), (), {}, title, names)


def on_terminal(classes: dict[str, MapClass], width: int, language: Language, encoding: str = "utf-8") -> str:
    return terminal_map(classes, Counter(classes.values()), width, language, encoding)


def drawn(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and all(c == " " or "\u2800" <= c <= "\u28ff" for c in line)]


def dots(text: str) -> int:
    return sum((ord(c) - 0x2800).bit_count() for line in drawn(text) for c in line if c != " ")


@pytest.mark.parametrize("width", sampled([40, 300, 64, 100], every=2))
def test_the_map_keeps_within_the_terminal(width: int) -> None:
    text = on_terminal(MAP_CLASSES, width, DANISH)
    assert max(map(len, text.splitlines())) <= width
    assert 20 < len(drawn(text)) < 62


def test_no_cell_is_blank_braille_and_no_line_ends_in_space() -> None:
    text = on_terminal(MAP_CLASSES, 64, DANISH)
    assert "\u2800" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("every", [40, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("width", [40, pytest.param(64, marks=pytest.mark.slow)])
@pytest.mark.slow
def test_each_municipality_can_be_seen(width: int, every: int) -> None:
    """Selected alone, it changes the map: Frederiksberg's nine square kilometres, Fanø that is nothing but coast."""
    empty = drawn(on_terminal({}, width, DANISH))
    codes = {"0147", "0563", *sorted(sheet().municipalities)[::every]}
    same = [code for code in codes if drawn(on_terminal({code: "selected"}, width, DANISH)) == empty]
    assert same == []


@pytest.mark.slow
def test_selected_is_denser_than_waiting_than_rejected_than_nothing() -> None:
    seen = [dots(on_terminal({"0791": s}, 64, DANISH)) for s in ("selected", "waiting", "rejected")]
    assert seen == sorted(set(seen), reverse=True)
    assert seen[-1] > dots(on_terminal({}, 64, DANISH))


def test_bornholm_is_drawn_at_the_top_right() -> None:
    empty, full = (drawn(on_terminal(s, 64, DANISH)) for s in ({}, {"0400": "selected"}))
    changed = [i for i, (a, b) in enumerate(zip(empty, full, strict=True)) if a != b]
    assert changed
    assert max(changed) < 6
    assert all(empty[i][:45] == full[i][:45] for i in changed)


def test_the_legend_counts_and_the_attribution_stands_below() -> None:
    lines = on_terminal(MAP_CLASSES, 100, DANISH).splitlines()
    assert [line[2:] for line in lines[-5:-2]] == [" Udvalgt (2)", " Venteliste (1)", " Søgte, ikke udvalgt (1)"]
    assert " ".join(lines[-2:]) == sheet().attribution


@pytest.mark.parametrize(("width", "encoding"), [(39, "utf-8"), (80, "cp1252"), (80, "cp865")])
def test_a_list_where_there_is_no_room_or_no_braille(width: int, encoding: str) -> None:
    text = on_terminal(MAP_CLASSES, width, DANISH, encoding)
    text.encode(encoding)
    assert " ".join(text.split()) == (
        "Udvalgt (2 kommuner): Frederiksberg og Bornholm. Venteliste (1 kommune): Viborg. "
        f"Søgte, ikke udvalgt (1 kommune): Tønder. {sheet().attribution}"
    )


def test_nobody_to_list() -> None:
    assert on_terminal({}, 20, DANISH).startswith("Ingen kommuner at vise.\n")


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_svg_says_in_words_what_it_shows(language: LanguageCode) -> None:
    root = ET.fromstring(svg_map(shown(title="Netværk & <kort>"), load_language(language)))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert title.text == "Netværk & <kort>"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert root.get("lang") == language
    for name in ("Bornholm", "Frederiksberg", "Viborg", "Tønder"):
        assert name in (desc.text or "")
    printed = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert sheet().attribution in printed
    assert load_language(language).say("map.waiting") + " (1)" in printed


def test_the_svg_needs_nothing_from_elsewhere() -> None:
    text = svg_map(shown(), DANISH)
    root = ET.fromstring(text)
    assert {node.tag for node in root.iter()} <= {
        SVG + name
        for name in (
            "svg",
            "style",
            "title",
            "desc",
            "defs",
            "pattern",
            "clipPath",
            "rect",
            "circle",
            "g",
            "path",
            "use",
            "text",
        )
    }
    assert text.count("http") == 1
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    for target in (node.get("href", "") for node in root.iter(f"{SVG}use")):
        assert target[1:] in ids


def test_each_standing_has_a_filling_of_its_own() -> None:
    text = svg_map(shown(), DANISH)
    paths = {path.findtext(f"{SVG}title"): path.get("class") for path in ET.fromstring(text).iter(f"{SVG}path")}
    told = ["Bornholm: Udvalgt", "Viborg: Venteliste", "Tønder: Søgte, ikke udvalgt", "Aarhus: Øvrige kommuner"]
    assert [paths[name] for name in told] == [f"shape {each}" for each in ("selected", "waiting", "rejected", "other")]
    fills = [re.search(rf"[.]shape[.]{each}.*{{ fill: ([^;]+);", text) for each in ("selected", "waiting", "rejected")]
    assert len({found[1] for found in fills if found}) == 3
    assert "var(" not in text


def test_the_order_of_the_mapping_changes_no_byte() -> None:
    turned = dict(reversed(MAP_CLASSES.items()))
    assert svg_map(shown(), DANISH) == svg_map(shown(turned)._replace(description=shown().description), DANISH)
    assert on_terminal(MAP_CLASSES, 64, DANISH) == on_terminal(turned, 64, DANISH)


def test_a_title_cannot_break_out() -> None:
    ET.fromstring(svg_map(shown({}, "a\x00\x1b]8;;x\u202e</title><script>"), DANISH))
