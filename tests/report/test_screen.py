"""Tables and texts fold to any width; nothing of the data acts, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.report.screen import STYLES, FoldingTable, TextTable, bullets, escaped_text, fitted, rendered, under_title

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
WORDS = st.text(st.sampled_from("abcæøå-.0123456789"), min_size=1, max_size=18)
CELLS = st.lists(WORDS, min_size=0, max_size=6).map(" ".join)
TABLE = TextTable(
    ("Kommune", "Region", "Kommunegruppe", "Kommunens størrelse", "Deltagere", "Samlet bedømmelse"),
    (
        ("København", "Region Hovedstaden", "Hovedstadskommuner", "mindst 80.000 indbyggere", "4", "25,5"),
        ("Odsherred", "Region Sjælland", "Landkommuner", "25.000-45.000 indbyggere", "3", "1.002.500"),
    ),
    numbers=frozenset({4, 5}),
    tones=("tight", "plain"),
)


@st.composite
def tables(draw: st.DrawFn) -> TextTable:
    columns = draw(st.integers(1, 6))
    line = st.tuples(*(CELLS for _ in range(columns)))
    marked = st.frozensets(st.integers(0, columns - 1))
    return TextTable(draw(line), tuple(draw(st.lists(line, max_size=4))), draw(marked), draw(marked))


@given(tables(), st.integers(50, 200))
@pytest.mark.slow
def test_no_word_of_a_table_is_lost_and_none_is_broken(table: TextTable, width: int) -> None:
    shown = rendered([FoldingTable(table)], width)
    assert max(map(len, shown.splitlines()), default=0) <= width
    words = re.split(r"[\s:;·]+", shown)
    assert [word for line in table.lines for cell in line for word in cell.split() if word not in words] == []


def test_a_narrow_table_with_several_texts_has_a_paragraph_for_each_line() -> None:
    head = ("Kommune", "Region", "Kommunegruppe", "Deltagere", "Samlet bedømmelse")
    line = ("Frederikssund", "Hovedstaden", "Hovedstadskommuner uden for byen", "4", "1.002.500")
    assert rendered([FoldingTable(TextTable(head, (line,), frozenset({3, 4})))], 50).splitlines() == [
        "Kommune: Region; Kommunegruppe",
        "Frederikssund: Hovedstaden; Hovedstadskommuner",
        "  uden for byen",
        "  Deltagere: 4; Samlet bedømmelse: 1.002.500",
    ]


@pytest.mark.parametrize("width", [50, 80, 120, 200])
def test_numbers_stand_whole_and_to_the_right(width: int) -> None:
    shown = rendered([FoldingTable(TABLE)], width)
    assert re.search(r"(?m)(\s|: )1\.002\.500$", shown)
    assert (fitted(TABLE, width) is not None) == (width >= 80)


@pytest.mark.parametrize(
    "text", ["[bold]x[/bold]", "[link=file:///x]y[/link]", ":warning:", "\x1b[31mx\x1b]8;;y\x07", "a\u202eb"]
)
def test_text_from_data_is_never_markup_and_never_acts(text: str) -> None:
    table = TextTable(("x",), ((text,),))
    parts = [escaped_text(text), FoldingTable(table), *bullets([text]), *under_title(text, escaped_text(text))]
    shown = rendered(parts, 80)
    assert not CONTROL.search(shown)
    assert "\u202e" not in shown
    assert shown.count(text if text.isprintable() else r"\u{") >= 4


def test_without_colour_there_are_no_control_characters() -> None:
    parts = [escaped_text(name, name) for name in STYLES]
    assert not CONTROL.search(rendered(parts, 80))
    coloured = rendered([*parts, FoldingTable(TABLE)], 80, colour=True)
    assert set(re.findall(r"\x1b\[([0-9;]*)m", coloured)) == {
        "0",
        "1",
        "1;31",
        "1;32",
        "1;33",
        "1;36",
        "2",
        "32",
        "33",
        "35",
        "36",
    }


def test_lines_are_ascii_where_the_encoding_is() -> None:
    table = TextTable(("a", "b"), (("c", "d"),))
    rendered([FoldingTable(table)], 80, encoding="cp1252").encode("ascii")
    assert "─" in rendered([FoldingTable(table)], 80)


@pytest.mark.parametrize(
    "env", [{"COLUMNS": "40"}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"TERM": "dumb"}, {"JUPYTER_COLUMNS": "9"}]
)
def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch, env: dict[str, str]) -> None:
    usual = rendered([FoldingTable(TABLE)], 80, colour=True)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert rendered([FoldingTable(TABLE)], 80, colour=True) == usual


def test_the_column_is_folded_that_makes_the_table_the_least_longer() -> None:
    lines = (*(("Greve", "2014-01-24 14:07", "i orden") for _ in range(9)), ("Thisted og Morsø", "", "kom for sent"))
    table = TextTable(("Kommune", "Modtaget", "Tilstand"), lines)
    assert fitted(table, 36) == [8, 16, 8]
    many = table._replace(lines=(*lines, *lines[:1] * 190, *lines[-1:] * 300))
    assert fitted(many, 36) == [8, 16, 8]  # the first 200 lines decide


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (("Region Fyn", ""), ["Fyn"]),
        (("Region Fyn, Region Als",), ["Fyn, Als"]),
        (("Region ved havet",), ["Region ved havet"]),
        (("Region Fyn", "Region ved havet"), ["Region Fyn", "Region ved havet"]),
    ],
)
def test_a_title_is_left_out_of_its_column_before_names_only(cells: tuple[str, ...], shown: list[str]) -> None:
    table = FoldingTable(TextTable(("Nr.", "Region"), tuple((str(n), cell) for n, cell in enumerate(cells))))
    lines = rendered([table], 60).splitlines()[2:]
    assert [text for line in lines if (text := line[3:].strip())] == shown
