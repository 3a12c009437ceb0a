"""Splicing: the value changes, every other character stays, and what cannot be done is a finding."""

from __future__ import annotations

import random  # noqa: TID251  # seeded, and only here
from datetime import date
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.finding import Finding
from samskab.yaml.nodes import Mapping, Node, Scalar, Sequence, find, paths
from samskab.yaml.splice import nested, numbered, splice
from samskab.yaml.tree import read_tree
from tests.yaml.yaml_test_suite import CASES, needs_suite

STATUS = "status: submitted   # sættes af værktøjet"
PAGE = """\
# top
id: x # c
status: submitted   # sættes af værktøjet
empty:
tekst: |
  linje 1

  linje 2

# før listen
liste:
  - a
  - b   # to
flow: {a: 1, b: [x]}
none: []
dyb:
    her: 'enkelt'
    folk:
    - navn: A
      rolle: "agent"
last: "q" # slut"""


def changed(field: str, value: object, page: str = PAGE) -> list[tuple[list[str], list[str]]]:
    """The lines that went and the lines that came."""
    result = splice(page, field, value, "a.yaml")
    assert isinstance(result, str), result
    old, new = page.split("\n"), result.split("\n")
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(old[a:b], new[c:d]) for tag, a, b, c, d in steps if tag != "equal"]


NEW = ["ny:", "  'on': 1", "  why: |-", "    a", "    b", "  l: [1, '0101']"]


@pytest.mark.parametrize(
    ("field", "value", "old", "new"),
    [
        ("status", "withdrawn", [STATUS], [STATUS.replace("submitted", "withdrawn")]),
        ("status", "no", [STATUS], [STATUS.replace("submitted", "'no'")]),
        ("id", "0101", ["id: x # c"], ["id: '0101' # c"]),
        ("id", "a: b # c", ["id: x # c"], ["id: 'a: b # c' # c"]),
        ("empty", "fuld", ["empty:"], ["empty: fuld"]),
        ("flow.a", 7, ["flow: {a: 1, b: [x]}"], ["flow: {a: 7, b: [x]}"]),
        ("flow.b[0]", "y, z", ["flow: {a: 1, b: [x]}"], ["flow: {a: 1, b: ['y, z']}"]),
        ("flow.c", True, ["flow: {a: 1, b: [x]}"], ["flow: {a: 1, b: [x], c: true}"]),
        ("flow.b[1]", "w", ["flow: {a: 1, b: [x]}"], ["flow: {a: 1, b: [x, w]}"]),
        ("none[0]", {"a": 1, "b": "nej"}, ["none: []"], ["none: [{a: 1, b: nej}]"]),
        ("last", 'sagde "ja"', ['last: "q" # slut'], ['last: "sagde \\"ja\\"" # slut']),
        ("dyb.her", "d'Angleterre", ["    her: 'enkelt'"], ["    her: 'd''Angleterre'"]),
        ("dyb.folk[0].rolle", "leder", ['      rolle: "agent"'], ['      rolle: "leder"']),
        ("liste[0]", "æ ø", ["  - a"], ["  - æ ø"]),
        ("liste[2]", "c", [], ["  - c"]),
        ("dyb.folk[0].titel", "A: B", [], ["      titel: 'A: B'"]),
        ("dyb.folk[1]", {"navn": "B", "rolle": "no"}, [], ["    - navn: B", "      rolle: 'no'"]),
        ("ny", {"on": 1, "why": "a\nb", "l": [1, "0101"]}, [], NEW),
        ("tekst", "ny\n\nto\n", ["  linje 1", "", "  linje 2"], ["  ny", "", "  to"]),
    ],
)  # fmt: skip
def test_only_the_lines_of_the_value_change(field: str, value: object, old: list[str], new: list[str]) -> None:
    gone = [line for lines, _ in changed(field, value) for line in lines]
    came = [line for _, lines in changed(field, value) for line in lines]
    assert [line for line in old if line] == [line for line in gone if line]
    assert [line for line in new if line] == [line for line in came if line]
    returns = PAGE.replace("\n", "\r\n")
    result = splice("\ufeff" + returns, field, value)
    assert isinstance(result, str)
    assert result.startswith("\ufeff# top\r\n")
    assert "\n" not in result.replace("\r\n", "")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("liste[7]", 3, "SK090"),
        ("nope.x", 1, "SK090"),
        ("", 1, "SK090"),
        ("id", "a\x1bb", "SK091"),
        ("ny", "a\u202eb", "SK091"),
        ("status", "x\ud800", "SK091"),
    ],
)
def test_what_cannot_be_done_is_a_finding(field: str, value: object, code: str) -> None:
    result = splice(PAGE, field, value, "a.yaml")
    assert isinstance(result, Finding)
    assert (result.code, result.span.path, result.field) == (code, "a.yaml", field)


