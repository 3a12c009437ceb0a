"""Finds private contact data in free text: mail addresses at private providers, and Danish phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_PROVIDERS = (
    "gmail", "googlemail", "hotmail", "live", "outlook", "msn", "yahoo", "icloud", "me", "mac", "protonmail", "proton",
    "mail", "jubii", "ofir", "stofanet", "tdcadsl", "youmail", "webspeed", "get2net", "post", "privat", "aol", "gmx",
)  # fmt: skip
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:" + "|".join(_PROVIDERS) + r")\.(?:com|dk|net|org|me|co\.uk|eu|de|se|no)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d+.,:/-])(?:(?:\+|00)45[ .-]?)?"
    r"(?:[2-9]\d(?:[ .-]\d\d){3}|[2-9]\d{3}[ ]\d{4}|[2-9]\d{7})"
    r"(?![\d.,:/-]\d|\d| %| kr)"
)
_DIGITS = re.compile(r"\d\d\D?\d\d")
_CALLS = re.compile(
    r"(?:tlf|telefon|mobil|ring|kontakt|phone|call|sms|nummer)"
    r"(?:(?:\W{1,3}[^\W\d]{1,20}){0,3}\W{1,3}(?:på|on|at)|\W{1,3}(?:til|er|nr|is))?\W{0,5}$",
    re.IGNORECASE,
)


class Contact(NamedTuple):
    """Where contact data is in a text (offset in characters) and what it is."""

    kind: Literal["mail", "phone"]
    start: int
    length: int


def private_contacts(text: str) -> Iterator[Contact]:
    """Private mail addresses and phone numbers, by their place.

    Eight digits together, or four and four (which may be two years), count only after a word such as tlf.
    """
    if "@" in text:
        for match in _MAIL.finditer(text):
            yield Contact("mail", match.start(), len(match.group()))
    if not _DIGITS.search(text):
        return
    for match in _PHONE.finditer(text):
        number = match.group()
        if (
            number[0] in "+0"
            or len(re.split(r"\D", number)) > 2
            or _CALLS.search(text[max(0, match.start() - 40) : match.start()])
        ):
            yield Contact("phone", match.start(), len(number))
