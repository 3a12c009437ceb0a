"""Every style of YAML: both dialects read back what was written, and a style quotes as documented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from samskab.yaml.dump import CanonicalWriter, CommentedWriter, YamlWriter
from samskab.yaml.tree import read_tree
from tests.sampling import few

STYLES = [YamlWriter(), CommentedWriter(), CanonicalWriter()]
DIGEST = "ab12" * 16

letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
words = st.sampled_from(
    ["no", "Y", "null", "~", "0101", "1e3", "18:30", "2014-02-02", "=", "<<", "- a", "a: b", "a #b", "nan", "ord " * 30]
)
texts = words | st.text(letters | st.sampled_from("\n\t :#'\"-[]{},&*!|>%@`\\"), max_size=120)
scalars = texts | st.integers(-(10**15), 10**15) | st.booleans()
keys = st.text(letters, min_size=1, max_size=20).filter(lambda key: key != "on")
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
)


@few(quick=12)
@given(st.dictionaries(keys, values, min_size=1, max_size=5))
def test_both_dialects_read_back_what_was_written(written: dict[str, Any]) -> None:
    for style in STYLES:
        text = style.text(written)
        if read_tree(text).findings:
            continue  # a character, a key or a conflict marker that no data file may have
        assert yaml.safe_load(text) == written, text
        assert YAML(typ="safe", pure=True).load(StringIO(text)) == written, text


@pytest.mark.parametrize(
    ("style", "lines"),
    [
        (YamlWriter(), ["sha256: ab12", "'on': 'no'", "list: [a, '0101', 2]", "text: |-", "  a", "  b"]),
        (CommentedWriter(), ['sha256: "ab12"', 'on: "no"', 'list: ["a", "0101", 2]', "text: |-", "  a", "  b"]),
        (CanonicalWriter(), ['sha256: "ab12"', '"on": "no"', 'list: ["a", "0101", 2]', 'text: "a\\nb"']),
    ],
)
def test_quotes_lists_and_lines_by_style(style: YamlWriter, lines: list[str]) -> None:
    values = {"sha256": "ab12", "on": "no", "list": ["a", "0101", 2], "text": "a\nb"}
    assert style.text(values).splitlines() == lines


def test_a_key_of_a_sealed_record_may_be_the_path_of_a_file() -> None:
    row = {"data/register.yaml": "b", "data/a b.yaml": "c", "0101": "d", "null": "e", "a.": "f"}
    assert CanonicalWriter().text({"inputs": row}).splitlines() == [
        'inputs: {data/register.yaml: "b", "data/a b.yaml": "c", "0101": "d", "null": "e", "a.": "f"}'
    ]


def test_a_long_list_and_a_long_text_stand_on_several_lines() -> None:
    text = "langt ord-med-bindestreg " * 9
    lines = (
        CommentedWriter().text({"list": [f"post {n} af mange" for n in range(8)], "text": text.strip()}).splitlines()
    )
    assert lines[:2] == ["list:", '  - "post 0 af mange"']
    assert lines[9] == "text: >-"
    assert all(len(line) <= 116 for line in lines)
    assert CanonicalWriter().text({"inputs": {"path": "p" * 60, "digest": DIGEST}}).count("\n") == 3


def test_what_is_no_text_has_no_quotes() -> None:
    values = {
        "day": date(2026, 3, 5),
        "small": Decimal("0.0000001"),
        "yes": True,
        "none": None,
    }
    for style in STYLES:
        written = [line.partition(":")[2].strip() for line in style.text(values).splitlines()]
        assert written == ["2026-03-05", "0.0000001", "true", ""]


def test_invisible_characters_are_escaped_in_sealed_records_only() -> None:
    assert CanonicalWriter().scalar("a\u00adb") == '"a\\u00adb"'
    assert CommentedWriter().scalar("a\u00adb") == '"a\u00adb"'
