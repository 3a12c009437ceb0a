"""Dates, clock times, numbers, lists and sums in the words of a letter, by Babel, in Danish and British English.

speech = Speech("da")
speech.day(date(2018, 2, 27))            # tirsdag den 27. februar 2018
speech.clock("10:00", "18:30")           # kl. 10.00–18.30
speech.choose(Words(da="…", en="…"))     # the text of this language; Danish where there is no English
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from samskab.language import Language, list_of
from samskab.model.field_types import VagueDay, Words

if TYPE_CHECKING:
    from babel import Locale

_LOCALES: dict[Language, str] = {"da": "da_DK", "en": "en_GB"}
_DAY: dict[Language, str] = {"da": "d. MMMM y", "en": "d MMMM y"}
_WEEKDAY: dict[Language, str] = {"da": "EEEE 'den' d. MMMM y", "en": "EEEE d MMMM y"}
_SHORT: dict[Language, str] = {"da": "EEEE 'den' d. MMMM", "en": "EEEE d MMMM"}
_MONTH = "MMMM y"


class Speech:
    """How one language says things."""

    def __init__(self, language: Language) -> None:
        from babel import Locale

        self.language: Language = language
        self.locale: Locale = Locale.parse(_LOCALES[language])

    def choose(self, words: Words | None) -> str:
        """The text in this language; the Danish one where there is no other; empty where there is none."""
        if words is None:
            return ""
        return (words.en or words.da if self.language == "en" else words.da).strip()

    def written_day(self, day: date) -> str:
        """`12. december 2013`: the date of a letter."""
        return self._formatted(day, _DAY[self.language])

    def day(self, day: date) -> str:
        """`tirsdag den 27. februar 2018`: a day to keep free."""
        return self._formatted(day, _WEEKDAY[self.language])

    def days(self, days: Iterable[date]) -> str:
        """Several days as one phrase; the year stands once where it is the same."""
        inorder = sorted(days)
        same = len({day.year for day in inorder}) == 1
        pieces = [self._formatted(day, _SHORT[self.language]) if same else self.day(day) for day in inorder[:-1]]
        return list_of(self.language, (*pieces, *(self.day(day) for day in inorder[-1:])))

    def vague(self, day: VagueDay, *, weekday: bool = True) -> str:
        """A day, a month or a year, as exactly as it is known."""
        if day.precision == "year":
            return str(day.year)
        if day.precision == "month":
            return self._formatted(day.first(), _MONTH)
        return self.day(day.first()) if weekday else self.written_day(day.first())

    def clock(self, start: str | None, end: str | None = None) -> str:
        """`kl. 10.00–18.30`, `kl. 10.00`; English has `10:00–18:30`."""
        if not start:
            return ""
        span = "–".join(self._clock(each) for each in (start, end) if each)
        return f"kl. {span}" if self.language == "da" else span

    def number(self, value: Decimal | int) -> str:
        """`660.842`, `43,2`; English has `660,842`."""
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self.locale)

    def kroner(self, amount: int) -> str:
        """`25.000 kr.`; English has `DKK 25,000`."""
        return f"{self.number(amount)} kr." if self.language == "da" else f"DKK {self.number(amount)}"

    def span(self, low: int | None, high: int | None) -> str:
        """`4-5` told as `4–5`, one number where both are the same, empty where there is none."""
        numbers = [self.number(each) for each in dict.fromkeys((low, high)) if each is not None]
        return "–".join(numbers)

    def listing(self, items: Iterable[str]) -> str:
        """`A, B og C`."""
        return list_of(self.language, tuple(each for each in items if each))

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Names as a Danish register sorts them: æ, ø, å last, Aa as å, whatever the machine."""
        return sorted(names, key=sort_key)

    def _clock(self, text: str) -> str:
        from babel.dates import format_time

        hours, minutes = map(int, text.split(":"))
        return format_time(time(hours, minutes), "HH.mm" if self.language == "da" else "HH:mm", locale=self.locale)

    def _formatted(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        return format_date(day, pattern, locale=self.locale)


def sort_key(name: str) -> tuple[str, str]:
    """The Danish alphabet as a key: `Aabenraa` and `Åbyhøj` stand after `Ærø`."""
    alphabet = str.maketrans({"æ": "{", "ø": "|", "å": "}"})
    return name.casefold().replace("aa", "å").translate(alphabet), name