def test_a_file_with_mistakes_is_not_edited() -> None:
    result = splice("a: 1\na: 2\n", "a", 3)
    assert isinstance(result, Finding)
    assert result.code == "SK014"


@given(st.text(max_size=60))
def test_any_text_comes_back_as_it_went_in_or_not_at_all(value: str) -> None:
    for field in ("status", "tekst", "last", "dyb.her", "flow.a", "ny", "liste[2]"):
        result = splice(PAGE, field, value)
        if isinstance(result, str):
            node = find(read_tree(result).root, field)
            assert isinstance(node, Scalar)
            assert node.value == value
        else:
            assert result.code == "SK091"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z", "M", "Lo", "Sk", "So")), max_size=30))
def test_ordinary_text_always_goes_in(value: str) -> None:
    assert isinstance(splice(PAGE, "status", value), str)


VALUES = ["a", "'b'", '"c"', "", "|\n    t\n\n    u", "[x, y]", "{z: 1}", ">-\n  v", "- w", "{}", "f g"]
TEXTS = ["ja", "no", "0101", "a: b", "'", '"x"', "æ ø", "12", "# c", "- d", "[e]", "x\ny", "", "  f", "g ", "null"]


def random_page(rng: random.Random) -> str:
    """A valid file with values of every style, comments, blank lines, either line end, with or without a last one."""
    lines = []
    for number in range(rng.randint(1, 6)):
        value = rng.choice(VALUES)
        gap = "\n  " if value == "- w" else rng.choice([" ", "   "])
        after = rng.choice(["", "\n", "\n# d"]) if "\n" in value else rng.choice(["", " # c", "\n", " # c\n# d"])
        lines.append(f"k{number}:{gap}{value}{after}")
    return "\n".join(lines).replace("\n", rng.choice(["\n", "\r\n"])) + rng.choice(["", "\n"])


def edits_come_back(seed: int, count: int) -> None:
    """Random pages, random edits: the value reads back right and everything else as it was."""
    rng = random.Random(seed)
    for _ in range(count):
        page = random_page(rng)
        before = read_tree(page)
        assert not before.findings, page
        old = content(before.root)
        field = rng.choice([*(p for p in old if isinstance(find(before.root, p), Scalar)), "ny"])
        value = rng.choice([*TEXTS, 7, True])
        result = splice(page, field, value)
        assert isinstance(result, str), (page, field, value, result)
        new = content(read_tree(result).root)
        assert new.pop(field) == (str(value).lower() if isinstance(value, bool) else str(value)), (page, field, value)
        old.pop(field, None)
        if field == "ny":  # the last line got its end
            old, new = ({k: v.rstrip("\n") for k, v in found.items()} for found in (old, new))
        assert old == new, (page, field, value)


def content(root: Node | None) -> dict[str, str]:
    """Every leaf by its path."""
    found = {}
    for path, _ in paths(root):
        node = find(root, path)
        if isinstance(node, Scalar):
            found[path] = node.value
        elif isinstance(node, (Mapping, Sequence)):
            found[path] = type(node).__name__
    found.pop("", None)
    return found


def test_300_random_edits_come_back() -> None:
    edits_come_back(1, 300)


@pytest.mark.slow
def test_10_000_random_edits_come_back() -> None:
    edits_come_back(2, 10_000)


