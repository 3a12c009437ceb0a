"""A text -> the moment or the moments that it can mean. Danish time is meant where no time zone is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from samskab.language import month_number
from samskab.model.eligibility import denmark
from samskab.model.field_types import Instant

DayOrder = Literal["dmy", "mdy"]

_CLOCK = re.compile(
    r"(?:kl\.? *)?(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?(?: *([ap])\.?m\.?)?"
    r"(?: *(z|utc|gmt|ces?t|[+-]\d\d:?\d\d|gmt[+-]\d{1,2}))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/. ]) ?(\d{1,2})(?:\2| ) ?(\d{4})")
_SHORT_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d\d)(?!\d)")
_WORDS = re.compile(r"(?:[a-zæøå]+,? )?(?:den )?(\d{1,2})\.? (?:of )?([a-zæøå]{3,9})\.?,? (\d{4})", re.IGNORECASE)
_ENGLISH = re.compile(r"(?:[a-z]+,? )?([a-z]{3,9})\.? (\d{1,2}),? (\d{4})", re.IGNORECASE)
_SERIAL = re.compile(r"([3-6]\d{4})(?:[.,](\d{1,12}))?")
_ZERO = date(1899, 12, 30)
_OFFSETS = {"z": "+00:00", "utc": "+00:00", "gmt": "+00:00", "cet": "+01:00", "cest": "+02:00"}


def moments(text: str, order: DayOrder | None = None) -> tuple[Instant, ...]:
    """The moments that a text can mean: none, one, or two for a day such as 03/04/2026 without an `order`.

    A day without a time is its first minute.
    """
    text = " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())
    try:
        return (Instant.parse(text),)
    except ValueError:
        pass
    if serial := _SERIAL.fullmatch(text):
        day = _ZERO + timedelta(days=int(serial[1]))
        seconds = round(Decimal(f"0.{serial[2] or 0}") * 86400)
        return (_instant(datetime.combine(day, time()) + timedelta(seconds=seconds), ""),)
    found = {str(moment): moment for day, rest in _days(text, order) for moment in _at(day, rest)}
    return tuple(found.values())


def _days(text: str, order: DayOrder | None) -> Iterator[tuple[date, str]]:
    """Each day that the beginning of a text can mean, and the rest of the text."""
    if found := _ISO.match(text):
        yield from _day(int(found[1]), int(found[3]), int(found[4]), text[found.end() :])
    elif found := _NUMBERS.match(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        rest = text[found.end() :]
        if found[2] != "/" or order != "mdy":
            yield from _day(year, second, first, rest)
        if found[2] == "/" and order != "dmy":
            yield from _day(year, first, second, rest)
    elif found := _SHORT_YEAR.match(text):
        first, second, year = map(int, found.groups())
        yield from _short_days((first, second, year), text[found.end() :], order)
    elif found := _WORDS.match(text):
        yield from _day(int(found[3]), month_number(found[2]), int(found[1]), text[found.end() :])
    elif found := _ENGLISH.match(text):
        yield from _day(int(found[3]), month_number(found[1]), int(found[2]), text[found.end() :])


def _short_days(numbers: tuple[int, int, int], rest: str, order: DayOrder | None) -> Iterator[tuple[date, str]]:
    """The days of 1/20/26, as an English form service writes; the year may also stand first where no order is given."""
    first, second, last = numbers
    if order != "mdy":
        yield from _day(2000 + last, second, first, rest)
    if order != "dmy":
        yield from _day(2000 + last, first, second, rest)
    if order is None and first > 9:
        yield from _day(2000 + first, second, last, rest)


def _day(year: int, month: int, day: int, rest: str) -> Iterator[tuple[date, str]]:
    try:
        yield date(year, month, day), rest
    except ValueError:
        return


def _at(day: date, rest: str) -> Iterator[Instant]:
    """The moment on a day at the time in the rest of the text; none when the rest is no time."""
    rest = re.sub(r"^(?:T|,| -)? *", "", rest)
    if not rest:
        yield _instant(datetime.combine(day, time()), "")
        return
    found = _CLOCK.fullmatch(rest)
    if not found:
        return
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    try:
        local = datetime.combine(day, time(hour, int(found[2]), int(found[3] or 0)))
        yield _instant(local, _offset(found[5] or ""))
    except (ValueError, OverflowError):
        return


def _offset(zone: str) -> str:
    zone = zone.lower()
    if found := re.fullmatch(r"gmt([+-])(\d{1,2})", zone):
        return f"{found[1]}{int(found[2]):02}:00"
    return _OFFSETS.get(zone) or (zone if ":" in zone or not zone else f"{zone[:3]}:{zone[3:]}")


def _instant(local: datetime, offset: str) -> Instant:
    if offset:
        local = datetime.fromisoformat(f"{local.isoformat()}{offset}")
        return Instant(local.astimezone(denmark()))
    return Instant(local.replace(tzinfo=denmark()))
