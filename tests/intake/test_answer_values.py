"""The text of a cell is read as the answer that it is, and as no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.intake.answer_values import one_of, several_of, whole_number, yes_no
from samskab.model.field_types import Words
from samskab.model.programme import Option

OPTIONS = tuple(
    Option(id=key, title=Words(da=title))
    for key, title in {
        "familier": "Børn, unge og familier",
        "aeldre": "Ældre",
        "unge": "Unge",
        "nye": "Nye tilflyttere",
    }.items()
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ja", True), ("Ja.", True), ("SAND", True), ("yes", True), ("x", True), ("1", True), ("Vi deltager.", True),
     ("nej", False), ("FALSK", False), ("0", False), ("måske", None), ("ja, men", None), ("", None)],
)  # fmt: skip
def test_yes_and_no(text: str, expected: bool | None) -> None:  # a table of examples
    assert yes_no(text, ("Vi deltager", None)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1200", 1200), ("1.200", 1200), ("1 200", 1200), ("1.200,0", 1200), ("1.234.567", 1234567), ("-3", -3), ("0", 0),
     ("1.234,5", None), ("1,200", None), ("12.00", None), ("ca. 120", None), ("1e3", None), ("", None)],
)  # fmt: skip
def test_numbers_in_danish_notation(text: str, expected: int | None) -> None:
    assert whole_number(text) == expected


@given(st.integers(-999_999_999, 999_999_999))
def test_a_number_is_read_as_it_was_written(number: int) -> None:
    assert whole_number(str(number)) == number
    assert whole_number(f"{number:,}".replace(",", ".")) == number


@pytest.mark.parametrize(
    ("text", "chosen", "wrong"),
    [
        ("Børn, unge og familier", ["familier"], []),
        ("Ældre;Nye tilflyttere;", ["aeldre", "nye"], []),
        ("Børn, unge og familier, Ældre", ["familier", "aeldre"], []),
        ("Unge, Børn, unge og familier", ["unge", "familier"], []),
        ("aeldre\nnye", ["aeldre", "nye"], []),
        ("Ældre; ældre", ["aeldre"], []),
        ("Ældre, Hunde", ["aeldre"], ["Hunde"]),
    ],
)
def test_several_options_also_with_commas_in_them(text: str, chosen: list[str], wrong: list[str]) -> None:
    assert several_of(OPTIONS, text) == (chosen, wrong)


@given(st.permutations([option.title.da for option in OPTIONS]), st.sampled_from([";", "\n", "|", ", "]))
def test_options_are_read_whatever_separates_them(titles: list[str], sign: str) -> None:
    chosen, wrong = several_of(OPTIONS, sign.join(titles))
    assert sorted(chosen) == sorted(option.id for option in OPTIONS)
    assert wrong == []


def test_one_option_by_title_or_key() -> None:
    assert [one_of(OPTIONS, text) for text in ("ÆLDRE", "aeldre", "Ældre ", "hunde")] == [
        "aeldre",
        "aeldre",
        "aeldre",
        None,
    ]
