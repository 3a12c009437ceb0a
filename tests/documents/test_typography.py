"""The small marks of good setting, cleaning, columns and wrapped text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.documents.typography import JOINER, NBSP, clean, curled, hidden, set_text, unset_text
from samskab.documents.writers.column_widths import millimetres, width_shares
from samskab.documents.writers.text import to_text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("kl. 10.30", f"kl.{NBSP}10.30"),
        ("Vej 10, 2300 København S", f"Vej 10, 2300 København{NBSP}S"),
        ("den 27. februar 2018", f"den{NBSP}27.{NBSP}februar{NBSP}2018"),
        ("7 March 2026", f"7{NBSP}March{NBSP}2026"),
        ("10.00–18.30", f"10.00{JOINER}–{JOINER}18.30"),
        ("25.000 kr.", f"25.000{NBSP}kr."),
        ("ord – ord", "ord – ord"),
        ("en maj i ny og næ", "en maj i ny og næ"),
    ],
)
def test_what_belongs_together_stays_together(typed, printed):
    assert set_text(typed) == printed
    assert unset_text(printed) == typed


@given(st.text())
def test_setting_changes_only_spaces_and_invisible_joiners(text):
    assert unset_text(set_text(text)).replace(" ", "") == unset_text(text).replace(" ", "")


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_hidden(text):
    assert clean(clean(text)) == clean(text)
    assert not hidden(clean(text))


def test_cleaning_keeps_letters_and_names_what_goes():
    assert clean("A\u030arhus\tog\r\nÆrø\ufeff\u202e") == "Århus og Ærø"
    assert hidden("a\ufeffb\x1b[0m\ufeff") == ("U+FEFF", "U+001B")


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [("da", "\"a\" og ('b')", "”a” og (’b’)"), ("en", "\"a\" ('b') don't", "“a” (‘b’) don’t")],
)
def test_quotes(language, typed, printed):
    assert curled(typed, language) == printed


def table(*rows):
    cells = [[[{"type": "text", "text": cell}] for cell in row] for row in rows]
    return {"type": "table", "align": ["left"] * len(rows[0]), "header": cells[0], "rows": cells[1:]}


def test_columns_fill_the_room_and_short_ones_stay_narrow():
    block = table(["Nr.", "Navn", "Hvad der sker"], ["1", "x" * 24, "yyy " * 15])
    narrow, name, text = width_shares(block, 163)
    assert narrow == 0
    assert 54 <= name < text  # a word of 24 characters is not torn
    widths = millimetres(block, 160)
    assert sum(widths) == pytest.approx(160)
    assert widths[0] < widths[1] < widths[2]


def test_a_table_as_text_wraps_its_cells_and_never_tears_a_word(letter):
    from dataclasses import replace

    block = table(["Møde", "Sted"], ["1. møde", "Aarhus " * 12], ["2. møde", "Odense"])
    lines = to_text(replace(letter, blocks=(block,))).decode().split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("Møde"))
    assert lines[start + 1].startswith("-------")
    assert max(map(len, lines)) <= 72
    wide = table(["A", "B"], ["x" * 50, "y" * 50])
    assert f"B: {'y' * 50}" in to_text(replace(letter, blocks=(wide,))).decode()
