"""CPR numbers in raw text are found, look-alikes are not, and the digits are never passed on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.check.support.cpr import cpr_numbers
from tests.time_limit import ends

TODAY = date(2026, 11, 22)


def found(text: str) -> list[tuple[int, int, int]]:
    """The places of the numbers in a text."""
    return [tuple(hit) for hit in cpr_numbers(text, TODAY)]


# Official test persons only (the CPR office's demo environment, MedCom's list).
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("se 251248-9996", (1, 4, 11)),
        ("cpr: 2512489996", (1, 6, 10)),
        ("# kommentar 070761-4285", (1, 13, 11)),
        ("a: b\nnote: 'borger 070761 4285'\n", (2, 15, 11)),
        ("251248–9996", (1, 1, 11)),
        ("251248 - 9996", (1, 1, 13)),
        ("25.12.48-9996", (1, 1, 13)),
        ("25 12 48 9996", (1, 1, 13)),
        ("251248\u20119996", (1, 1, 11)),
        ("２５１２４８-９９９６", (1, 1, 11)),
        ("nr2512489996x", (1, 3, 10)),
        ("251248-9996: nøgle", (1, 1, 11)),
        ("851248-9996", (1, 1, 11)),  # a replacement number: 60 is added to the day
        ("CPR (ikke CVR) 2512489996", (1, 16, 10)),
    ],
)
def test_a_number_is_found_at_its_place(text: str, place: tuple[int, int, int]) -> None:
    assert found(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "tlf. 33 70 33 70", "+45 33703370", "cvr: 62763913", "EAN 5798000000000", "2014-12-04",
        "2014-01-28T14:05+01:00",
        "311348-9996", "251348-9996", "000000-0000", "320199-1234", "1251248-9996", "251248-99961", "251248", "660842",
        "p-nummer: 1012481234", "sagsnr. 2512481234", "kl. 10.30-12.30", "12.12.2014 1000", "0101 0147 0151", "",
        "9788711234567", "55.676098, 12.568337", "010127-4000",
    ],
)  # fmt: skip
def test_what_is_no_number_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_birthday_to_come_is_no_birthday() -> None:
    text = "221126-4123"
    assert [tuple(hit) for hit in cpr_numbers(text, TODAY)] == [(1, 1, 11)]
    assert list(cpr_numbers(text, TODAY - timedelta(days=1))) == []


def test_every_number_of_a_file_is_found() -> None:
    assert found("a: 251248-9996, 070761-4285\r\n\r\nb: 251248-9996\n") == [(1, 4, 11), (1, 17, 11), (3, 4, 11)]


@given(
    st.dates(date(1900, 1, 1), date(1999, 12, 31)),
    st.integers(0, 3999),
    st.sampled_from(["-", " ", "", "–"]),
    st.text("ab æ\n", max_size=20),
)
def test_every_birthday_of_the_last_century_is_found(day: date, serial: int, between: str, before: str) -> None:
    hits = found(f"{before}{day:%d%m%y}{between}{serial:04d}")
    assert [(line, length) for line, _, length in hits] == [(before.count("\n") + 1, 10 + len(between))]


@given(st.text("0123456789-. \n", max_size=200))
def test_any_soup_of_digits_gives_places_inside_the_text(text: str) -> None:
    lines = text.split("\n")
    assert all(1 <= line <= len(lines) and length >= 10 for line, _, length in found(text))


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "1 " * 50_000, "251248 " * 14_000, "25 12 48 - " * 9_000, "1a" * 50_000]
)
def test_hostile_text_of_100_kb_is_read_fast(text: str) -> None:
    with ends():
        list(cpr_numbers(text, TODAY))


def test_a_digest_is_nobodys_number() -> None:
    digest = "34e746ac2c49a802c6741aed9f86f2b84d2209b54fc17dc0707614285b0d1ce9"
    assert len(digest) == 64
    assert not list(cpr_numbers(f'sha256: "{digest}"\n', TODAY))
    assert list(cpr_numbers(f'sha256: "{digest}0"\n', TODAY))
    assert list(cpr_numbers("sha256: 0707614285\n", TODAY))
