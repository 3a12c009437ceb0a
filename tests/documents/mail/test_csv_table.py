"""The table opens in Danish Excel as it was meant, and nothing in it is a formula."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.documents.mail.csv_table import merge_csv
from samskab.documents.typography import clean
from tests.documents import injections


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";", strict=True))


def test_it_has_a_mark_semicolons_and_crlf() -> None:
    content = merge_csv([{"Modtager": "Ærø Kommune", "Emne": "a;b"}, {"Emne": 'c"d'}])
    assert content == b'\xef\xbb\xbfModtager;Emne\r\n\xc3\x86r\xc3\xb8 Kommune;"a;b"\r\n;"c""d"\r\n'


@pytest.mark.parametrize(
    "text", ["=1+1", "+45 1234", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u200b=1", "\ufeff=1", "＝1"]
)
def test_what_would_be_a_formula_is_text(text: str) -> None:
    _, (shown, _) = read(merge_csv([{"a": text, "b": "x"}]))
    assert shown == f"'{clean(text)}"


def test_whatever_stands_in_the_data_is_one_cell() -> None:
    """One test for all: so many small ones cost more than what they do."""
    for text in injections.ALL:
        _is_one_cell(text)


def _is_one_cell(text: str) -> None:
    rows = read(merge_csv([{"a": text, text or "x": text, "c": "z"}, {"a": "y"}]))
    assert [len(row) for row in rows] == [3, 3, 3]
    shown = rows[1][0]
    assert shown.removeprefix("'") == clean(text).removeprefix("'")
    assert not shown.lstrip().startswith(("=", "+", "-", "@"))
    assert rows[2] == ["y", "", ""]


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b", "æ"]), st.text(max_size=30)), min_size=1, max_size=5))
def test_every_row_is_one_line_of_every_column(rows: list[dict[str, str]]) -> None:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    told = read(merge_csv(rows))
    if columns:
        assert told[0] == columns
        assert [len(row) for row in told[1:]] == [len(columns)] * len(rows)


def test_no_rows_are_no_table() -> None:
    assert read(merge_csv([])) in ([], [[]])
