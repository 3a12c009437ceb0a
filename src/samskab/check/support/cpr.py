"""Finds CPR numbers in raw text, so that none reaches git. The digits themselves are never passed on.

Form: ddmmyy + four digits. The seventh digit (with the year) gives the century; replacement numbers have 6 added to the
first digit (days 61-91). Modulus 11 has not been required since 1 October 2007, so it is not required here
(CPR-kontoret: "Personnummeret i CPR-systemet" and "Personnumre uden kontrolciffer").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

_SEPARATOR = r"[ .\u00a0\u2000-\u200a\u202f\-\u2010-\u2015\u2212_/]"
_NEXT_LINE = r"\r?\n[ \t]{0,40}"
_SUSPECT = re.compile(
    rf"(\d(?<!\d\d)\d)({_SEPARATOR}?)(\d{{2}})({_SEPARATOR}?)(\d{{2}})"  # begins with a digit: others are passed fast
    rf"({_SEPARATOR}{{0,3}}|{_SEPARATOR}?{_NEXT_LINE})(\d{{4}})(?!\d)"
)
_SHAPE = bytes(
    ord(
        "0" if byte in b"0123456789"
        else "-" if byte in b" .-_/" or 0x80 <= byte < 0xC4 or byte == 0xE2
        else chr(byte) if byte in b"\t\r\n"
        else "x" if byte < 0x80
        else "?"
    )
    for byte in range(256)
)  # fmt: skip
"""UTF-8 -> its shape: 0 a digit, - what may be between (or a piece of it), ? perhaps another script's digit."""
_LIKE = re.compile(rb"00-{0,3}00-{0,3}00(?:-{0,9}|-{0,3}\r?\n[-\t]{0,40})0000")
"""The shape of what `_SUSPECT` finds, and of little else; a sign is three bytes at most."""
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([_ /])|\r?\n[ \t]*)")
"""An escaped character in a text in double quotes, or an escaped line break."""
_NAMED = re.compile(r"cpr|pnr|person(?:nummer|nr|\W?id)", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:(?:p|sags?|journal)[-_ ]?n(?:ummer|r)|ean|cvr|gln|telefon|tlf|mobil|konto|isbn|kle)\W{0,4}$",
    re.IGNORECASE,
)
_LOOK_BACK = 24
_DIGEST = re.compile(r"(?<![0-9a-zA-Z])(?:[0-9a-f]{64}|[0-9a-f]{40})(?![0-9a-zA-Z])")
"""A SHA-256 or a git commit: ten digits in a row in it are no CPR number."""


class Hit(NamedTuple):
    """A CPR number's place: line and column from 1, its length in characters on that line."""

    line: int
    column: int
    length: int


def cpr_numbers(text: str, today: date) -> Iterator[Hit]:
    """Every CPR number in a text, birthdays after `today` left out.

    Ten bare digits count unless the word before them names another number (cvr, EAN, P-nummer, ...). Two
    groups on two lines count after a hyphen or a word for a CPR number. Escapes (`\\x2d`) are decoded first.
    """
    found = list(_numbers(text, today))
    if "\\" in text and _ESCAPE.search(text):
        plain, places = _unescaped(text)
        more = _numbers(plain, today)
        found = sorted({*found, *((places[start], places[end - 1] + 1) for start, end in more)})
    line, last = 1, 0
    for start, end in found:
        line += text.count("\n", last, start)
        last = start
        end_of_line = text.find("\n", start)
        length = (end if end_of_line < 0 else min(end, end_of_line)) - start
        yield Hit(line, start - text.rfind("\n", 0, start), length)


def _numbers(text: str, today: date) -> Iterator[tuple[int, int]]:
    """Where numbers begin and end in a text. Most texts hold none, which a first search finds out."""
    shape = text.encode("utf-8", "replace").translate(_SHAPE)
    if b"?" not in shape and not _LIKE.search(shape):
        return
    folded = _folded(text)
    for match in _SUSPECT.finditer(folded):
        day, between, month, again, year, before_serial, serial = match.groups()
        if between != again or not _is_birthday(int(day), int(month), int(year), int(serial[0]), today):
            continue
        label = folded[max(0, match.start() - _LOOK_BACK) : match.start()].rpartition("\n")[2]
        is_named = _NAMED.search(label) is not None
        if before_serial[:1] in {"\r", "\n", " "} and "\n" in before_serial and not is_named:
            continue
        if not before_serial and not is_named and (_OTHER.search(label) or _in_digest(folded, match.start())):
            continue
        yield match.span()


def _in_digest(text: str, place: int) -> bool:
    digests = _DIGEST.finditer(text, max(0, place - 64), place + 128)
    return any(digest.start() <= place < digest.end() for digest in digests)


def _folded(text: str) -> str:
    """The text with full-width and other digits as plain ones; the same number of characters, so places stay."""
    odd = {ord(c): plain for c in set(text) if not c.isascii() and (plain := _fold(c)) != c}
    return text.translate(odd) if odd else text  # with nothing to do it would take as long


def _fold(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) == 1 and plain.isdecimal():
        return str(unicodedata.decimal(plain))
    return plain if len(plain) == 1 else character


def _unescaped(text: str) -> tuple[str, Sequence[int]]:
    """The text with its escapes as characters, and where each character is in the text itself."""
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for match in _ESCAPE.finditer(text):
        pieces.append(text[last : match.start()])
        places += range(last, match.start())
        code = match[1] or match[2] or match[3]
        character = (match[4] or "") if code is None else chr(min(int(code, 16), 0x10FFFF))
        pieces.append(character)
        places += [match.start()] * len(character)
        last = match.end()
    pieces.append(text[last:])
    places += range(last, len(text))
    return "".join(pieces), places


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