@needs_suite
def test_an_edit_in_the_yaml_test_suite_leaves_every_other_value() -> None:
    done = 0
    for case in CASES:
        text = str(case["yaml"])
        before = read_tree(text)
        if before.findings:
            continue
        old = content(before.root)
        for field in [path for path in old if isinstance(find(before.root, path), Scalar)]:
            result = splice(text, field, "ny værdi")
            if not isinstance(result, str):
                assert result.code in {"SK090", "SK091"}
                continue
            done += 1
            assert {**old, field: "ny værdi"} == content(read_tree(result).root), (case["id"], field)
    assert done > 250


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("meetings[m2].venue", "meetings[1].venue"),
        ("meetings[+]", "meetings[2]"),
        ("meetings[1].venue", "meetings[1].venue"),
        ("meetings[m9].venue", "meetings[m9].venue"),
        ("title.da", "title.da"),
    ],
)
def test_an_item_is_found_by_its_id(field: str, wanted: str) -> None:
    assert numbered("title: {da: x}\nmeetings:\n  - id: m1\n  - {id: m2, venue: x}\n", field) == wanted


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("a.b", ("a.b", 1)),
        ("c.d", ("c", {"d": 1})),
        ("a.c.d", ("a.c", {"d": 1})),
        ("c.d.e", ("c", {"d": {"e": 1}})),
        ("list[7].x", ("list[7]", {"x": 1})),
        ("x.y", ("x.y", 1)),
    ],
)
def test_a_value_whose_parents_are_missing_brings_them(field: str, wanted: tuple[str, object]) -> None:
    assert nested("a: {b: x}\nlist: [1]\nx: y\n", field, 1) == wanted


@pytest.mark.parametrize(
    ("text", "field", "value", "wanted"),
    [
        ("a: [x, y] # hvorfor\nb: z\n", "a", ["w"], "a: [w] # hvorfor\nb: z\n"),
        ("a:\n  - x\n  - y\nb: z\n", "a", ["w"], "a: [w]\nb: z\n"),
        ("a:\n  - b: 1\n    c: 2\n  - d: 3\n", "a[0]", {"b": 2}, "a:\n  - {b: 2}\n  - d: 3\n"),
        ("a: {tbd: true}\nb: z\n", "a", "sal-1", "a: sal-1\nb: z\n"),
        ("a: x\nb: z\n", "a", {"tbd": True}, "a: {tbd: true}\nb: z\n"),
    ],
)
def test_a_list_or_mapping_is_replaced(text: str, field: str, value: object, wanted: str) -> None:
    assert splice(text, field, value) == wanted


def test_a_list_with_comments_is_not_replaced() -> None:
    refused = splice("a:\n  - x # hvorfor\n  - y\n", "a", ["w"])
    assert isinstance(refused, Finding)
    assert refused.code == "SK090"


def test_a_new_key_stands_where_its_form_asks_for_it() -> None:
    order = ("id", "round", "status", "answers")
    assert splice("id: x\nstatus: draft\nanswers: {}\n", "round", "a", order=order) == (
        "id: x\nround: a\nstatus: draft\nanswers: {}\n"
    )
    assert splice("a: b\n", "round", "a", order=order) == "a: b\nround: a\n"


def test_a_path_that_is_nowhere_is_refused_with_the_nearest() -> None:
    refused = splice("withdrawn: {on: 2026-01-01}\n", "withdrawm.on", "x")
    assert isinstance(refused, Finding)
    assert (refused.code, refused.hint) == ("SK090", "withdrawn.on")


def test_a_day_takes_the_place_of_the_form_that_asks_for_it() -> None:
    form = "date:\n  tbd: true\n  # Hvornår skal det være afgjort?\n  decide_by: 2027-01-25\nend: x\n"
    assert splice(form, "date", date(2029, 1, 17), "a.yaml") == "date: 2029-01-17\nend: x\n"
    own = form.replace("afgjort?", "afgjort? Aftal det med Lolland.")
    assert not isinstance(splice(own, "date", date(2029, 1, 17), "a.yaml"), str), "a person's own words stay"


@pytest.mark.parametrize("field", ["meetings[0].start.x", "pris.x", "meetings[0].date.tbd.x"])
def test_no_field_is_suggested_that_is_spelt_otherwise(field: str) -> None:
    found = splice("series: {x: 1}\nmeetings:\n  - date: {tbd: true}\n    venue: {x: 1}\n", field, "y", "a.yaml")
    assert isinstance(found, Finding)
    assert (found.code, found.hint) == ("SK090", "")
