"""Private mail addresses and phone numbers in free text; offices and other numbers are left alone."""

from __future__ import annotations

import pytest

from samskab.check.support.contact_data import private_contacts
from tests.time_limit import ends


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("skriv til mette.eksempel@gmail.com i dag", [("mail", 10, 24)]),
        ("EKSEMPEL@HOTMAIL.DK", [("mail", 0, 19)]),
        ("a+b@live.dk, c@outlook.com", [("mail", 0, 11), ("mail", 13, 13)]),
        ("tlf. 20 12 34 56", [("phone", 5, 11)]),
        ("Ring til Hanne på 20123456", [("phone", 18, 8)]),
        ("Vi ringer til 20123456", []),
        ("ring på 20123456", [("phone", 8, 8)]),
        ("+45 20123456", [("phone", 0, 12)]),
        ("20 12 34 56", [("phone", 0, 11)]),
    ],
)
def test_private_contacts_are_found(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert [tuple(contact) for contact in private_contacts(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "post@lolland.dk",
        "kl@kl.dk",
        "5.000.000 kr",
        "2014-12-04",
        "20142015",
        "i 2014 2015",
        "660842",
        "12 34",
        "a@b",
        "10-12 personer",
    ],
)
def test_offices_and_other_numbers_are_left_alone(text: str) -> None:
    assert list(private_contacts(text)) == []


@pytest.mark.parametrize("text", ["a" * 100_000 + "@", "a.b+" * 25_000 + "@gmail", "20 12 " * 16_000, "tlf " * 25_000])
def test_hostile_text_of_100_kb_is_read_fast(text: str) -> None:
    with ends():
        list(private_contacts(text))
