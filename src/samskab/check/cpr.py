"""Finds CPR numbers in raw text, so that none reaches git. The digits themselves are never passed on.

Form: ddmmyy + four digits. The seventh digit (with the year) gives the century; replacement numbers have 6 added to the
first digit (days 61-91). Modulus 11 has not been required since 1 October 2007, so it is not asked for here
(CPR-kontoret: "Personnummeret i CPR-systemet" and "Personnumre uden kontrolciffer").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_SEPARATOR = r"[ .\u00a0\u2007\u202f\-\u2010-\u2015\u2212_/]"
_SUSPECT = re.compile(
    rf"(?<!\d)(\d{{2}})({_SEPARATOR}?)(\d{{2}})({_SEPARATOR}?)(\d{{2}})({_SEPARATOR}{{0,3}})(\d{{4}})(?!\d)"
)
_MAYBE = re.compile(r"\d\d\D?\d\d\D?\d\d\D{0,3}\d{4}(?!\d)")
"""Finds more than `_SUSPECT` does, in digits of any script, and fast: most files hold nothing of the kind."""
_NAMED = re.compile(r"cpr|pnr|person(?:nummer|nr|\W?id)", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:(?:p|sags?|journal)[-_ ]?n(?:ummer|r)|ean|cvr|gln|telefon|tlf|mobil|konto|isbn|kle)\W{0,4}$",
    re.IGNORECASE,
)
_LOOK_BACK = 24


class Hit(NamedTuple):
    """A CPR number's place: line and column from 1, its length in characters."""

    line: int
    column: int
    length: int


def cpr_numbers(text: str, today: date) -> Iterator[Hit]:
    """Every CPR number in a text, birthdays after `today` left out.

    Ten bare digits count unless the word before them says that they are something else (cvr, EAN, P-nummer, ...).
    """
    if not _MAYBE.search(text):
        return
    folded = _folded(text)
    line, start = 1, 0
    for match in _SUSPECT.finditer(folded):
        day, between, month, again, year, before_serial, serial = match.groups()
        if between != again or not _is_birthday(int(day), int(month), int(year), int(serial[0]), today):
            continue
        label = folded[max(0, match.start() - _LOOK_BACK) : match.start()].rpartition("\n")[2]
        if not before_serial and _OTHER.search(label) and not _NAMED.search(label):
            continue
        line += folded.count("\n", start, match.start())
        start = match.start()
        yield Hit(line, match.start() - folded.rfind("\n", 0, match.start()), len(match.group()))


def _folded(text: str) -> str:
    """The text with full-width and other digits as plain ones; the same number of characters, so places stay."""
    odd = {ord(c): _fold(c) for c in set(text) if not c.isascii()}
    return text.translate(odd)


def _fold(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) == 1 and plain.isdecimal():
        return str(unicodedata.decimal(plain))
    return plain if len(plain) == 1 else character


def _is_birthday(day: int, month: int, year: int, seventh: int, today: date) -> bool:
    try:
        return date(_century(year, seventh) + year, month, day - 60 if day > 60 else day) <= today
    except ValueError:
        return False


def _century(year: int, seventh: int) -> int:
    """The century of a birthday by the seventh digit and the two digits of the year (CPR-kontoret's table)."""
    if seventh <= 3:
        return 1900
    if seventh in {4, 9}:
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800
