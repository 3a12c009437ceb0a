"""How we say it: `Phrasebook`, the one catalogue of sentences, in Danish and English.

A template is the text of one code in one language: `{name}` is a value, and
`{count:kommune|kommuner}` is the word that goes with a number (singular | plural).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from string import Formatter
from typing import Any, Literal

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = ("da", "en")


class Phrasebook:
    """Code -> sentence in one language. The catalogue is handed in; nothing is read from disk here."""

    def __init__(self, language: Language, phrases: Mapping[str, str]) -> None:
        self.language: Language = language
        self._phrases = phrases
        self._formatter = _Words(language)

    def __contains__(self, code: str) -> bool:
        return code in self._phrases

    def template(self, code: str) -> str:
        """The unfilled sentence of a code; KeyError is a fault of our own (a test keeps the catalogue complete)."""
        return self._phrases[code]

    def say(self, code: str, /, **values: object) -> str:
        """The sentence of a code, filled with its values."""
        return self._formatter.vformat(self._phrases[code], (), values)


def placeholders(template: str) -> frozenset[str]:
    """The names of the values that a sentence asks for."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def list_of(language: Language, items: tuple[str, ...], last: Literal["and", "or"] = "and") -> str:
    """`A, B og C` or `A, B and C`."""
    word = {"da": {"and": "og", "or": "eller"}, "en": {"and": "and", "or": "or"}}[language][last]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}" if items else ""


_MONTHS: dict[Language, tuple[str, ...]] = {
    "da": (
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


_WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def day(language: Language, value: date) -> str:
    """`7. marts 2026` or `7 March 2026`: plain text for messages (letters use Babel)."""
    return f"{value.day}{'.' if language == 'da' else ''} {_MONTHS[language][value.month - 1]} {value.year}"


def number(language: Language, value: int) -> str:
    """`660.842` or `660,842`."""
    return f"{value:,}".replace(",", "." if language == "da" else ",")


class _Words(Formatter):
    """Formats values as people write them; never follows attributes or indexes of a value."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:  # noqa: ARG002  # Formatter's shape
        return kwargs[field_name], field_name

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" in format_spec:
            singular, plural = format_spec.split("|")
            return singular if value == 1 else plural
        if isinstance(value, bool):
            return {"da": ("nej", "ja"), "en": ("no", "yes")}[self.language][value]
        if isinstance(value, int):
            return str(value) if format_spec == "year" else number(self.language, value)
        if isinstance(value, datetime):
            return f"{day(self.language, value.date())} {'kl. ' if self.language == 'da' else 'at '}{value:%H.%M}"
        if isinstance(value, date):
            return _WEEKDAYS[self.language][value.weekday()] if format_spec == "weekday" else day(self.language, value)
        if isinstance(value, (tuple, list)):
            return list_of(self.language, tuple(map(str, value)), "or" if format_spec == "or" else "and")
        return str(value)
